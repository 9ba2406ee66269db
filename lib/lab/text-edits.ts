import { type Tree, textOf } from '@/lib/tree';
import type { Fix, Position, TextEdit } from '@/lib/validation';

/** Where each line begins, as offsets of UTF-16 units. Lines end with `\n`, `\r\n` or a lone `\r`, as in YAML. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

function offsetOf(text: string, starts: readonly number[], { line, character }: Position): number {
  const start = starts[line];
  if (start === undefined) return text.length;
  return Math.min(start + character, starts[line + 1] ?? text.length);
}

/** Makes the edits of one file. They stand for places in the text as given and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const placed = edits
    .map(({ range, newText }) => ({
      from: offsetOf(text, starts, range.start),
      to: offsetOf(text, starts, range.end),
      newText,
    }))
    .sort((a, b) => a.from - b.from);
  let out = '';
  let at = 0;
  for (const { from, to, newText } of placed) {
    out += text.slice(at, from) + newText;
    at = Math.max(at, to);
  }
  return out + text.slice(at);
}

/** The texts that a fix leads to, by path. A file that it makes anew begins empty. */
export function textsOfFix(tree: Tree, fix: Fix): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path, edits } of fix.changes)
    texts.set(path, applyEdits(texts.get(path) ?? textOf(tree, path) ?? '', edits));
  return texts;
}
