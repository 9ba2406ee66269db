import { entriesOf, itemsOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

const base = yamlRule({
  id: 'yaml-stray-quote',
  severity: 'error',
  title: 'A quote closes nothing',
  why: 'A quote at the end of a text that has none at its start belongs to the text. The value is then not what you read: a name, for one, becomes invalid.',
  failing: one('metadata:\n  name: web"\n'),
  passing: one('metadata:\n  name: web\n  note: 5\\" wide\n'),
  source: [YAML_SPEC],
});

/** Below these keys any text is accepted, so that the quote only spoils it. */
const FREE = new Set([
  'value',
  'data',
  'stringData',
  'annotations',
  'commonAnnotations',
  'args',
  'command',
  'literals',
]);

export const strayQuote: Rule = {
  ...base,
  *yaml(file) {
    for (const finding of base.yaml?.(file) ?? [])
      yield finding.severity === 'warning' && !isFree(file, finding)
        ? { ...finding, severity: 'error' }
        : finding;
  },
};

function isFree({ yaml }: SourceFile, { start }: Finding): boolean {
  return yaml.documents.some(({ root }) => root !== undefined && leadsThrough(root, start));
}

/** Whether the way to a place leads through a key below which any text is accepted. */
function leadsThrough(node: YamlNode, place: number): boolean {
  const holds = (inner: YamlNode) => inner.start <= place && place <= inner.end;
  for (const { key, value } of entriesOf(node))
    if (holds(value)) return FREE.has(key.text) || leadsThrough(value, place);
  return itemsOf(node).some((item) => holds(item) && leadsThrough(item, place));
}
