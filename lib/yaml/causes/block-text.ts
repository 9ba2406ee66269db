import { type Cause, contentColumn, type Diagnosis, type Line, lineAfter, lineAt } from './context';

const HEADER = /(?::|-)\s+[|>][-+\d]*\s*(?:#.*)?$/;
const KEY = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*'):(?:\s|$)|^\s*- /;

/** A line of a script that stands left of the block it belongs to. */
export const outOfBlock: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = start >= here.end && here.text.trim() !== '' ? (lineAfter(text, here) ?? here) : here;
  if (line.text.trim() === '' || KEY.test(line.text)) return undefined;
  const block = blockAbove(text, line);
  if (!block) return undefined;
  if (block.first.indent > line.indent && line.indent === block.wanted)
    return tooDeepStart(block.first, line);
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
export function blockAbove(
  text: string,
  line: Line,
): { column: number; first: Line; wanted: number } | undefined {
  let column: number | undefined;
  let first = line;
  for (let above = rawBefore(text, line); above; above = rawBefore(text, above)) {
    if (above.text.trim() === '') continue;
    if (column !== undefined && HEADER.test(above.text) && contentColumn(above) < column + 1)
      return above.indent < column ? { column, first, wanted: textColumn(above) } : undefined;
    if (above.indent <= line.indent && column === undefined) return undefined;
    if (column !== undefined && above.indent <= line.indent) return undefined;
    column = Math.min(column ?? above.indent, above.indent);
    first = above;
  }
  return undefined;
}

/** Where people start the text below a block's first line. */
function textColumn(header: Line): number {
  const column = contentColumn(header);
  return /^\s*(?:- +)*[|>]/.test(header.text) ? column : column + 2;
}

/** The first line of a block decides at which column its text starts. */
function tooDeepStart(first: Line, line: Line): Diagnosis {
  const edits = [{ start: first.start, end: first.start + first.indent, text: ' '.repeat(line.indent) }];
  return {
    problem: {
      code: 'yaml-indentation',
      start: first.start + first.indent,
      end: first.end,
      message: `The first line of a text decides where the text starts, and this one is indented deeper than the lines below it. Indent it to column ${line.indent + 1}.`,
      fix: { title: `Indent with ${line.indent} spaces`, edits },
    },
    repair: edits,
  };
}

/** The line before, comments included: in a block they are text. */
function rawBefore(text: string, line: Line): Line | undefined {
  return line.start > 0 ? lineAt(text, line.start - 1) : undefined;
}

/** The first line of a block of text that stands no deeper than the key whose text it is. */
export const blockNotIndented: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  for (const line of [here, lineAfter(text, here)]) {
    const above = line && rawBefore(text, line);
    if (!line || !above || !HEADER.test(above.text) || KEY.test(line.text)) continue;
    const wanted = textColumn(above);
    if (line.indent >= wanted || line.text.trim() === '') continue;
    const edits = [];
    for (
      let next: Line | undefined = line;
      next && (next.indent > line.indent || !KEY.test(next.text)) && next.text !== '---';
      next = lineAfter(text, next)
    )
      edits.push({
        start: next.start,
        end: next.start + next.indent,
        text: ' '.repeat(Math.max(0, next.indent + wanted - line.indent)),
      });
    return {
      problem: {
        code: 'yaml-indentation',
        start: line.start + line.indent,
        end: line.end,
        message: `This is the text that the line above announces, and it has to be indented deeper than that line. Indent it to column ${wanted + 1}.`,
        fix: { title: `Indent with ${wanted} spaces`, edits },
      },
      repair: edits,
    };
  }
  return undefined;
};
