import { type Cause, contentColumn, type Line, lineAfter, lineAt } from './context';

const HEADER = /(?::|-)\s+[|>][-+\d]*\s*(?:#.*)?$/;
const KEY = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*'):(?:\s|$)|^\s*- /;

/** A line of a script that stands left of the block it belongs to. */
export const outOfBlock: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = start >= here.end && here.text.trim() !== '' ? (lineAfter(text, here) ?? here) : here;
  if (line.text.trim() === '' || KEY.test(line.text)) return undefined;
  const block = blockAbove(text, line);
  if (!block) return undefined;
  const edits = [{ start: line.start, end: line.start + line.indent, text: ' '.repeat(block.column) }];
  for (
    let next = lineAfter(text, line);
    next && next.indent < block.column && next.indent >= line.indent && !KEY.test(next.text);
    next = lineAfter(text, next)
  )
    edits.push({
      start: next.start,
      end: next.start + next.indent,
      text: ' '.repeat(block.column + next.indent - line.indent),
    });
  return {
    problem: {
      code: 'yaml-indentation',
      start: line.start + line.indent,
      end: line.end,
      message: `This line is indented less than the block of text above it, so it is no part of that text and YAML cannot read it. Indent it like the other lines of the block, to column ${block.column + 1}.`,
      fix: { title: `Indent with ${block.column} spaces`, edits },
    },
    repair: edits,
  };
};

/** The block scalar whose text lies right above a line, and the column at which its text starts. */
function blockAbove(text: string, line: Line): { column: number } | undefined {
  let column: number | undefined;
  for (let above = rawBefore(text, line); above; above = rawBefore(text, above)) {
    if (above.text.trim() === '') continue;
    if (column !== undefined && HEADER.test(above.text) && contentColumn(above) < column + 1)
      return above.indent < column ? { column } : undefined;
    if (above.indent <= line.indent && column === undefined) return undefined;
    if (column !== undefined && above.indent <= line.indent) return undefined;
    column = Math.min(column ?? above.indent, above.indent);
  }
  return undefined;
}

/** The line before, comments included: in a block they are text. */
function rawBefore(text: string, line: Line): Line | undefined {
  return line.start > 0 ? lineAt(text, line.start - 1) : undefined;
}
