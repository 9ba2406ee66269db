/**
 * A tree: an immutable map from path to content, the one thing that every pure function of the lab takes.
 *
 * Paths are relative to the workspace, separated by `/`, without `.`, `..`, empty segments or a leading slash
 * (`argocd-learning/week1/day6/app/base/service.yaml`). Folders exist only through their files.
 * Content is text; bytes that are not valid UTF-8 stay bytes, so that nothing a learner brings is lost.
 */
export type FileContent = string | Uint8Array;
export type Tree = ReadonlyMap<string, FileContent>;

/** Makes a tree from an object's own entries. Later entries win; the order of entries carries no meaning. */
export function treeOf(files: Readonly<Record<string, FileContent>>): Tree {
  return new Map(Object.entries(files));
}

/** The text of a file, or undefined when it is absent or not text. */
export function textOf(tree: Tree, path: string): string | undefined {
  const content = tree.get(path);
  return typeof content === 'string' ? content : undefined;
}

/** The paths of all files at or below `folder` (`''` is the root), sorted by code unit. */
export function filesBelow(tree: Tree, folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...tree.keys()].filter((path) => path === folder || path.startsWith(prefix)).sort();
}

/** Whether a folder of this path exists, that is, whether a file lies below it. */
export function hasFolder(tree: Tree, folder: string): boolean {
  if (folder === '') return true;
  const prefix = `${folder}/`;
  for (const path of tree.keys()) if (path.startsWith(prefix)) return true;
  return false;
}
