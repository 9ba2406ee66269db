import { isDescendent, readObject } from 'isomorphic-git';
import type { Copy } from './copy';

/** Whether the copy has an object. */
export async function has(copy: Copy, oid: string): Promise<boolean> {
  return readObject({ ...copy.at, oid }).then(
    () => true,
    () => false,
  );
}

/** Whether a commit comes after another, or is it. */
export async function descends(copy: Copy, oid: string, ancestor: string): Promise<boolean> {
  if (oid === ancestor) return true;
  return (await has(copy, ancestor)) && isDescendent({ ...copy.at, oid, ancestor, depth: -1 });
}
