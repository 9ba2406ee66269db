import { entriesOf, itemsOf, type ScalarNode, type YamlNode } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

const base = yamlRule({
  id: 'yaml-stray-quote',
  severity: 'error',
  title: 'A quote closes nothing',
  why: 'A quote at the end of a text that has none at its start belongs to the text. The value is then not what you read: an image name, for one, becomes invalid.',
  failing: one('metadata:\n  name: web"\n'),
  passing: one('metadata:\n  name: web\n  note: 5\\" wide\n'),
  source: [YAML_SPEC],
});

/** A word that has a quote at its end, or in it, and none at its start. */
const WORD = /(?:^|[\s[{,:])[A-Za-z][^\s"']*["']/;

/** Image references have their own rule, which says more. */
const ELSEWHERE = new Set(['image']);

export const strayQuote: Rule = {
  ...base,
  *yaml(file) {
    yield* base.yaml?.(file) ?? [];
    // Few texts have such a word at all. One that is read in a mended form is not searched as it stands.
    if (!file.yaml.broken && !WORD.test(file.yaml.text)) return;
    const seen = new Set<YamlNode>();
    for (const { root } of file.yaml.documents) if (root) yield* visit(root, '', seen);
  },
};

function* visit(node: YamlNode, key: string, seen: Set<YamlNode>): Generator<Finding> {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'scalar' && !ELSEWHERE.has(key)) yield* check(node);
  for (const item of itemsOf(node)) yield* visit(item, key, seen);
  for (const entry of entriesOf(node)) yield* visit(entry.value, entry.key.text, seen);
}

function* check(scalar: ScalarNode): Generator<Finding> {
  // One word with one quote, at its end: `web"`. Sentences, inches and feet are texts of their own right.
  if (scalar.style !== 'plain' || !/^[A-Za-z][^\s"']*["']$/.test(scalar.text)) return;
  yield {
    start: scalar.end - 1,
    end: scalar.end,
    message: `This quote closes nothing, so it belongs to the value: \`${scalar.text}\`. Remove it.`,
    severity: 'warning',
    fixes: [
      {
        title: 'Remove the stray quote',
        reveals: true as const,
        edits: [{ start: scalar.end - 1, end: scalar.end, text: '' }],
      },
    ],
  };
}
