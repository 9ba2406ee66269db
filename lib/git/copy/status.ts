import { getConfig, statusMatrix } from 'isomorphic-git';
import { type Change, changesOf } from './changes';
import { branchOf, type Copy, resolved } from './copy';
import { entriesOfCommit, entriesOfIndex } from './entries';
import { ahead } from './history';

/** A file of the folder that differs from what the next commit will hold. */
export interface Unstaged {
  kind: 'modified' | 'deleted';
  path: string;
}

/** Where the branch stands beside the one that it follows. */
export interface Upstream {
  /** `origin/main`. */
  name: string;
  /** Undefined when the followed branch is gone. */
  ahead: number | undefined;
  behind: number | undefined;
}

/** What `git status` tells. */
export interface Status {
  /** Undefined when HEAD is detached. */
  branch: string | undefined;
  /** The commit that is checked out; undefined before the first one. */
  head: string | undefined;
  upstream: Upstream | undefined;
  staged: readonly Change[];
  unstaged: readonly Unstaged[];
  /** Files, and folders (with a `/` at the end) in which Git knows no file. */
  untracked: readonly string[];
}

const HEAD = 1;
const FOLDER = 2;
const INDEX = 3;

type Row = Awaited<ReturnType<typeof statusMatrix>>[number];

function unstagedOf(rows: readonly Row[]): Unstaged[] {
  return rows.flatMap((row): Unstaged[] => {
    const [path] = row;
    if (row[INDEX] === 0) return [];
    if (row[FOLDER] === 0) return [{ kind: 'deleted', path }];
    const same = row[INDEX] === row[FOLDER];
    return same ? [] : [{ kind: 'modified', path }];
  });
}

/** The highest folder of each untracked file in which no file is tracked. */
function untrackedOf(rows: readonly Row[]): string[] {
  const tracked = new Set<string>();
  for (const row of rows) {
    if (row[INDEX] === 0) continue;
    for (let at = row[0].indexOf('/'); at !== -1; at = row[0].indexOf('/', at + 1))
      tracked.add(row[0].slice(0, at + 1));
  }
  const found = new Set<string>();
  for (const row of rows) {
    const [path] = row;
    if (row[INDEX] !== 0 || row[FOLDER] === 0) continue;
    let shown = path;
    for (let at = path.lastIndexOf('/'); at !== -1; at = path.lastIndexOf('/', at - 1)) {
      if (tracked.has(path.slice(0, at + 1))) break;
      shown = path.slice(0, at + 1);
    }
    found.add(shown);
  }
  return [...found].sort();
}

async function upstreamOf(
  copy: Copy,
  branch: string,
  head: string | undefined,
): Promise<Upstream | undefined> {
  const remote: unknown = await getConfig({ ...copy.at, path: `branch.${branch}.remote` });
  const merge: unknown = await getConfig({ ...copy.at, path: `branch.${branch}.merge` });
  if (typeof remote !== 'string' || typeof merge !== 'string') return undefined;
  const name = `${remote}/${merge.replace(/^refs\/heads\//, '')}`;
  const tip = await resolved(copy, `refs/remotes/${name}`);
  if (tip === undefined || head === undefined) return { name, ahead: undefined, behind: undefined };
  return { name, ahead: await ahead(copy, head, tip), behind: await ahead(copy, tip, head) };
}

/** Compares the folder, the index and the last commit. */
export async function statusOf(copy: Copy): Promise<Status> {
  const head = await resolved(copy, 'HEAD');
  const branch = await branchOf(copy);
  const rows = await statusMatrix(copy.at);
  return {
    branch,
    head,
    upstream: branch === undefined ? undefined : await upstreamOf(copy, branch, head),
    staged: await changesOf(copy, await entriesOfCommit(copy, head), await entriesOfIndex(copy)),
    unstaged: unstagedOf(rows),
    untracked: untrackedOf(rows),
  };
}

/** Every path that Git knows or that is untracked, with its states: in the last commit, the folder, the index. */
export async function rowsOf(copy: Copy) {
  return (await statusMatrix(copy.at)).map((row) => ({
    path: row[0],
    committed: row[HEAD] !== 0,
    inFolder: row[FOLDER] !== 0,
    staged: row[INDEX] !== 0,
    /** Whether the folder holds what the index does. */
    same: row[INDEX] === row[FOLDER],
  }));
}
