import type { TextChange } from '../repairs';
import {
  type Cause,
  type Complaint,
  contentColumn,
  type Line,
  lineAfter,
  lineAt,
  lineBefore,
} from './context';
import { columnsAbove } from './indentation';
import { bestGuess, type Guess } from './trial';

const OPENS = /(?::|^\s*-)\s*(?:[|>][-+\d]*\s*)?(?:#.*)?$/;
const ITEM = /^ *-(?: |$)/;
const KEY = /^\s*(?:- )?[\w./"'-]+:(?:\s|$)/;
/** Keys that stand at the left edge of a manifest. */
const TOP =
  /^(?:apiVersion|kind|metadata|spec|data|stringData|type|rules|subjects|roleRef|resources|patches|images):/;

/** A line, or a line with all that is below it, at the wrong column: above the complaint or where it stands. */
export const slipped: Cause = (complaint) => {
  const line = oddLine(complaint);
  if (!line) return undefined;
  const { text } = complaint;
  const guesses = suspects(text, line).flatMap((suspect) => guessesFor(text, suspect, line));
  const guess = bestGuess(text, line, [...guesses, ...lostDash(text, line)]);
  if (!guess) return undefined;
  const { column, edits } = guess;
  const dash = edits[0]?.text.endsWith('- ') && !ITEM.test(guess.line.text);
  const why = dash
    ? 'This line starts an entry of a list, and has no dash.'
    : column < guess.line.indent
      ? 'This line is indented too deep.'
      : 'This line is not indented deep enough.';
  return {
    problem: {
      code: 'yaml-indentation',
      start: guess.line.start + guess.line.indent,
      end: guess.line.end,
      message: dash
        ? `${why} Put \`- \` in front of it.`
        : `${why} Columns decide what belongs to what; a line at the same level starts at column ${column + 1}.`,
      fix: { title: dash ? 'Add the dash' : `Indent with ${column} spaces`, edits },
    },
    repair: edits,
  };
};

function oddLine({ text, code, message, start }: Complaint): Line | undefined {
  const odd =
    code === 'BAD_INDENT' ||
    code === 'BLOCK_AS_IMPLICIT_KEY' ||
    /Sequence item without - indicator/.test(message);
  const here = lineAt(text, start);
  // `--verbose` and, a space deeper than the list, `ports:`: one text with a colon at its end.
  if (code === 'MULTILINE_IMPLICIT_KEY') {
    let next = lineAfter(text, here);
    while (next && next.indent > here.indent && !KEY.test(next.text)) next = lineAfter(text, next);
    return next && next.indent > here.indent ? next : undefined;
  }
  if (!odd || /flow/i.test(message)) return undefined;
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !message.startsWith('A block sequence')) {
    const next = lineAfter(text, here);
    const below = next && next.indent > contentColumn(here) && KEY.test(next.text);
    return below ? next : undefined;
  }
  const line = start >= here.end ? (lineAfter(text, here) ?? here) : here;
  return KEY.test(line.text) || ITEM.test(line.text) ? line : undefined;
}

/** The lines that may be to blame: the one complained about, those above it that it should line up with, and its opener. */
function suspects(text: string, line: Line): Line[] {
  const found = [line];
  let limit = Number.POSITIVE_INFINITY;
  for (let above = lineBefore(text, line); above && found.length < 6; above = lineBefore(text, above)) {
    if (above.text === '---') break;
    if (above.indent > limit) continue;
    if (above.indent < limit || isFirst(text, above)) found.push(above);
    limit = above.indent;
    if (above.indent < line.indent && OPENS.test(above.text) && above.indent + 4 < line.indent) break;
    if (above.indent === 0) break;
  }
  return found;
}

function isFirst(text: string, line: Line): boolean {
  const above = lineBefore(text, line);
  return above !== undefined && above.indent < line.indent;
}

function guessesFor(text: string, suspect: Line, line: Line): Guess[] {
  const offset = contentColumn(suspect) - suspect.indent;
  const above = lineBefore(text, suspect);
  const columns = new Set([...columnsAbove(text, suspect), line.indent, line.indent - offset]);
  if (above && OPENS.test(above.text)) {
    columns.add(contentColumn(above) + 2);
    if (ITEM.test(suspect.text)) columns.add(contentColumn(above));
  }
  return [...columns]
    .filter((column) => column >= 0 && column !== suspect.indent && Math.abs(column - suspect.indent) <= 6)
    .flatMap((column) => {
      const alone = { start: suspect.start, end: suspect.start + suspect.indent, text: ' '.repeat(column) };
      const unlikely = doubt(text, suspect, column, line);
      const below = OPENS.test(suspect.text) || ITEM.test(suspect.text) ? moved(text, suspect, column) : [];
      return [
        { line: suspect, column, edits: [alone], unlikely },
        ...(below.length
          ? [{ line: suspect, column, edits: [alone, ...below], unlikely: unlikely + 2 }]
          : []),
      ];
    });
}

/** What lies below a line, moved along with it. */
function moved(text: string, line: Line, column: number): TextChange[] {
  const edits: TextChange[] = [];
  for (let next = lineAfter(text, line); next && next.indent > line.indent; next = lineAfter(text, next))
    edits.push({
      start: next.start,
      end: next.start + next.indent,
      text: ' '.repeat(Math.max(0, next.indent + column - line.indent)),
    });
  return edits;
}

/** How unlikely a column is: two spaces deeper than the key above or level with a sibling, and near, is what people write. */
function doubt(text: string, line: Line, column: number, complaint: Line): number {
  const item = ITEM.test(line.text);
  let unlikely = Math.abs(column - line.indent) + (line.start === complaint.start ? 0 : 0.5);
  const place = placeOf(text, line, column);
  if (TOP.test(line.text)) unlikely += 8;
  if (place) {
    const { opener, item: dashed } = place;
    const deeper = place.column - contentColumn(opener);
    if (!OPENS.test(opener.text) || (deeper !== 2 && !(dashed && deeper === 0))) unlikely += 8;
    if (opener.indent === 0 && !TOP.test(opener.text) && /^apiVersion:/m.test(text)) unlikely += 4;
  }
  const next = lineAfter(text, line);
  if (next && OPENS.test(line.text)) {
    const deeper = next.indent - contentColumn(line) + line.indent - column;
    if (deeper !== 2) unlikely += ITEM.test(next.text) && deeper === 0 ? 0.5 : 6;
  } else if (next && item && !ITEM.test(next.text) && next.indent >= column && next.indent !== column + 2)
    unlikely += 4;
  const parts = column > line.indent || !OPENS.test(line.text);
  return parts && hasSibling(text, line, complaint) ? unlikely + 8 : unlikely;
}

interface Place {
  opener: Line;
  /** The column of the block that the line would belong to; that of its dash for the keys of an entry of a list. */
  column: number;
  item: boolean;
}

/** What a line at a column would lie below. */
function placeOf(text: string, line: Line, column: number): Place | undefined {
  const item = ITEM.test(line.text);
  for (let above = lineBefore(text, line); above; above = lineBefore(text, above)) {
    if (ITEM.test(above.text)) {
      if (!item && contentColumn(above) === column) return placeOf(text, above, above.indent);
      if (item && above.indent === column) continue;
    }
    if (contentColumn(above) < (item ? column + 1 : column)) return { opener: above, column, item };
  }
  return undefined;
}

/** Whether lines between a suspect and the complaint stand where the suspect stands now. */
function hasSibling(text: string, suspect: Line, complaint: Line): boolean {
  for (
    let next = lineAfter(text, suspect);
    next && next.start < complaint.start;
    next = lineAfter(text, next)
  )
    if (next.indent <= suspect.indent) return true;
  return false;
}

/** An entry whose dash was left out, right above one that has it. */
function lostDash(text: string, line: Line): Guess[] {
  if (!ITEM.test(line.text)) return [];
  let first: Line | undefined;
  for (
    let above = lineBefore(text, line);
    above && above.indent > line.indent;
    above = lineBefore(text, above)
  )
    if (above.indent === line.indent + 2) first = above;
  if (!first) return [];
  const edits = [
    { start: first.start, end: first.start + first.indent, text: `${' '.repeat(line.indent)}- ` },
  ];
  return [{ line: first, column: line.indent, edits, unlikely: 1 }];
}
