import { readBlob } from 'isomorphic-git';
import { countLines, similarity } from '../words/compare';
import type { Copy } from './copy';
import type { Entries } from './entries';

/** What became of a file between two commits, or between a commit and the index. */
export interface Change {
  kind: 'new file' | 'modified' | 'deleted' | 'renamed';
  /** Where the file is; where it was, if it is gone. */
  path: string;
  /** Where a renamed file was. */
  from?: string;
  mode: string;
  /** How much of a renamed file is as it was, in percent. */
  alike?: number;
  before: string | undefined;
  after: string | undefined;
}

/** How many lines a change adds and takes; undefined for a file that is not text. */
export type Size = { added: number; deleted: number } | undefined;

async function contentOf(copy: Copy, oid: string | undefined): Promise<Uint8Array> {
  return oid === undefined ? new Uint8Array() : (await readBlob({ ...copy.at, oid })).blob;
}

/** The lines that a change adds and takes. */
export async function sizeOf(copy: Copy, { before, after }: Change): Promise<Size> {
  return before === after
    ? { added: 0, deleted: 0 }
    : countLines(await contentOf(copy, before), await contentOf(copy, after));
}

/** More pairs than this are not compared for renames but by their whole content: as Git's `diff.renameLimit` bounds it. */
const MOST_PAIRS = 10_000;
/** Less alike than this is no rename. As git/diffcore.h, DEFAULT_RENAME_SCORE. */
const RENAMED = 50;

interface Pair {
  gone: Change;
  made: Change;
  alike: number;
}

/** Pairs of a file that went and one that came, best first: the same content, then the most alike. */
async function pairs(copy: Copy, gone: readonly Change[], made: readonly Change[]): Promise<Pair[]> {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const near = (pair: Pair) => (nameOf(pair.gone.path) === nameOf(pair.made.path) ? 0 : 1);
  const found: Pair[] = [];
  const inexact = gone.length * made.length <= MOST_PAIRS;
  for (const to of made)
    for (const from of gone) {
      const same = from.before === to.after;
      if (!same && !inexact) continue;
      const alike = same
        ? 100
        : similarity(await contentOf(copy, from.before), await contentOf(copy, to.after));
      if (alike >= RENAMED) found.push({ gone: from, made: to, alike });
    }
  return found.sort((a, b) => b.alike - a.alike || near(a) - near(b));
}

/** Joins each file that went with the one that it became. */
async function withRenames(copy: Copy, changes: readonly Change[]): Promise<Change[]> {
  const gone = changes.filter(({ kind }) => kind === 'deleted');
  const made = changes.filter(({ kind }) => kind === 'new file');
  const taken = new Set<Change>();
  const renamed: Change[] = [];
  for (const pair of gone.length > 0 ? await pairs(copy, gone, made) : []) {
    if (taken.has(pair.gone) || taken.has(pair.made)) continue;
    taken.add(pair.gone).add(pair.made);
    const { gone: from, made: to, alike } = pair;
    renamed.push({ ...to, kind: 'renamed', from: from.path, before: from.before, alike });
  }
  return [...changes.filter((change) => !taken.has(change)), ...renamed];
}

/** What differs between two states, sorted by path as Git sorts: by bytes. */
export async function changesOf(copy: Copy, before: Entries, after: Entries): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [path, { mode, oid }] of after) {
    const was = before.get(path);
    if (was === undefined) changes.push({ kind: 'new file', path, mode, before: undefined, after: oid });
    else if (was.oid !== oid || was.mode !== mode)
      changes.push({ kind: 'modified', path, mode, before: was.oid, after: oid });
  }
  for (const [path, { mode, oid }] of before)
    if (!after.has(path)) changes.push({ kind: 'deleted', path, mode, before: oid, after: undefined });
  return (await withRenames(copy, changes)).sort((a, b) => (a.path < b.path ? -1 : 1));
}
