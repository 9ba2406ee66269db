import { attempt, Failure } from '../failure';
import { itemAt, Kind, type Node, Parser, printNode, Unreadable, type Value, valueOfNode } from '../yaml';
import { goQuote } from './go-text';

/** An object that holds a key twice; go-yaml finds that out only when it reads the printed object again. */
export class DuplicateKeys extends Failure {}

function problemsOf(node: Node): string[] {
  if (node.kind === Kind.sequence) return node.content.flatMap(problemsOf);
  if (node.kind !== Kind.mapping) return [];
  const problems: string[] = [];
  const { content } = node;
  const lines = new Map<string, number[]>();
  for (let i = 0; i < content.length; i += 2) {
    const { value, line } = itemAt(content, i);
    lines.set(value, [...(lines.get(value) ?? []), line]);
  }
  for (const [key, found] of lines) {
    found.forEach((first, i) => {
      for (const again of found.slice(i + 1)) {
        problems.push(`line ${again}: mapping key ${goQuote(key)} already defined at line ${first}`);
      }
    });
  }
  return problems.length > 0 ? problems : content.flatMap((item, i) => (i % 2 === 1 ? problemsOf(item) : []));
}

/**
 * What a node finally is. As RNode.MarshalJSON: printed and read again.
 *
 * @throws Failure with the words of that second reading, which comes before what JSON cannot hold.
 */
export function objectValue(root: Node): Value {
  const value = attempt(() => valueOfNode(root));
  if ('value' in value) return value.value;
  const printed = attempt(() => new Parser(printNode(root), 'v3').next());
  if ('failure' in printed) throw value.failure instanceof Unreadable ? printed.failure : value.failure;
  const problems = printed.value === undefined ? [] : problemsOf(printed.value);
  if (problems.length > 0) throw new DuplicateKeys(`yaml: unmarshal errors:\n  ${problems.join('\n  ')}`);
  throw value.failure;
}
