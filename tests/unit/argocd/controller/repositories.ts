import type { Commit, Push, Repositories, Repository } from '@/lib/argocd';
import { treeOf } from '@/lib/tree';

export const URL = 'https://git.example.com/team/app.git';

/** A Git server of one repository with a branch `main`, for tests: hashes count up. */
export class GitServer implements Repositories {
  private readonly commits: Commit[] = [];
  private readonly listeners = new Set<(push: Push) => void>();
  /** What the server says instead of its refs. */
  refusal: string | undefined;

  constructor(readonly url = URL) {}

  find(url: string): Repository | undefined {
    if (url !== this.url) return undefined;
    return {
      refs: () => {
        if (this.refusal !== undefined) return { ok: false, error: this.refusal };
        const hash = this.head;
        if (hash === undefined) return { ok: true, refs: [] };
        return {
          ok: true,
          refs: [
            { name: 'HEAD', hash },
            { name: 'refs/heads/main', hash },
          ],
        };
      },
      commit: (hash) => this.commits.find((commit) => commit.hash.startsWith(hash)),
      onPush: (tell) => {
        this.listeners.add(tell);
        return () => this.listeners.delete(tell);
      },
    };
  }

  get head(): string | undefined {
    return this.commits.at(-1)?.hash;
  }

  /** Makes a commit of these files alone, pushes it, and gives its hash. */
  push(files: { [path: string]: string }, message = 'a change'): string {
    const before = this.head;
    const hash = (this.commits.length + 1).toString(16).padStart(7, '0').padEnd(40, 'a');
    const author = 'Ada <ada@example.com>';
    this.commits.push({ hash, author, date: 1_700_000_000_000, message, tree: treeOf(files) });
    for (const tell of this.listeners) tell({ ref: 'refs/heads/main', before, after: hash });
    return hash;
  }
}
