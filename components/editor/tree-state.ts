import { labStore } from '@/lib/lab';
import { folderOf, hasFolder } from '@/lib/tree';

/** Whether a folder of this path exists in the workspace, empty ones included. */
export function isFolderPath(path: string): boolean {
  const { tree, folders } = labStore.getState();
  return folders.has(path) || (path !== '' && !tree.has(path) && hasFolder(tree, path));
}

/** The folder that something new goes into when this row is the current one. */
export function folderFor(path: string | undefined): string {
  if (path === undefined) return '';
  return isFolderPath(path) ? path : folderOf(path);
}
