import { clone, type HttpClient, log } from 'isomorphic-git';
import { changesBetween, type Tree } from '@/lib/tree';
import { branchList, makeTag, switchTo } from './copy/branches';
import { commitStaged } from './copy/commit';
import { type Copy, type Printed, printed, refused, resolved } from './copy/copy';
import { fetchOrigin } from './copy/fetch';
import { type PullOptions, pullOrigin } from './copy/pull';
import { type PushOptions, pushRef } from './copy/push';
import { addPaths } from './copy/stage';
import { type Status, statusOf } from './copy/status';
import { createFiles } from './files';
import { readTree, writeTree } from './files/tree';
import { logText, onelineText } from './words/log';
import { shortStatusText, statusText } from './words/status';

/**
 * A learner's clone of a repository: a folder, an index, and Git's own objects. Every command answers with what Git prints, and
 * refuses as Git does; only a fault of ours throws.
 */
export interface WorkingCopy {
  /** The files of the folder, as Git left them or `setFiles` did. */
  files(): Tree;
  /** Brings the folder to what the learner's editor holds. */
  setFiles(tree: Tree): Promise<void>;
  status(): Promise<Status>;
  statusText(options?: { short?: boolean }): Promise<Printed>;
  add(paths: readonly string[]): Promise<Printed>;
  commit(message: string, options?: { all?: boolean }): Promise<Printed & { hash?: string }>;
  log(options?: { oneline?: boolean; most?: number }): Promise<Printed>;
  push(options?: PushOptions): Promise<Printed>;
  fetch(): Promise<Printed>;
  pull(options?: PullOptions): Promise<Printed>;
  branches(): Promise<Printed>;
  switchTo(branch: string, options?: { create?: boolean }): Promise<Printed>;
  tag(name: string): Promise<Printed>;
  /** The commit that a name stands for: a branch, a tag, `HEAD`, `origin/main`. */
  resolve(name: string): Promise<string | undefined>;
}

export interface CloneOptions {
  http: HttpClient;
  url: string;
  author: { name: string; email: string };
  /** Epoch milliseconds; every commit is dated by it. */
  now(): number;
}

const DIR = '/repository';

/** `git clone <url>`. The repository must be there. */
export async function cloneRepository({ http, url, author, now }: CloneOptions): Promise<WorkingCopy> {
  const { files, fs } = createFiles();
  const copy: Copy = { at: { fs, dir: DIR, cache: {} }, files, http, author, now, tree: new Map() };
  await clone({ ...copy.at, http, url });
  copy.tree = await readTree(files, DIR);

  /** After a command that may have changed files of the folder; a tree that stays the same stays the one that it is. */
  async function touched<T>(done: T): Promise<T> {
    const after = await readTree(files, DIR);
    const now = new Map([...after].map(([path, content]) => [path, kept(copy.tree.get(path), content)]));
    if (changesBetween(copy.tree, now).length > 0) copy.tree = now;
    return done;
  }

  return {
    files: () => copy.tree,
    async setFiles(tree) {
      await writeTree(files, DIR, copy.tree, tree);
      copy.tree = tree;
    },
    status: () => statusOf(copy),
    async statusText({ short = false } = {}) {
      const status = await statusOf(copy);
      return printed(short ? shortStatusText(status) : statusText(status));
    },
    add: (paths) => addPaths(copy, paths),
    commit: (message, options) => commitStaged(copy, message, options),
    async log({ oneline = false, most } = {}) {
      if ((await resolved(copy, 'HEAD')) === undefined)
        return refused(128, "fatal: your current branch 'main' does not have any commits yet\n");
      const commits = await log({ ...copy.at, ...(most !== undefined && { depth: most }) });
      return printed(oneline ? onelineText(commits) : logText(commits));
    },
    push: (options) => pushRef(copy, options),
    fetch: () => fetchOrigin(copy),
    pull: async (options) => touched(await pullOrigin(copy, options)),
    branches: () => branchList(copy),
    switchTo: async (branch, { create = false } = {}) => touched(await switchTo(copy, branch, create)),
    tag: (name) => makeTag(copy, name),
    resolve: (name) => resolved(copy, name),
  };
}

/** The content as it was known, where it is the same: trees are compared by identity. */
function kept(before: string | Uint8Array | undefined, after: string | Uint8Array): string | Uint8Array {
  if (!(before instanceof Uint8Array) || !(after instanceof Uint8Array)) return after;
  return before.length === after.length && before.every((byte, i) => byte === after[i]) ? before : after;
}
