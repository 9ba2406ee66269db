import { currentBranch, type HttpClient, resolveRef } from 'isomorphic-git';
import type { Tree } from '@/lib/tree';
import type { MemoryFiles } from '../files';

/** What the operations of a working copy share. */
export interface Copy {
  /** What every function of isomorphic-git is given: where the copy is, and what it remembers between calls. */
  at: { fs: { promises: MemoryFiles }; dir: string; cache: object };
  files: MemoryFiles;
  http: HttpClient;
  author: { name: string; email: string };
  /** Epoch milliseconds. */
  now(): number;
  /** The files as they are in the folder. */
  tree: Tree;
}

/** What a command prints, and how it ends. */
export interface Printed {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export const printed = (stdout: string, stderr = ''): Printed => ({ exitCode: 0, stdout, stderr });
export const refused = (exitCode: number, stderr: string, stdout = ''): Printed => ({
  exitCode,
  stdout,
  stderr,
});

/** The commit that a name stands for, or undefined. */
export function resolved(copy: Copy, ref: string): Promise<string | undefined> {
  return resolveRef({ ...copy.at, ref }).catch(() => undefined);
}

/** The branch that is checked out; undefined when HEAD is detached. */
export async function branchOf(copy: Copy): Promise<string | undefined> {
  return (await currentBranch({ ...copy.at, test: false })) ?? undefined;
}

/** A commit's name as Git shortens it. */
export const short = (oid: string): string => oid.slice(0, 7);

/** The author with the moment, as a commit names both. */
export function signature(copy: Copy) {
  return { ...copy.author, timestamp: Math.floor(copy.now() / 1000), timezoneOffset: 0 };
}
