import { contentOf, type Tree } from '@/lib/tree';
import type { MemoryFiles } from './memory';

const utf8 = new TextEncoder();

async function makeFolders(files: MemoryFiles, folder: string): Promise<void> {
  let path = '';
  for (const name of folder.split('/').filter(Boolean)) {
    path += `/${name}`;
    const there = await files.stat(path).catch(() => undefined);
    if (there?.isFile()) await files.unlink(path);
    if (!there?.isDirectory()) await files.mkdir(path);
  }
}

/** Removes folders that hold nothing any more, from `folder` upwards to `root`. */
async function removeEmpty(files: MemoryFiles, root: string, folder: string): Promise<void> {
  for (let path = folder; path.length > root.length; path = path.slice(0, path.lastIndexOf('/'))) {
    if ((await files.readdir(path)).length > 0) return;
    await files.rmdir(path);
  }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/**
 * Brings the files below `root` from one tree to another. Files that stay the same are not touched.
 *
 * @param root an absolute path; paths of the trees are relative to it.
 */
export async function writeTree(files: MemoryFiles, root: string, before: Tree, after: Tree): Promise<void> {
  for (const path of before.keys()) {
    if (after.has(path)) continue;
    const file = `${root}/${path}`;
    await files.unlink(file);
    await removeEmpty(files, root, folderOf(file));
  }
  await makeFolders(files, root);
  for (const [path, content] of after) {
    if (before.get(path) === content) continue;
    const file = `${root}/${path}`;
    await makeFolders(files, folderOf(file));
    await files.writeFile(file, typeof content === 'string' ? utf8.encode(content) : content);
  }
}

/** All files below `root` but those of Git itself. */
export async function readTree(files: MemoryFiles, root: string): Promise<Tree> {
  const tree = new Map<string, string | Uint8Array>();
  async function walk(folder: string, prefix: string): Promise<void> {
    for (const name of (await files.readdir(folder)).sort()) {
      if (prefix === '' && name === '.git') continue;
      const path = `${folder}/${name}`;
      if ((await files.stat(path)).isDirectory()) await walk(path, `${prefix}${name}/`);
      else {
        const bytes = await files.readFile(path);
        tree.set(prefix + name, typeof bytes === 'string' ? bytes : contentOf(bytes));
      }
    }
  }
  await walk(root, '');
  return tree;
}
