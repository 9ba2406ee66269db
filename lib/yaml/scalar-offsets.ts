import type { ScalarNode } from './nodes';

/**
 * The way from a place in a scalar's text to its place in the file: quotes, escapes and a block's indentation lie between.
 * Exact for one-line scalars and literal blocks; in folded text a place is that of its line or of the whole scalar.
 */
export function scalarOffsets(file: string, node: ScalarNode): (position: number) => number {
  const inside = (offset: number) => Math.max(node.start, Math.min(offset, node.end));
  const raw = file.slice(node.start, node.end);
  if (node.style === 'literal') {
    const starts = literalStarts(raw, node);
    return (position) => {
      const before = node.text.slice(0, position);
      const line = before.split('\n').length - 1;
      const column = position - (before.lastIndexOf('\n') + 1);
      return inside(node.start + (starts[line] ?? raw.length) + column);
    };
  }
  if (node.style !== 'folded' && !raw.includes('\n')) {
    const quoted = node.style === 'plain' ? 0 : 1;
    if (raw.length === node.text.length + 2 * quoted)
      return (position) => inside(node.start + quoted + position);
    const steps = escapedSteps(raw, node.style === 'double');
    return (position) => inside(node.start + (steps[position] ?? raw.length - quoted));
  }
  return (position) => {
    const rest = node.text.slice(position).split('\n', 1)[0] ?? '';
    const found = rest === '' ? -1 : raw.indexOf(rest.slice(0, 24));
    return inside(found === -1 ? node.start : node.start + found);
  };
}

function literalStarts(raw: string, node: ScalarNode): number[] {
  const body = raw.indexOf('\n') + 1;
  const lines = node.text.split('\n');
  const starts: number[] = [];
  let at = body;
  let indent = 0;
  for (const line of lines) {
    const end = raw.indexOf('\n', at);
    const source = raw.slice(at, end === -1 ? raw.length : end).replace(/\r$/, '');
    if (line !== '') indent = Math.max(0, source.length - line.length);
    starts.push(at + (line === '' ? 0 : indent));
    at = end === -1 ? raw.length : end + 1;
  }
  return starts;
}

/** Where each character of a quoted text starts in its source. */
function escapedSteps(raw: string, double: boolean): number[] {
  const steps: number[] = [];
  for (let i = 1; i < raw.length - 1; ) {
    steps.push(i);
    if (double && raw[i] === '\\') i += { x: 4, u: 6, U: 10 }[raw[i + 1] ?? ''] ?? 2;
    else i += !double && raw[i] === "'" ? 2 : 1;
  }
  steps.push(raw.length - 1);
  return steps;
}
