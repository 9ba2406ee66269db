import { folderOf, nameOf } from '@/lib/tree';

/** A row of the file tree. */
export interface TreeNode {
  /** The path again: what the collection tells its rows apart by. */
  id: string;
  path: string;
  name: string;
  /** Undefined for a file. */
  children?: TreeNode[];
}

const byName = new Intl.Collator('en', { numeric: true });

/** Folders first, then by name, numbers by value: day2 stands before day10. */
function inOrder(a: TreeNode, b: TreeNode): number {
  if ((a.children === undefined) !== (b.children === undefined)) return a.children ? -1 : 1;
  return byName.compare(a.name, b.name);
}

/** The rows for the files at `paths`, nested; `folders` are those that exist without a file. */
export function nodesOf(paths: Iterable<string>, folders: Iterable<string>): TreeNode[] {
  const top: TreeNode[] = [];
  const known = new Map<string, TreeNode[]>([['', top]]);

  function childrenOf(folder: string): TreeNode[] {
    const children = known.get(folder);
    if (children !== undefined) return children;
    const made: TreeNode[] = [];
    known.set(folder, made);
    childrenOf(folderOf(folder)).push({ id: folder, path: folder, name: nameOf(folder), children: made });
    return made;
  }

  for (const folder of folders) childrenOf(folder);
  for (const path of paths) childrenOf(folderOf(path)).push({ id: path, path, name: nameOf(path) });
  for (const children of known.values()) children.sort(inOrder);
  return top;
}

/** All folders above a path, outermost first: what must be open for it to be seen. */
export function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) above.unshift(folder);
  return above;
}

/** The folders to open first: those that hold nothing but one folder, and the ones below them. */
export function foldersToOpen(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap((node) =>
    node.children === undefined ? [] : [node.path, ...foldersToOpen(node.children)],
  );
}
