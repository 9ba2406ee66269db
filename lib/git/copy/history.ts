import { log } from 'isomorphic-git';
import type { Copy } from './copy';

/** How many commits one has that the other has not. */
export async function ahead(copy: Copy, one: string, other: string): Promise<number> {
  if (one === other) return 0;
  const known = new Set((await log({ ...copy.at, ref: other })).map(({ oid }) => oid));
  return (await log({ ...copy.at, ref: one })).filter(({ oid }) => !known.has(oid)).length;
}
