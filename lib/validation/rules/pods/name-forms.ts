import { type Entry, entriesOf, type ScalarNode, scalarOf, type YamlNode } from '@/lib/yaml';
import type { Finding } from '../../engine/rule';
import { type Check, isPlaceholder } from '../refused/walk';

export const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const KEY_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Takes what is wrong with a name. */
export type Told = (finding: Finding) => void;

/** Looks at a name: its form and its length. */
export function named(node: ScalarNode, allowed: RegExp, longest: number, what: string, told: Told) {
  const { start, end, value } = node;
  // Placeholders of templates are filled in before anyone reads the name.
  if (typeof value !== 'string' || value === '' || isPlaceholder(value)) return;
  if (value.length > longest) {
    const message = `${what} has at most ${longest} characters, and this one has ${value.length}. Shorten it.`;
    told({ start, end, message });
    return;
  }
  if (allowed.test(value)) return;
  const mended = value
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .replaceAll('.', allowed === SUBDOMAIN ? '.' : '-');
  const dots = allowed === SUBDOMAIN ? ', `-` and `.`' : ' and `-`';
  told({
    start,
    end,
    message: `${what} takes lower-case letters, digits${dots}, and ${allowed === SERVICE ? 'starts with a letter' : 'starts and ends with a letter or digit'}; the API server refuses \`${value}\`.`,
    fixes: allowed.test(mended)
      ? [{ title: `Change to ${mended}`, edits: [{ start, end, text: mended }] }]
      : [],
  });
}

/** The same as a check of a field. */
export function aName(allowed: RegExp, longest: number, what: string): Check<Told> {
  return ({ value }, told) => {
    const node = scalarOf(value);
    if (node) named(node, allowed, longest, what, told);
  };
}

/** Looks at the keys of labels or annotations, and at the values of labels. */
export function labels(node: YamlNode | undefined, told: Told, what: 'label' | 'annotation' = 'label') {
  for (const { key, value } of entriesOf(node)) {
    labelKey(key, told, what);
    const scalar = what === 'label' ? scalarOf(value) : undefined;
    if (scalar) labelValue(scalar, told);
  }
}

/** The key of a label. As apimachinery, IsQualifiedName. */
export function labelKey(key: ScalarNode, told: Told, what = 'label') {
  const parts = key.text.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (isPlaceholder(key.text)) return;
  if (
    parts.length > 2 ||
    name.length > 63 ||
    !KEY_NAME.test(name) ||
    (prefix !== undefined && !SUBDOMAIN.test(prefix))
  )
    told({
      start: key.start,
      end: key.end,
      message: `\`${key.text}\` is no key of a ${what}: it takes letters, digits, \`-\`, \`_\` and \`.\`, after a domain and a slash if you like.`,
    });
}

/** The value of a label. As apimachinery, IsValidLabelValue. */
export function labelValue({ start, end, value }: ScalarNode, told: Told) {
  if (typeof value !== 'string' || isPlaceholder(value)) return;
  if (value.length <= 63 && VALUE.test(value)) return;
  told({
    start,
    end,
    message:
      "A label's value has at most 63 letters, digits, `-`, `_` and `.`, and starts and ends with a letter or digit. For other text use an annotation.",
  });
}

/** A mapping of labels. */
export const labelled: Check<Told> = ({ value }, told) => labels(value, told);

/** The key of a ConfigMap or a Secret. As apimachinery, IsConfigMapKey. */
export function dataKey({ start, end, text }: ScalarNode, told: Told) {
  if (isPlaceholder(text) || (/^[-._a-zA-Z0-9]{1,253}$/.test(text) && !text.startsWith('..') && text !== '.'))
    return;
  told({
    start,
    end,
    message: `A key here takes letters, digits, \`-\`, \`_\` and \`.\`, because it becomes the name of a file; the API server refuses \`${text}\`.`,
  });
}

/** A mapping whose keys are those of a ConfigMap or a Secret. */
export const dataKeys: Check<Told> = ({ value }: Entry, told) => {
  for (const { key } of entriesOf(value)) dataKey(key, told);
};
