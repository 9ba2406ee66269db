import { entriesOf, itemsOf, type ScalarNode, type YamlNode } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

const INVISIBLE = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;
const CURLY = /^[\u201c\u201d\u201e\u2018\u2019\u201a]|[\u201c\u201d\u201e]$/;

const base = yamlRule({
  id: 'yaml-special-character',
  severity: 'error',
  title: 'A character only looks like a space or a quote',
  why: 'Text copied from a web page or a chat brings non-breaking spaces and curly quotes along. To YAML they are letters: they become part of a key or a value, or make it unreadable.',
  failing: one('metadata:\n  name: \u201cweb\u201d\n'),
  passing: one('metadata:\n  name: "web"\n'),
  source: [YAML_SPEC],
});

export const specialCharacter: Rule = {
  ...base,
  *yaml(file) {
    yield* base.yaml?.(file) ?? [];
    // A plain scalar of several lines shows its own text, so only those that stand in the text as they are count.
    if (!/[\u00a0\u1680\u2000-\u206f\u3000\ufeff]/.test(file.yaml.text)) return;
    const seen = new Set<YamlNode>();
    for (const { root } of file.yaml.documents)
      if (root)
        for (const [scalar, isKey] of scalars(root, seen)) yield* check(scalar, isKey, file.yaml.text);
  },
};

function* scalars(node: YamlNode, seen: Set<YamlNode>): Generator<[ScalarNode, boolean]> {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'scalar') yield [node, false];
  for (const item of itemsOf(node)) yield* scalars(item, seen);
  for (const { key, value } of entriesOf(node)) {
    yield [key, true];
    yield* scalars(value, seen);
  }
}

function* check(scalar: ScalarNode, isKey: boolean, text: string): Generator<Finding> {
  if (scalar.style !== 'plain') return;
  const source = text.slice(scalar.start, scalar.end);
  const spaces = [...source.matchAll(INVISIBLE)];
  const [first] = spaces;
  const harmful = isKey || (first !== undefined && (/^\S+:[\s\u00a0]/.test(source) || first.index === 0));
  if (first && harmful) {
    const edits = spaces.map(({ index, 0: found }) => ({
      start: scalar.start + index,
      end: scalar.start + index + 1,
      text: /[\u200b-\u200d\u2060\ufeff]/.test(found) ? '' : ' ',
    }));
    const code = first[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    yield {
      start: scalar.start + first.index,
      end: scalar.start + first.index + 1,
      message: `This is not a space but a character that looks like one (U+${code}), so YAML takes it for a part of the ${isKey ? 'key' : 'text'}. Write a normal space.`,
      fixes: [{ title: 'Use normal spaces', reveals: true, edits }],
    };
  }
  if (CURLY.test(source)) {
    const straight = source.replace(/[\u201c\u201d\u201e]/g, '"').replace(/[\u2018\u2019\u201a]/g, "'");
    const whole = /^(["']).*\1$/s.test(straight);
    yield {
      start: scalar.start,
      end: scalar.end,
      message: `These are curly quotes, which YAML does not know: they become part of the ${isKey ? 'key' : 'value'}. Use straight quotes.`,
      ...(whole
        ? {
            fixes: [
              {
                title: 'Use straight quotes',
                edits: [{ start: scalar.start, end: scalar.end, text: straight }],
              },
            ],
          }
        : {}),
    };
  }
}
