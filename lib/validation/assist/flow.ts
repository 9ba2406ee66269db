import { type Row, startOf } from './rows';

/** A bracket that is open at the cursor. */
export interface Frame {
  list: boolean;
  /** In a mapping: the key of the value that is being written. */
  key: string | undefined;
  /** The keys that have been read. */
  keys: string[];
}

interface Scan {
  frames: Frame[];
  /** Where the word at the end of the text begins, with its quote. */
  from: number;
}

/** How far above the cursor a bracket is looked for. */
const FARTHEST = 400;

/**
 * The line on which the outermost bracket that is open at the cursor stands, and where; undefined outside of brackets.
 *
 * @param lines the document's lines up to the cursor, whose line is the last one; rows as they were read from them.
 */
export function openingOf(lines: readonly string[], rows: readonly (Row | undefined)[]) {
  let found: { line: number; column: number } | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (let line = lines.length - 1; line >= Math.max(0, lines.length - FARTHEST); line--) {
    const row = rows[line];
    if (!row) continue;
    const column = bracketOf(row);
    if (column !== undefined && startOf(row) < lowest) {
      const text = [lines[line]?.slice(column), ...lines.slice(line + 1)].join('\n');
      if (scanFlow(text).frames.length) found = { line, column };
    }
    // Nothing in brackets stands at the column of the key that they belong to, but for the closing one.
    if (!/^[\]}]/.test(row.text.trim())) lowest = Math.min(lowest, startOf(row));
    if (lowest === 0) break;
  }
  return found;
}

function bracketOf({ text, column }: Row): number | undefined {
  const before = /^(?:"[^"]*"|'[^']*'|[^\s"'[\]{},#][^#[\]{}"']*?):\s+(?=[[{])/.exec(text.slice(column));
  const at = column + (before?.[0].length ?? 0);
  return text[at] === '{' || text[at] === '[' ? at : undefined;
}

/** Reads text that begins with a bracket up to its end, and tells which brackets are open there. */
export function scanFlow(text: string): Scan {
  const frames: Frame[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    const top = frames.at(-1);
    const starts = text.slice(from, at).trim() === '';
    if (starts && (char === '"' || char === "'")) {
      const end = text.indexOf(char, at + 1);
      if (end === -1) break;
      at = end + 1;
      continue;
    }
    if (char === '#' && /\s/.test(text[at - 1] ?? '')) {
      const end = text.indexOf('\n', at);
      if (end === -1) break;
      if (starts) from = end;
      at = end;
      continue;
    }
    if (starts && (char === '{' || char === '['))
      frames.push({ list: char === '[', key: undefined, keys: [] });
    else if (char === '}' || char === ']') {
      frames.pop();
      if (frames.length === 0) break;
    } else if (char === ',') {
      if (top) top.key = undefined;
    } else if (char === ':' && top && !top.list && /^[\s,\]}]?$/.test(text[at + 1] ?? '')) {
      top.key = unquoted(text.slice(from, at).trim());
      top.keys.push(top.key);
    } else {
      at++;
      continue;
    }
    at++;
    from = at;
  }
  while (from < text.length && /\s/.test(text[from] ?? '')) from++;
  return { frames, from };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** The keys that follow the cursor in the same mapping. */
export function keysAfter(rest: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const part of rest.slice(0, 4000).matchAll(/[{[\]},]|["']?([\w./-]+)["']?\s*:(?=\s)/g)) {
    if (part[1] !== undefined) {
      if (depth === 0) keys.push(part[1]);
    } else if (part[0] === '{' || part[0] === '[') depth++;
    else if (part[0] !== ',' && --depth < 0) break;
  }
  return keys;
}
