import { folderOf, nameOf } from '@/lib/tree';

/** A line of the list of files: a file, or folders of which each holds only the next. */
export interface FileRow {
  path: string;
  /** `deployment.yaml`, or `app/base/` with the slash that says that it is a folder. */
  name: string;
  /** How many folders' lines stand above it. */
  depth: number;
}

/** Lists files as a tree, folders first. A folder that holds nothing but one folder shares its line. */
export function fileRows(paths: readonly string[], folder = '', depth = 0): FileRow[] {
  const inside = folder === '' ? 0 : folder.length + 1;
  const files: FileRow[] = [];
  const folders = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    const slash = path.indexOf('/', inside);
    if (slash < 0) files.push({ path, name: nameOf(path), depth });
    else folders.set(path.slice(0, slash), [...(folders.get(path.slice(0, slash)) ?? []), path]);
  }
  return [
    ...[...folders.values()].flatMap((within) => {
      const deepest = commonFolder(within);
      const row = { path: deepest, name: `${deepest.slice(inside)}/`, depth };
      return [row, ...fileRows(within, deepest, depth + 1)];
    }),
    ...files,
  ];
}

/** The deepest folder that holds all of them. */
function commonFolder(paths: readonly string[]): string {
  let folder = folderOf(paths[0] ?? '');
  while (!paths.every((path) => path.startsWith(`${folder}/`))) folder = folderOf(folder);
  return folder;
}
