import type { YamlNode } from './nodes';
import type { YamlProblem } from './problem';

/** Keys that come twice in one mapping, in time linear in the nodes; each shared (aliased) node is looked at once. */
export function duplicates(root: YamlNode): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const visited = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'scalar' || visited.has(node)) continue;
    visited.add(node);
    if (node.kind === 'seq') {
      for (const item of node.items) stack.push(item);
      continue;
    }
    const seen = new Set<string>();
    for (const { key, value } of node.entries) {
      if (value.kind !== 'scalar') stack.push(value);
      if (seen.has(key.text))
        problems.push({
          code: 'yaml-duplicate-key',
          start: key.start,
          end: key.end,
          message: `\`${key.text}\` stands twice in the same mapping. One of the two values is lost, or the whole file is refused. Keep one, or move this one to where it belongs.`,
        });
      seen.add(key.text);
    }
  }
  return problems;
}
