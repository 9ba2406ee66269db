import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FileContent, type Tree, treeOf } from '@/lib/tree';

const REMOVED = '.removed';

function entriesOf(folder: string, recursive: boolean) {
  return readdir(folder, { recursive, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Reads a folder of the content as a tree; a folder that is not there is an empty tree. */
export async function readTree(folder: string): Promise<Tree> {
  const entries = await entriesOf(folder, true);
  const files: Record<string, FileContent> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join('/')] = await readFile(file, 'utf8');
  }
  return treeOf(files);
}

/** The names of the folders in a folder; none where there is no such folder. */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder, false);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Reads each folder of a folder as a tree, by its name; none where there is no such folder. */
export async function readTrees(folder: string): Promise<Map<string, Tree>> {
  const trees = new Map<string, Record<string, FileContent>>();
  for (const [file, content] of await readTree(folder)) {
    const [name = '', ...rest] = file.split('/');
    trees.set(name, { ...trees.get(name), [rest.join('/')]: content });
  }
  return new Map([...trees].map(([name, files]) => [name, treeOf(files)]));
}

/** Lays a tree over another: its files win, and the paths listed in its `.removed` files go. */
export function layOver(base: Tree, over: Tree): Tree {
  const out = new Map(base);
  for (const [file, content] of over) {
    if (file === REMOVED) for (const gone of String(content).split('\n')) out.delete(gone.trim());
    else out.set(file, content);
  }
  return out;
}
