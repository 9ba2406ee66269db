import { type Tree, textOf } from '@/lib/tree';
import type { Fix, Position, TextEdit } from '@/lib/validation';
import { Lines } from '@/lib/yaml';

/** The tree after a fix was taken, as an editor applies it. */
export function applyFix(tree: Tree, fix: Fix): Tree {
  const changed = new Map(tree);
  for (const { path, edits } of fix.changes) changed.set(path, applyEdits(textOf(tree, path) ?? '', edits));
  return changed;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new Lines(text);
  const changes = edits.map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));
  changes.sort((a, b) => b.start - a.start);
  let result = text;
  for (const { start, end, newText } of changes)
    result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

/** Takes the mark `|` out of a text and tells where it stood. */
export function atMark(marked: string): { text: string; position: Position } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, position: new Lines(text).positionAt(offset) };
}

/** The same for the mark `¦`, where the text itself holds `|`. */
export function atCaret(marked: string): { text: string; position: Position } {
  const [before = '', after = ''] = marked.split('¦');
  const text = before + after;
  return { text, position: new Lines(text).positionAt(before.length) };
}
