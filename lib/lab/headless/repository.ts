import { type FileContent, type Tree, withFiles } from '@/lib/tree';

/** The files below a folder, by their paths from it on; `''` is the whole tree. */
export function below(tree: Tree, folder: string): Tree {
  if (folder === '') return tree;
  const inside = new Map<string, FileContent>();
  for (const [path, content] of tree)
    if (path.startsWith(`${folder}/`)) inside.set(path.slice(folder.length + 1), content);
  return inside;
}

/** The tree with the files below a folder replaced by others. */
export function withBelow(tree: Tree, folder: string, files: Tree): Tree {
  if (folder === '') return files;
  const kept = [...tree].filter(([path]) => !path.startsWith(`${folder}/`));
  return withFiles(
    new Map(kept),
    [...files].map(([path, content]) => [`${folder}/${path}`, content]),
  );
}
