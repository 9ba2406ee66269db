import { type ParsedYaml, parseYaml, type ScalarNode } from '@/lib/yaml';

const known = new WeakMap<ScalarNode, ParsedYaml>();

/** The YAML that a text of a file holds, such as a patch within a kustomization; read once. */
export function inlineYaml(node: ScalarNode): ParsedYaml {
  const yaml = known.get(node) ?? parseYaml(node.text);
  known.set(node, yaml);
  return yaml;
}
