import { folderOf, hasFolder, type Tree } from '@/lib/tree';
import { at, itemsOf, type YamlNode } from '@/lib/yaml';

/** The sources of an Application, whichever way it writes them. */
export function sourcesOf(application: YamlNode): YamlNode[] {
  const one = at(application, 'spec', 'source');
  return [...(one ? [one] : []), ...itemsOf(at(application, 'spec', 'sources'))];
}

/**
 * The folders that an Application's `source.path` may mean. The tree may hold the repository as its root or in a folder
 * beside other files, and an Application says nothing of that, so every folder that ends with the path counts.
 */
export function applicationFolders(tree: Tree, path: string): string[] {
  const clean = withoutSlashes(path.replace(/^(?:\.\/)+/, ''));
  if (clean === '' || clean === '.') return [];
  const found = new Set<string>();
  if (hasFolder(tree, clean)) found.add(clean);
  for (const file of tree.keys())
    for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder))
      if (folder.endsWith(`/${clean}`)) found.add(folder);
  return [...found].sort();
}

/** A text without the slashes at its end; a regular expression would begin anew at each slash of a long row. */
export function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}
