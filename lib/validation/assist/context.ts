import { keysAfter, openingOf, scanFlow } from './flow';
import { climb, insideBlock, keysBelow, type Row, rootValue, rowOf, startOf } from './rows';

/** Where the cursor is, read from the lines alone, so that it works in YAML that is half written. */
export interface CursorContext {
  /** Keys and list positions (always 0) from the document's root to the mapping or list that the cursor is in. */
  path: (string | number)[];
  /** The key of the value being written; undefined where a key or a list item is written. */
  key: string | undefined;
  /** What is written is an item of a list, or the first key of one. */
  item: boolean;
  /** Within brackets. */
  flow: boolean;
  /** What has been written of the word so far, without an opening quote. */
  word: string;
  /** How the word goes on behind the cursor, without its closing quote. */
  rest: string;
  /** The quote that the word began with. */
  quote: string;
  /** What a completion replaces: the word to its end, with its quotes. */
  from: number;
  to: number;
  /** The space that is missing after a colon or a dash. */
  lead: string;
  /** The key that is being written has its colon. */
  hasColon: boolean;
  /** The other keys of the mapping. */
  siblings: Set<string>;
  /** The column of keys here. */
  column: number;
  /** The key right above at the same column, whose value is empty. */
  emptyAbove: string | undefined;
  /** A mapping or a list may begin in the lines below a value, since none is there. */
  nothingBelow: boolean;
  /** What stands above and below leaves room for a key, or for an item of a list, at this column. */
  fits: { key: boolean; item: boolean };
  apiVersion: string | undefined;
  kind: string | undefined;
}

const VALUE = /^("[^"]*"|'[^']*'|[^\s:"'#[\]{},](?:[^:#]|:(?=\S))*?):(?:\s+|$)(.*)$/;

export function contextAt(text: string, offset: number): CursorContext | undefined {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const rest = text.slice(offset).split(/\r\n|\r|\n/);
  let first = lines.length - 1;
  while (first > 0 && !/^(---|\.\.\.)(\s|$)/.test(lines[first - 1] ?? '')) first--;
  lines.splice(0, first);
  const current = lines.at(-1) ?? '';
  const above = lines.slice(0, -1).map(rowOf);
  const row = rowOf(current);
  const end = rest.findIndex((line, i) => i > 0 && /^(---|\.\.\.)(\s|$)/.test(line));
  const below = rest.slice(1, end === -1 ? undefined : end).map(rowOf);
  if (/(^|\s)#/.test(current) || insideBlock(above, current)) return undefined;
  if (current.trim() === '' && /^\s+\S/.test(rest[0] ?? '')) return undefined;
  const document = [...above, row, ...below];
  const about = { apiVersion: rootValue(document, 'apiVersion'), kind: rootValue(document, 'kind') };
  const after = rest[0] ?? '';
  const opening = openingOf(lines, [...above, row]);
  const found = opening
    ? flowContext({ lines, above: [...above, row], offset, after, rest: rest.join('\n') }, opening)
    : blockContext({ current, row, above, below, offset, after });
  return { ...found, ...about };
}

type Found = Omit<CursorContext, 'apiVersion' | 'kind'>;

interface Block {
  current: string;
  row: Row | undefined;
  above: (Row | undefined)[];
  below: (Row | undefined)[];
  offset: number;
  after: string;
}

function blockContext({ current, row, above, below, offset, after }: Block): Found {
  const [, dashes = '', content = ''] = /^( *(?:- +|-$)*)(.*)$/.exec(current) ?? [];
  const lead = /-$/.test(dashes) ? ' ' : '';
  const column = dashes.length + lead.length;
  const value = VALUE.exec(content);
  const { path, siblings, parent, aligned } = climb(above, row, dashes.length);
  const last = above.findLast((one) => one !== undefined);
  const next = below.find((one) => one !== undefined);
  const start = next ? startOf(next) : -1;
  const word = wordAt(
    value ? (value[2] ?? '') : content,
    offset,
    after,
    value ? /\s+#|\s*$/ : /(?=:(?:\s|$))|\s+#|\s*$/,
  );
  const free =
    aligned && !(start > parent && start < column && !/-/.test(dashes)) && (word.hasColon || start <= column);
  const isEmpty = last?.column === column && last.key !== undefined && /:\s*$/.test(last.text);
  return {
    path,
    key: value?.[1]?.replace(/^["']|["']$/g, ''),
    item: /- *$/.test(dashes),
    flow: false,
    lead: value ? (content.endsWith(':') ? ' ' : '') : lead,
    siblings: new Set([...siblings, ...keysBelow(below, column)]),
    column,
    emptyAbove: isEmpty && row === undefined ? last.key : undefined,
    nothingBelow: start <= column && !(start === column && next?.dashes.length),
    fits: {
      key: free && !(start === column && next?.dashes.length),
      item: free && (start < column || Boolean(next?.dashes.length)),
    },
    ...word,
  };
}

interface Flow {
  lines: string[];
  /** The rows of the lines. */
  above: (Row | undefined)[];
  offset: number;
  after: string;
  rest: string;
}

function flowContext(
  { lines, above, offset, after, rest }: Flow,
  opening: { line: number; column: number },
): Found {
  const row = above[opening.line];
  const { path } = climb(above.slice(0, opening.line), row, row?.column ?? 0);
  if (row?.key !== undefined) path.push(row.key);
  const text = [lines[opening.line]?.slice(opening.column), ...lines.slice(opening.line + 1)].join('\n');
  const { frames, from } = scanFlow(text);
  const top = frames.at(-1);
  for (const frame of frames.slice(0, -1)) path.push(frame.list ? 0 : (frame.key ?? ''));
  if (top?.list) path.push(0);
  const key = top?.list ? undefined : top?.key;
  const typed = text.slice(from);
  return {
    path,
    key,
    item: top?.list ?? false,
    flow: true,
    lead: /[:,]$/.test(text) ? ' ' : '',
    siblings: new Set([...(top?.keys ?? []), ...keysAfter(rest)]),
    column: 0,
    emptyAbove: undefined,
    nothingBelow: false,
    fits: { key: true, item: true },
    ...wordAt(typed, offset, after, /(?=\s*[,\]}])|(?=:(?:\s|$))|\s*$/),
  };
}

/** The word at the cursor: what has been typed of it, and how far it goes on. */
function wordAt(typed: string, offset: number, after: string, end: RegExp) {
  const quote = /^["']/.exec(typed)?.[0] ?? '';
  const close = quote === '' ? -1 : after.indexOf(quote);
  const length = close === -1 ? after.search(end) : close + 1;
  return {
    word: typed.slice(quote.length),
    rest: after.slice(0, close === -1 ? length : close),
    quote,
    from: offset - typed.length,
    to: offset + length,
    hasColon: /^\s*:(\s|$)/.test(after.slice(length)),
  };
}
