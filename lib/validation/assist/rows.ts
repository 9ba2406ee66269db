/** A line of YAML as far as its columns tell: dashes, then a key or something else. Undefined for blank and comment lines. */
export interface Row {
  text: string;
  /** Columns of the dashes, and of what follows them. */
  dashes: number[];
  column: number;
  key: string | undefined;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`][^#]*?)):(?=\s|$)/;

export function rowOf(text: string): Row | undefined {
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

/** The column at which a row begins: its first dash, else its text. */
export function startOf({ dashes, column }: Row): number {
  return dashes[0] ?? column;
}

/** The text of a top-level entry's value. */
export function rootValue(rows: readonly (Row | undefined)[], key: string): string | undefined {
  const row = rows.find((candidate) => candidate?.column === 0 && candidate.key === key);
  const value = row?.text
    .slice(row.text.indexOf(':') + 1)
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^["']|["']$/g, '');
  return value || undefined;
}

export interface Place {
  /** Keys and list positions (always 0) from the document's root. */
  path: (string | number)[];
  /** The keys above in the same mapping. */
  siblings: string[];
  /** The column of the key or dash that this mapping or list hangs on; -1 at the root. */
  parent: number;
  /** Nothing of the same mapping or list above stands at another column. */
  aligned: boolean;
}

/** Goes up from a row to the root, by columns. */
export function climb(above: readonly (Row | undefined)[], row: Row | undefined, column: number): Place {
  const path: (string | number)[] = [];
  const siblings: string[] = [];
  let here = column;
  let inList = false;
  let parent: number | undefined;
  let [deeper, met] = [false, false];
  const enter = (dashes: readonly number[]) => {
    for (const dash of [...dashes].reverse()) {
      path.unshift(0);
      here = dash;
      inList = true;
      parent ??= dash;
    }
  };
  enter(row?.dashes ?? []);
  let own = path.length === 0;
  for (let i = above.length - 1; i >= 0; i--) {
    const candidate = above[i];
    if (!candidate) continue;
    if (here === 0 && !inList && !own) break;
    const start = startOf(candidate);
    if (own) {
      deeper ||= candidate.column > here;
      met ||= candidate.column === here || start === here;
      // Nothing hangs on an item that is text.
      deeper ||= candidate.column < here && candidate.key === undefined;
    }
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
      if (own && !/:\s*([&!]\S*\s*)*(\s#.*)?$/.test(candidate.text)) [deeper, met] = [true, false];
    }
    path.unshift(candidate.key);
    here = candidate.column;
    parent ??= here;
    inList = false;
    own = false;
    enter(candidate.dashes);
  }
  return { path, siblings, parent: parent ?? -1, aligned: met || !deeper };
}

/** The keys below a line that belong to the same mapping as its key at a column. */
export function keysBelow(below: readonly (Row | undefined)[], column: number): string[] {
  const keys: string[] = [];
  for (const next of below) {
    if (next === undefined) continue;
    const start = startOf(next);
    if (start < column || (next.dashes.length && start <= column)) break;
    if (next.column === column && next.key !== undefined) keys.push(next.key);
  }
  return keys;
}

/** Whether a line is in a block scalar (`|`, `>`), where nothing is YAML. */
export function insideBlock(above: readonly (Row | undefined)[], current: string): boolean {
  const indent = /^ */.exec(current)?.[0].length ?? 0;
  let limit = current.trim() === '' ? Math.max(indent, 1) : indent;
  for (let i = above.length - 1; i >= 0; i--) {
    const row = above[i];
    if (!row) continue;
    const start = startOf(row);
    if (start >= limit) continue;
    if (/[:-]\s+[|>][-+0-9]*\s*(#.*)?$/.test(row.text)) return true;
    limit = start;
  }
  return false;
}
