/** Where the cursor is, read from the lines alone, so that it works in YAML that is half written. */
export interface CursorContext {
  /** Keys and list positions (always 0) from the document's root to the mapping or list that the cursor is in. */
  path: (string | number)[];
  /** The key of the value being written; undefined where a key or a list item is written. */
  key: string | undefined;
  /** The cursor stands right after a dash: what is written may be a list item or the first key of one. */
  item: boolean;
  /** What has been written of the word so far, without an opening quote, and where it starts. */
  word: string;
  wordStart: number;
  /** The other keys of the mapping. */
  siblings: Set<string>;
  /** The column of keys here. */
  column: number;
  apiVersion: string | undefined;
  kind: string | undefined;
}

interface Row {
  text: string;
  /** Columns of the dashes, and of what follows them. */
  dashes: number[];
  column: number;
  key: string | undefined;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`][^#]*?)):(?=\s|$)/;

export function contextAt(text: string, offset: number): CursorContext | undefined {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const rest = text.slice(offset).split(/\r\n|\r|\n/);
  const current = lines.pop() ?? '';
  let first = lines.length;
  while (first > 0 && !/^---(\s|$)/.test(lines[first - 1] ?? '')) first--;
  const above = lines.slice(first).map(rowOf);
  const end = rest.findIndex((line, i) => i > 0 && /^(---|\.\.\.)(\s|$)/.test(line));
  const below = rest.slice(1, end === -1 ? undefined : end).map(rowOf);

  if (/(^|\s)#/.test(current) || insideBlock(above, current)) return undefined;
  const written = /^( *(?:- +|-$)*)(.*)$/.exec(current);
  if (!written) return undefined;
  const [, lead = '', content = ''] = written;
  const value = /^((?:"[^"]*"|'[^']*'|[^\s:"'#]+)):\s+(.*)$/.exec(content);
  const typed = value ? (value[2] ?? '') : content;
  const word = typed.replace(/^["']/, '');
  const row = rowOf(current);
  const place = climb(above, row, lead.length);
  const siblings = new Set(place.siblings);
  for (const next of below) {
    if (next === undefined) continue;
    const start = next.dashes[0] ?? next.column;
    if (start < lead.length || (next.dashes.length && start <= lead.length)) break;
    if (next.column === lead.length && next.key !== undefined) siblings.add(next.key);
  }
  const document = [...above, row, ...below];
  return {
    path: place.path,
    key: value?.[1]?.replace(/^["']|["']$/g, ''),
    item: /- *$/.test(lead),
    word,
    wordStart: offset - word.length,
    siblings,
    column: lead.length,
    apiVersion: rootValue(document, 'apiVersion'),
    kind: rootValue(document, 'kind'),
  };
}

function rowOf(text: string): Row | undefined {
  if (/^\s*(#|$)/.test(text)) return undefined;
  const dashes: number[] = [];
  let at = /^ */.exec(text)?.[0].length ?? 0;
  while (/^-(\s|$)/.test(text.slice(at))) {
    dashes.push(at);
    at += /^-\s*/.exec(text.slice(at))?.[0].length ?? 1;
  }
  const key = KEY.exec(text.slice(at));
  return { text, dashes, column: at, key: key?.[1] ?? key?.[2] ?? key?.[3] };
}

function rootValue(rows: (Row | undefined)[], key: string): string | undefined {
  const row = rows.find((candidate) => candidate?.column === 0 && candidate.key === key);
  const value = row?.text
    .slice(key.length + 1)
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^["']|["']$/g, '');
  return value || undefined;
}

/** Goes up from the cursor's row to the root, by columns. */
function climb(above: (Row | undefined)[], row: Row | undefined, column: number) {
  const path: (string | number)[] = [];
  const siblings: string[] = [];
  let here = column;
  let inList = false;
  const enter = (dashes: readonly number[]) => {
    for (const dash of [...dashes].reverse()) {
      path.unshift(0);
      here = dash;
      inList = true;
    }
  };
  enter(row?.dashes ?? []);
  let own = path.length === 0;
  for (const candidate of [...above].reverse()) {
    if (!candidate || (here === 0 && !inList && !own)) continue;
    const start = candidate.dashes[0] ?? candidate.column;
    if (inList) {
      if (start > here || (start === here && candidate.dashes.length)) continue;
      if (candidate.key === undefined || candidate.column > here) continue;
    } else {
      if (candidate.column > here) continue;
      if (candidate.column === here) {
        if (own && candidate.key !== undefined) siblings.push(candidate.key);
        if (candidate.dashes.length) {
          enter(candidate.dashes);
          own = false;
        }
        continue;
      }
      if (candidate.key === undefined) continue;
    }
    path.unshift(candidate.key);
    here = candidate.column;
    inList = false;
    own = false;
    enter(candidate.dashes);
  }
  return { path, siblings };
}

/** Whether the cursor is in a block scalar (`|`, `>`), where nothing is YAML. */
function insideBlock(above: (Row | undefined)[], current: string): boolean {
  const indent = /^ */.exec(current)?.[0].length ?? 0;
  let limit = current.trim() === '' ? Math.max(indent, 1) : indent;
  for (const row of [...above].reverse()) {
    if (!row) continue;
    const start = row.dashes[0] ?? row.column;
    if (start >= limit) continue;
    if (/[:-]\s+[|>][-+0-9]*\s*(#.*)?$/.test(row.text)) return true;
    limit = start;
  }
  return false;
}
