import './buffer';
import { MemoryFiles } from './memory';

export type { MemoryFiles };

/** A new file system, and the `fs` that isomorphic-git takes. */
export function createFiles(): { files: MemoryFiles; fs: { promises: MemoryFiles } } {
  const files = new MemoryFiles();
  return { files, fs: { promises: files } };
}
