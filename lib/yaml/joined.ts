import type { Diagnosis } from './causes/context';
import { lineAt } from './causes/context';
import type { MapNode, YamlNode } from './nodes';

/**
 * Two things that became one because the mark between them is missing: two objects without `---`, two entries of a
 * list of which the second has no dash. Their keys then stand twice, and that is not what there is to say.
 */
export function joined(text: string, root: YamlNode): Diagnosis[] {
  const found = root.kind === 'map' ? lostMark(text, root) : undefined;
  return found ? [found] : lostDashes(text, root);
}

function lostMark(text: string, root: MapNode): Diagnosis | undefined {
  const again = (name: string) => root.entries.filter(({ key }) => key.text === name)[1];
  const version = again('apiVersion');
  const kind = again('kind');
  if (!version || !kind || root.flow) return undefined;
  const first = version.key.start < kind.key.start ? version : kind;
  const line = lineAt(text, first.key.start);
  const repair = [{ start: line.start, end: line.start, text: '---\n' }];
  return {
    problem: {
      code: 'yaml-duplicate-key',
      start: first.key.start,
      end: first.key.end,
      message: `A second object starts here, and nothing parts it from the one above: \`${first.key.text}\` stands twice in the same mapping. Put a line with \`---\` before it.`,
      fix: { title: 'Put --- before this line', edits: repair },
    },
    repair,
  };
}

function lostDashes(text: string, root: YamlNode): Diagnosis[] {
  const found: Diagnosis[] = [];
  const stack = [root];
  const visited = new Set<YamlNode>();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'scalar' || visited.has(node)) continue;
    visited.add(node);
    if (node.kind === 'map') for (const { value } of node.entries) stack.push(value);
    else
      for (const item of node.items) {
        stack.push(item);
        if (item.kind === 'map' && !item.flow && !node.flow) found.push(...lostDash(text, item));
      }
  }
  return found;
}

function lostDash(text: string, item: MapNode): Diagnosis[] {
  const [first, ...rest] = item.entries;
  const second = rest.find(({ key }) => key.text === first?.key.text);
  if (!first || !second || rest.length < 2) return [];
  const at = second.key.start;
  const line = lineAt(text, at);
  if (line.start + line.indent !== at || line.indent < 2) return [];
  const repair = [{ start: at - 2, end: at, text: '- ' }];
  return [
    {
      problem: {
        code: 'yaml-duplicate-key',
        start: at,
        end: second.key.end,
        message: `\`${second.key.text}\` stands twice in this entry of the list. If the next entry starts here, put \`- \` in front of it; otherwise keep one of the two.`,
        fix: { title: 'Add the dash', edits: repair },
      },
      repair,
    },
  ];
}
