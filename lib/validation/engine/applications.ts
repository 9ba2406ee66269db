import { folderOf, hasFolder, type Tree } from '@/lib/tree';

/**
 * The folders that an Application's `source.path` may mean. The tree may hold the repository as its root or in a folder
 * beside other files, and an Application says nothing of that, so every folder that ends with the path counts.
 */
export function applicationFolders(tree: Tree, path: string): string[] {
  const clean = path.replace(/^(?:\.\/)+|\/+$/g, '');
  if (clean === '' || clean === '.') return [];
  const found = new Set<string>();
  if (hasFolder(tree, clean)) found.add(clean);
  for (const file of tree.keys())
    for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder))
      if (folder.endsWith(`/${clean}`)) found.add(folder);
  return [...found].sort();
}
