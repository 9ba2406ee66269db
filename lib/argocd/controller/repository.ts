import type { Tree } from '@/lib/tree';

/**
 * What Argo CD knows of Git: nothing but what a server answers. All of it is synchronous, so that a simulation stays
 * deterministic: whoever holds real Git objects reads them beforehand, when somebody pushes.
 */
export interface Repositories {
  /**
   * The repository of a URL as it is written in an Application.
   *
   * @returns undefined when nothing answers there: then Argo CD says so in its own words.
   */
  find(url: string): Repository | undefined;
}

export interface Repository {
  /** As `git ls-remote`. */
  refs(): RefsAnswer;
  /** As checking a commit out: by its whole hash, or by its first seven digits or more. Undefined when there is none, or several. */
  commit(hash: string): Commit | undefined;
  /** Tells of each push that was accepted, after `refs` says so too: what a webhook hears of. The answer stops it. */
  onPush(tell: (push: Push) => void): () => void;
}

/** `error` in the words of the client: `repository not found`, `authentication required: Unauthorized`. */
export type RefsAnswer = { ok: true; refs: readonly GitRef[] } | { ok: false; error: string };

export interface GitRef {
  /** `HEAD`, `refs/heads/main`, `refs/tags/v1.0.0`. A tag with an object of its own names the commit that it is about. */
  name: string;
  /** 40 hexadecimal digits. */
  hash: string;
}

export interface Commit {
  /** 40 hexadecimal digits. */
  hash: string;
  /** `Ada Lovelace <ada@example.com>`. */
  author: string;
  /** When it was written, epoch milliseconds. */
  date: number;
  message: string;
  /** The files, by their paths from the top of the repository. */
  tree: Tree;
}

export interface Push {
  /** `refs/heads/main`. */
  ref: string;
  /** The commits before and after; undefined where the ref was, or is, not there. */
  before: string | undefined;
  after: string | undefined;
}
