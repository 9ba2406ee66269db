import type { TextChange } from './repairs';

/** More changes would make every place slow to find; such a text is read as it stands. */
const MOST_CHANGES = 400;
/** A text in quotes that goes on for longer is hardly meant. */
const MOST_LINES = 60;

/** What opens a text in quotes after a key or a dash, perhaps in a list in brackets. */
const OPENS =
  /^((?: |- )*)(?:[^\s'"#&*!|>%@`{[-][^'"#]*?: +)?(?:(\[) *(?:(?:"[^"]*"|'[^']*'|[^\s'"[\]{},#]+) *, *)*)?(['"])/;
/** What may stand behind a text in quotes that ends a line, alone or as the last of a list in brackets. */
const ENDS = /^\s*(?:#.*)?$/;
const ENDS_LIST = /^\s*,?\s*\]\s*(?:#.*)?$/;
/** What is rather a line of its own than the middle of a text. */
const STRUCTURE = /^\s*(?:- |---|#|[\w./-]+:(?:\s|$))/;

/**
 * The spaces that bring the lines of a text in quotes below their key. YAML 1.2 asks for them, and Go's reader, by which
 * kubectl and kustomize read, does not; generated files rest on that.
 *
 * @param loose whether lines that look like keys or entries may be part of such a text
 */
export function outdented(text: string, loose: boolean): TextChange[] {
  const lines = text.split('\n');
  const changes: TextChange[] = [];
  let offset = 0;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const [opening = '', before, bracket, quote] = OPENS.exec(line) ?? [];
    const from = offset;
    offset += line.length + 1;
    if (before === undefined || quote === undefined) continue;
    if (closing(line, opening.length, quote) !== undefined) continue;
    const ends = bracket === undefined ? ENDS : ENDS_LIST;
    const found = continued(lines, index, from, { quote, column: before.length, loose, ends });
    if (found.length === 0) continue;
    for (const change of found) changes.push(change);
    if (changes.length > MOST_CHANGES) return [];
  }
  return changes;
}

/** The spaces that the lines after the one at an index need, up to where the quote is closed; none where it is not so. */
function continued(
  lines: readonly string[],
  index: number,
  from: number,
  { quote, column, loose, ends }: { quote: string; column: number; loose: boolean; ends: RegExp },
): TextChange[] {
  const changes: TextChange[] = [];
  let start = from + (lines[index] ?? '').length + 1;
  for (let next = index + 1; next < Math.min(lines.length, index + MOST_LINES); next++) {
    const line = lines[next] ?? '';
    const end = closing(line, 0, quote);
    if (!loose && STRUCTURE.test(line)) return [];
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && indent <= column)
      changes.push({ start, end: start, text: ' '.repeat(column + 1 - indent) });
    if (end !== undefined) return ends.test(line.slice(end)) ? changes : [];
    start += line.length + 1;
  }
  return [];
}

/** The offset behind the quote that closes a text, in a line of it. */
function closing(line: string, from: number, quote: string): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (quote === '"' && line[at] === '\\') at++;
    else if (line[at] === quote) {
      if (quote === "'" && line[at + 1] === quote) at++;
      else return at + 1;
    }
  }
  return undefined;
}
