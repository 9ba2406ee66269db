import { init, listRefs, resolveRef, writeRef } from 'isomorphic-git';
import { createFiles, type MemoryFiles } from '../files';

/** A bare repository: objects and refs, no files to work on. */
export interface Bare {
  files: MemoryFiles;
  fs: { promises: MemoryFiles };
  gitdir: string;
  /** The branch that HEAD points at. */
  defaultBranch: string;
}

export const ZERO = '0'.repeat(40);

/** A new bare repository without a commit, as `git init --bare` makes it. */
export async function createBare(defaultBranch: string): Promise<Bare> {
  const { files, fs } = createFiles();
  const gitdir = '/repository.git';
  await init({ fs, gitdir, bare: true, defaultBranch });
  return { files, fs, gitdir, defaultBranch };
}

/** Every ref and the object that it names, sorted by name as Git advertises them. */
export async function refsOf(bare: Bare): Promise<Map<string, string>> {
  const refs = new Map<string, string>();
  for (const kind of ['heads', 'tags']) {
    for (const name of (await listRefs({ ...bare, filepath: `refs/${kind}` })).sort()) {
      const ref = `refs/${kind}/${name}`;
      refs.set(ref, await resolveRef({ ...bare, ref }));
    }
  }
  return refs;
}

/** Points a ref at an object. */
export async function setRef(bare: Bare, ref: string, oid: string): Promise<void> {
  await writeRef({ ...bare, ref, value: oid, force: true });
}
