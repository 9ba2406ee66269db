import { readCommit, readTree, STAGE, walk } from 'isomorphic-git';
import type { Copy } from './copy';

/** The files of a commit or of the index: each one's mode and blob, by path. */
export type Entries = ReadonlyMap<string, { mode: string; oid: string }>;

/** The files of a commit; none for undefined, the state before the first one. */
export async function entriesOfCommit(copy: Copy, oid: string | undefined): Promise<Entries> {
  const entries = new Map<string, { mode: string; oid: string }>();
  async function add(tree: string, prefix: string): Promise<void> {
    for (const entry of (await readTree({ ...copy.at, oid: tree })).tree) {
      if (entry.type === 'tree') await add(entry.oid, `${prefix}${entry.path}/`);
      else entries.set(prefix + entry.path, { mode: entry.mode, oid: entry.oid });
    }
  }
  if (oid !== undefined) await add((await readCommit({ ...copy.at, oid })).commit.tree, '');
  return entries;
}

/** The files that the next commit will hold. */
export async function entriesOfIndex(copy: Copy): Promise<Entries> {
  const entries = new Map<string, { mode: string; oid: string }>();
  await walk({
    ...copy.at,
    trees: [STAGE()],
    map: async (path, [entry]) => {
      if (!entry || (await entry.type()) !== 'blob') return;
      const oid = await entry.oid();
      if (oid !== undefined) entries.set(path, { mode: ((await entry.mode()) ?? 0o100644).toString(8), oid });
    },
  });
  return entries;
}
