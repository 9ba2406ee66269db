import { type Function as Defined, forEachChild, type SyntaxNode } from 'unbash';

/** The functions that a script defines, by name; undefined when one is defined again. */
export function functionsIn(script: SyntaxNode): Map<string, Defined> | undefined {
  const found = new Map<string, Defined>();
  let again = false;
  visit(script, (node) => {
    if (node.type !== 'Function') return;
    again ||= found.has(node.name.text);
    found.set(node.name.text, node);
  });
  return again ? undefined : found;
}

/** Looks at a node and at all that it holds, in the order of the text, scripts in `$(…)` included. */
export function visit(node: SyntaxNode, see: (node: SyntaxNode) => void) {
  // Without recursion: a sum of a thousand terms is a tree a thousand deep.
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    see(next);
    const children: SyntaxNode[] = [];
    forEachChild(next, (child) => {
      children.push(child);
    });
    waiting.push(...children.reverse());
  }
}

/** Whether a node looks at the status of the command before it. */
export function asksStatus(node: SyntaxNode): boolean {
  let asks = false;
  visit(node, (inner) => {
    asks ||= inner.type === 'SimpleExpansion' && inner.text === '$?';
  });
  return asks;
}
