import type { ScalarNode } from './nodes';

/**
 * The way from a place in a scalar's text to its place in the file: quotes, escapes and a block's indentation lie between.
 * Exact but for folded blocks, where a place is that of its line or of the whole scalar.
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
  const quoted = node.style === 'plain' ? 0 : 1;
  if (node.style !== 'folded') {
    if (raw.length === node.text.length + 2 * quoted && !raw.includes('\n'))
      return (position) => inside(node.start + quoted + position);
    const steps = flowSteps(raw, node.style);
    if (steps.length === node.text.length + 1 || !raw.includes('\n'))
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

/** White space, and the line break that it may lead to; in double quotes a backslash takes the break away. */
const BREAK = /(\\?)([ \t]*)(\r?\n\s*)?/y;

/** Where each character of a text that is quoted or plain starts in its source, and where the text ends. */
function flowSteps(raw: string, style: ScalarNode['style']): number[] {
  const steps: number[] = [];
  const quoted = style === 'plain' ? 0 : 1;
  const end = raw.length - quoted;
  for (let i = quoted; i < end; ) {
    BREAK.lastIndex = i;
    const [whole = '', slash, spaces = '', lines] = BREAK.exec(raw) ?? [];
    const escaped = style === 'double' && slash !== '';
    if (lines !== undefined && (escaped ? spaces === '' : slash === '')) {
      // One line break is a space, and each further one a line break.
      const breaks = lines.split('\n').length - 1;
      const made = escaped ? breaks - 1 : Math.max(1, breaks - 1);
      for (let line = 0; line < made; line++) steps.push(i);
      i += whole.length;
    } else if (spaces !== '' && slash === '') {
      for (let at = i; at < i + spaces.length; at++) steps.push(at);
      i += spaces.length;
    } else {
      steps.push(i);
      if (escaped) i += { x: 4, u: 6, U: 10 }[raw[i + 1] ?? ''] ?? 2;
      else i += style === 'single' && raw[i] === "'" ? 2 : 1;
    }
  }
  steps.push(end);
  return steps;
}
