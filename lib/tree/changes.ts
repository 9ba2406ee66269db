import type { FileContent, Tree } from './tree';

/** What became of a file between two trees: its content before and after, undefined where it was absent. */
export interface FileChange {
  path: string;
  before: FileContent | undefined;
  after: FileContent | undefined;
}

/** The files that differ between two trees, sorted by path. Bytes are compared by identity. */
export function changesBetween(before: Tree, after: Tree): FileChange[] {
  if (before === after) return [];
  const changes: FileChange[] = [];
  for (const [path, content] of after)
    if (before.get(path) !== content) changes.push({ path, before: before.get(path), after: content });
  for (const [path, content] of before)
    if (!after.has(path)) changes.push({ path, before: content, after: undefined });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The tree with each path's content set; undefined takes the file away. */
export function withFiles(tree: Tree, files: Iterable<readonly [string, FileContent | undefined]>): Tree {
  const next = new Map(tree);
  for (const [path, content] of files) {
    if (content === undefined) next.delete(path);
    else next.set(path, content);
  }
  return next;
}
