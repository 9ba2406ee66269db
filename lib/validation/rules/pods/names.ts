import { containersOf, podOf } from '@/lib/kubernetes';
import { at, entriesOf, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const KEY_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
/** Kinds whose names may hold other characters. As pkg/apis/rbac/validation. */
const FREE_NAMES = /^rbac\.authorization\.k8s\.io\//;

export const names: Rule = {
  id: 'invalid-name',
  severity: 'error',
  title: 'The name or label is not one that Kubernetes accepts',
  why: 'Names become part of addresses, so they take lower-case letters, digits, `-` and (for most objects) `.`, and no more than 63 or 253 characters. Label values may have capitals, but no spaces or slashes.',
  failing: one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Web_Settings\n'),
  passing: one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-settings\n'),
  source: [
    {
      title: 'Kubernetes, object names',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
    },
    {
      title: 'Kubernetes, labels, syntax',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    },
  ],
  *object(object): Generator<Finding> {
    if (object.file.kustomization) return;
    yield* ownName(object);
    const pod = podOf(object);
    const metadata = [
      at(object.root, 'metadata'),
      pod?.path.length ? at(pod.template, 'metadata') : undefined,
    ];
    for (const node of metadata) {
      yield* labels(at(node, 'labels'), true);
      yield* labels(at(node, 'annotations'), false);
    }
    for (const { node } of pod ? containersOf(pod) : []) {
      const name = scalarOf(at(node, 'name'));
      if (name) yield* check(name, LABEL, 63, 'A container’s name');
      for (const port of itemsOf(at(node, 'ports'))) {
        const portName = scalarOf(at(port, 'name'));
        if (portName) yield* check(portName, LABEL, 15, 'A port’s name');
      }
    }
  },
};

function* ownName(object: SourceObject): Generator<Finding> {
  const name = scalarOf(at(object.root, 'metadata', 'name'));
  if (
    !name ||
    FREE_NAMES.test(object.apiVersion) ||
    !/^(v1|[a-z]+\/v\d|[a-z.]+\.k8s\.io\/|argoproj\.io\/)/.test(object.apiVersion)
  )
    return;
  if (object.kind === 'Service') yield* check(name, SERVICE, 63, 'A Service’s name');
  else if (object.kind === 'Namespace') yield* check(name, LABEL, 63, 'A Namespace’s name');
  else yield* check(name, SUBDOMAIN, 253, 'A name');
  const namespace = scalarOf(at(object.root, 'metadata', 'namespace'));
  if (namespace) yield* check(namespace, LABEL, 63, 'A namespace’s name');
}

function* check(node: ScalarNode, allowed: RegExp, longest: number, what: string): Generator<Finding> {
  const { start, end, value } = node;
  // Placeholders of templates are filled in before anyone reads the name.
  if (typeof value !== 'string' || value === '' || /[{$]/.test(value)) return;
  if (value.length > longest) {
    yield {
      start,
      end,
      message: `${what} has at most ${longest} characters, and this one has ${value.length}. Shorten it.`,
    };
    return;
  }
  if (allowed.test(value)) return;
  const mended = value
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .replaceAll('.', allowed === SUBDOMAIN ? '.' : '-');
  const dots = allowed === SUBDOMAIN ? ', `-` and `.`' : ' and `-`';
  yield {
    start,
    end,
    message: `${what} takes lower-case letters, digits${dots}, and ${allowed === SERVICE ? 'starts with a letter' : 'starts and ends with a letter or digit'}; the API server refuses \`${value}\`.`,
    fixes: allowed.test(mended)
      ? [{ title: `Change to ${mended}`, edits: [{ start, end, text: mended }] }]
      : [],
  };
}

function* labels(node: ReturnType<typeof at>, isLabel: boolean): Generator<Finding> {
  const what = isLabel ? 'label' : 'annotation';
  for (const { key, value } of entriesOf(node)) {
    const parts = key.text.split('/');
    const name = parts.at(-1) ?? '';
    const prefix = parts.length === 2 ? parts[0] : undefined;
    if (
      !/[{$]/.test(key.text) &&
      (parts.length > 2 ||
        name.length > 63 ||
        !KEY_NAME.test(name) ||
        (prefix !== undefined && !SUBDOMAIN.test(prefix)))
    )
      yield {
        start: key.start,
        end: key.end,
        message: `\`${key.text}\` is no key of a ${what}: it takes letters, digits, \`-\`, \`_\` and \`.\`, after a domain and a slash if you like.`,
      };
    const scalar = scalarOf(value);
    if (!isLabel || typeof scalar?.value !== 'string' || /[{$]/.test(scalar.value)) continue;
    if (scalar.value.length <= 63 && VALUE.test(scalar.value)) continue;
    yield {
      start: scalar.start,
      end: scalar.end,
      message: `A label's value has at most 63 letters, digits, \`-\`, \`_\` and \`.\`, and starts and ends with a letter or digit. For other text use an annotation.`,
    };
  }
}
