import { type HttpClient, writeBlob, writeCommit, writeTree } from 'isomorphic-git';
import type { FileContent, Tree } from '@/lib/tree';
import { type Bare, createBare, refsOf, setRef, ZERO } from './server/bare';
import { serve } from './server/http';
import type { Refusal, Update } from './server/receive';
import { type Commit, Snapshots } from './server/snapshots';

/** Who writes a commit. */
export interface Author {
  name: string;
  email: string;
}

/** A push that was accepted; a side is undefined where the ref was, or is, not there. */
export interface Push {
  ref: string;
  before: string | undefined;
  after: string | undefined;
}

/** What a repository's rules say of an update; undefined lets it pass. */
export type Rule = (update: Update) => Refusal | undefined;

/** A commit that is made on the server, as a colleague's push or the website's editor leaves it. */
export interface ServerCommit {
  branch?: string;
  /** All files of the commit. */
  tree: Tree;
  author: Author;
  /** Epoch milliseconds; commits keep seconds. */
  at: number;
  message: string;
}

/** A repository on the server. What is read of it needs no waiting. */
export interface HostedRepository {
  readonly url: string;
  readonly defaultBranch: string;
  refs(): { ok: true; refs: readonly { name: string; hash: string }[] };
  commit(hash: string): Commit | undefined;
  /** Tells of each push that was accepted. The answer stops it. */
  onPush(tell: (push: Push) => void): () => void;
  /** Commits on the server itself and tells of it as of a push. Answers the commit's hash. */
  write(commit: ServerCommit): Promise<string>;
  /** Asked of every update that is pushed; undefined lifts the rule. */
  setRule(rule: Rule | undefined): void;
}

/** A server of Git repositories: the lab's GitHub. */
export interface GitHost {
  /** How Git on the learner's machine speaks to it. */
  http: HttpClient;
  create(url: string, options?: { defaultBranch?: string }): Promise<HostedRepository>;
  /** The repository at a URL, as GitHub finds it: with or without `.git`, in any case of letters. */
  find(url: string): HostedRepository | undefined;
}

const keyOf = (url: string): string =>
  url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();

/** Writes the folders of a tree from the leaves up; answers the object of the whole. */
async function writeFolders(bare: Bare, tree: Tree): Promise<string> {
  const folders = new Map<string, Map<string, FileContent>>();
  const entries: { mode: string; path: string; oid: string; type: 'blob' | 'tree' }[] = [];
  for (const [path, content] of tree) {
    const [first = '', ...rest] = path.split('/');
    if (rest.length > 0) {
      const folder = folders.get(first) ?? new Map<string, FileContent>();
      folders.set(first, folder.set(rest.join('/'), content));
    } else {
      const blob = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      entries.push({ mode: '100644', path: first, oid: await writeBlob({ ...bare, blob }), type: 'blob' });
    }
  }
  for (const [path, folder] of folders)
    entries.push({ mode: '040000', path, oid: await writeFolders(bare, folder), type: 'tree' });
  return writeTree({ ...bare, tree: entries });
}

class Hosted implements HostedRepository {
  private known: readonly { name: string; hash: string }[] = [];
  private readonly snapshots: Snapshots;
  private readonly listeners = new Set<(push: Push) => void>();
  private rule: Rule | undefined;

  constructor(
    readonly url: string,
    readonly bare: Bare,
  ) {
    this.snapshots = new Snapshots(bare);
  }

  get defaultBranch(): string {
    return this.bare.defaultBranch;
  }

  refs() {
    return { ok: true as const, refs: this.known };
  }

  commit(hash: string): Commit | undefined {
    return this.snapshots.find(hash);
  }

  onPush(tell: (push: Push) => void): () => void {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  }

  setRule(rule: Rule | undefined): void {
    this.rule = rule;
  }

  async write({ branch = this.defaultBranch, tree, author, at, message }: ServerCommit): Promise<string> {
    const ref = `refs/heads/${branch}`;
    const before = this.known.find(({ name }) => name === ref)?.hash;
    const by = { ...author, timestamp: Math.floor(at / 1000), timezoneOffset: 0 };
    const after = await writeCommit({
      ...this.bare,
      commit: {
        message: `${message.trimEnd()}\n`,
        tree: await writeFolders(this.bare, tree),
        parent: before === undefined ? [] : [before],
        author: by,
        committer: by,
      },
    });
    await setRef(this.bare, ref, after);
    await this.received([{ ref, before: before ?? ZERO, after, forced: false }]);
    return after;
  }

  decide(update: Update): Refusal | undefined {
    return this.rule?.(update);
  }

  /** Brings what can be read without waiting up to date, then tells of it. */
  async received(updates: readonly Update[]): Promise<void> {
    const refs: { name: string; hash: string }[] = [];
    for (const [name, oid] of await refsOf(this.bare)) {
      const hash = await this.snapshots.take(oid);
      if (name === `refs/heads/${this.defaultBranch}`) refs.unshift({ name: 'HEAD', hash });
      refs.push({ name, hash });
    }
    this.known = refs;
    const present = (oid: string) => (oid === ZERO ? undefined : oid);
    for (const { ref, before, after } of updates)
      for (const tell of this.listeners) tell({ ref, before: present(before), after: present(after) });
  }
}

/** A new server without a repository. */
export function createGitHost(): GitHost {
  const repositories = new Map<string, Hosted>();
  const find = (url: string) => repositories.get(keyOf(url));
  return {
    http: { request: (request) => serve(find, request) },
    async create(url, { defaultBranch = 'main' } = {}) {
      const repository = new Hosted(url, await createBare(defaultBranch));
      repositories.set(keyOf(url), repository);
      return repository;
    },
    find,
  };
}
