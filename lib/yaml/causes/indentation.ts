import { blockAbove } from './block-text';
import { type Cause, contentColumn, type Line, lineAfter, lineAt, lineBefore } from './context';

/** A tab where only spaces may indent. */
export const tab: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  // The parser may have stopped at the key above: below it, it found no value.
  const line = [here, lineAfter(text, here)].find((near) => near && /^ *\t/.test(near.text));
  if (!line) return undefined;
  const lead = /^\s*/.exec(line.text)?.[0] ?? '';
  const wish = lead.replaceAll('\t', '  ').length;
  const block = blockAbove(text, line);
  const spaces = ' '.repeat(block ? Math.max(block.column, wish) : columnFor(text, line, wish));
  const change = { start: line.start, end: line.start + lead.length, text: spaces };
  return {
    problem: {
      code: 'yaml-tab',
      start: line.start + lead.indexOf('\t'),
      end: line.start + lead.length,
      message: 'A tab indents this line. YAML allows only spaces there, because a tab has no agreed width.',
      fix: { title: 'Replace the tabs with spaces', edits: [change] },
    },
    repair: [change],
  };
};

/** The column near to a wish at which a line can stand below those before it. */
function columnFor(text: string, line: Line, wish: number): number {
  const above = lineBefore(text, line);
  if (!above) return wish;
  const column = contentColumn(above);
  const isItem = /^\s*- /.test(line.text);
  if (/:\s*(?:[|>][-+\d]*\s*)?(?:#.*)?$/.test(above.text))
    return Math.max(wish, isItem && wish <= column ? column : column + 2);
  const [nearest = wish] = columnsAbove(text, line)
    .concat(/^ *- /.test(above.text) ? [column] : [])
    .sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || b - a);
  return nearest;
}

/** `-name: web` in a list: without the space the dash belongs to the word, and the lines below fit nowhere. */
export const dashWithoutSpace: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = [here, lineBefore(text, here), lineAfter(text, here)].find(
    (near) => near && (/^ *-[A-Za-z][\w.-]*:(?:\s|$)/.test(near.text) || followsItem(text, near)),
  );
  if (!line) return undefined;
  const dash = line.start + line.indent;
  const change = { start: dash + 1, end: dash + 1, text: ' ' };
  return {
    problem: {
      code: 'yaml-syntax',
      start: dash,
      end: dash + 2,
      message:
        'A space is missing after this dash. Without it the dash is a part of the word, and no list starts.',
      fix: { title: 'Add a space after the dash', edits: [change] },
    },
    repair: [change],
  };
};

/** `-b` right below `- a`. */
function followsItem(text: string, line: Line): boolean {
  if (!/^ *-\S/.test(line.text) || line.text.startsWith('---')) return false;
  const above = lineBefore(text, line);
  return above?.indent === line.indent && /^ *- /.test(above.text);
}

/** A key below a `key: value` line, but deeper than it. */
export const tooDeep: Cause = ({ text, code, start }) => {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined;
  const line = lineAt(text, start);
  const next = lineAfter(text, line);
  if (!next || next.indent <= line.indent || !/^\s*(- )?[\w./"'-]+:(\s|$)/.test(next.text)) return undefined;
  const column = contentColumn(line);
  if (next.indent <= column) return undefined;
  return reindent(
    text,
    next,
    column,
    'This line is indented too deep: the line above it has its value already.',
  );
};

/** A line whose column fits none of the lines above. */
export const offColumn: Cause = ({ text, code, message, start }) => {
  const odd = code === 'BAD_INDENT' || /Sequence item without - indicator/.test(message);
  if (!odd || /flow/i.test(message)) return undefined;
  let line = lineAt(text, start);
  if (start >= line.end) line = lineAfter(text, line) ?? line;
  const columns = columnsAbove(text, line);
  const wanted = columns
    .filter((column) => column !== line.indent)
    .sort((a, b) => Math.abs(a - line.indent) - Math.abs(b - line.indent) || b - a)[0];
  return wanted === undefined
    ? undefined
    : reindent(text, line, wanted, 'The indentation of this line fits no line above it.');
};

/** The columns of the open blocks above a line, where a line of its sort (an entry of a list or not) may stand. */
export function columnsAbove(text: string, line: Line): number[] {
  const isItem = /^\s*- /.test(line.text);
  const columns: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let above = lineBefore(text, line); above && limit > 0; above = lineBefore(text, above)) {
    if (above.text === '---') break;
    if (above.indent >= limit) continue;
    limit = above.indent;
    if (/^ *- /.test(above.text) === isItem) columns.push(above.indent);
    if (!isItem && /^ *(- +)+[\w./"'-]+:(\s|$)/.test(above.text)) columns.push(contentColumn(above));
  }
  return columns;
}

/** Moves a line, and what lies below it, to a column. */
export function reindent(text: string, line: Line, column: number, why: string) {
  const edits = [{ start: line.start, end: line.start + line.indent, text: ' '.repeat(column) }];
  // Only a line that opens a block takes deeper lines along; after `key: value` they belong to somebody else.
  const opens = /:\s*(?:[|>][-+\d]*\s*)?(?:#.*)?$|^\s*-(?:\s|$)/.test(line.text);
  const first = lineAfter(text, line);
  // Below an entry of a list that alone has slipped, the lines stand right already.
  const right = first?.indent === column + contentColumn(line) - line.indent;
  for (
    let next = opens && !right ? first : undefined;
    next && next.indent > line.indent;
    next = lineAfter(text, next)
  )
    edits.push({
      start: next.start,
      end: next.start + next.indent,
      text: ' '.repeat(Math.max(0, next.indent + column - line.indent)),
    });
  return {
    problem: {
      code: 'yaml-indentation' as const,
      start: line.start + line.indent,
      end: line.end,
      message: `${why} Columns decide what belongs to what; a line at the same level starts at column ${column + 1}.`,
      fix: { title: `Indent with ${column} spaces`, edits },
    },
    repair: edits,
  };
}
