import { readBlob, readCommit, readTag, readTree } from 'isomorphic-git';
import { contentOf, type FileContent, type Tree } from '@/lib/tree';
import type { Bare } from './bare';

/** A commit with its files, as it can be read without waiting. */
export interface Commit {
  /** 40 hexadecimal digits. */
  hash: string;
  /** `Ada Lovelace <ada@example.com>`. */
  author: string;
  /** When it was written, epoch milliseconds. */
  date: number;
  message: string;
  tree: Tree;
}

/** Every commit of a bare repository that a ref has ever pointed at, with its files, read ahead. */
export class Snapshots {
  private readonly commits = new Map<string, Commit>();
  private readonly blobs = new Map<string, FileContent>();

  constructor(private readonly bare: Bare) {}

  /** Reads what can be reached from an object and is not known yet; answers the commit that the object is about. */
  async take(oid: string): Promise<string> {
    const tip = await this.peeled(oid);
    const open = [tip];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.commits.has(next)) continue;
      const { commit } = await readCommit({ ...this.bare, oid: next });
      const tree = new Map<string, FileContent>();
      await this.addFiles(commit.tree, '', tree);
      const { name, email, timestamp } = commit.author;
      const { message } = commit;
      this.commits.set(next, {
        hash: next,
        author: `${name} <${email}>`,
        date: timestamp * 1000,
        message,
        tree,
      });
      open.push(...commit.parent);
    }
    return tip;
  }

  /** The commit of a whole hash or of its first seven digits or more; undefined where there is none, or more than one. */
  find(hash: string): Commit | undefined {
    if (!/^[0-9a-f]{7,40}$/i.test(hash)) return undefined;
    const wanted = hash.toLowerCase();
    const exact = this.commits.get(wanted);
    if (exact) return exact;
    const found = [...this.commits.values()].filter((commit) => commit.hash.startsWith(wanted));
    return found.length === 1 ? found[0] : undefined;
  }

  private async peeled(oid: string): Promise<string> {
    const tag = await readTag({ ...this.bare, oid }).catch(() => undefined);
    return tag === undefined ? oid : this.peeled(tag.tag.object);
  }

  private async addFiles(oid: string, prefix: string, tree: Map<string, FileContent>): Promise<void> {
    for (const entry of (await readTree({ ...this.bare, oid })).tree) {
      if (entry.type === 'tree') await this.addFiles(entry.oid, `${prefix}${entry.path}/`, tree);
      else if (entry.type === 'blob') tree.set(prefix + entry.path, await this.content(entry.oid));
    }
  }

  private async content(oid: string): Promise<FileContent> {
    const known = this.blobs.get(oid);
    if (known !== undefined) return known;
    const content = contentOf((await readBlob({ ...this.bare, oid })).blob);
    this.blobs.set(oid, content);
    return content;
  }
}
