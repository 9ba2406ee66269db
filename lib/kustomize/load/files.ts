import type { FileContent, Tree } from '@/lib/tree';
import { Failure } from '../failure';

/** What lies at the end of a path, once its links are followed. */
export interface Place {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** Where a build reads: a tree, or a disk. Paths are absolute. */
export interface Files {
  /** The absolute path of the folder that is built, as messages name it. */
  start(directory: string): string;
  /** What a path leads to. As filesys.CleanedAbs: fails in the words of Go's EvalSymlinks. */
  locate(path: string): Place;
  read(path: string): FileContent;
  /** Where a file lies, for origins: its path in the tree. */
  treePath(path: string): string;
}

/** The tree as the real tool sees a disk: absolute paths below a root, with its words for what is not there. */
export class TreeFiles implements Files {
  private readonly folders = new Set<string>(['']);

  /** @param root how the tree's root is called in error texts, such as `/tmp/work`. */
  constructor(
    private readonly tree: Tree,
    private readonly root: string,
  ) {
    for (const path of tree.keys()) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const folder = path.slice(0, at);
        if (this.folders.has(folder)) break;
        this.folders.add(folder);
      }
    }
  }

  /** The path below the root of an absolute path, or undefined when it lies outside. */
  private inside(path: string): string | undefined {
    if (path === this.root) return '';
    const prefix = this.root.endsWith('/') ? this.root : `${this.root}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
  }

  start(directory: string): string {
    return joinPath(this.root, directory);
  }

  private isFolder(path: string): boolean {
    const inside = this.inside(path);
    // The folders that lead to the root are there, and nothing else outside is ever looked at.
    return inside === undefined ? this.leadsToRoot(path) : this.folders.has(inside);
  }

  private leadsToRoot(path: string): boolean {
    return path === '/' || this.root.startsWith(`${path}/`);
  }

  locate(path: string): Place {
    const inside = this.inside(path);
    if (inside !== undefined && this.tree.has(inside)) return { path, kind: 'file' };
    if (this.isFolder(path)) return { path, kind: 'folder' };
    throw new Failure(`evalsymlink failure on '${path}' : ${this.problem(path)}`);
  }

  private problem(path: string): string {
    const absolute = path.startsWith('/');
    let seen = '';
    for (const part of partsOf(path)) {
      // A root such as `<ROOT>` stands for an absolute one.
      seen = seen === '' && !absolute ? part : `${seen}/${part}`;
      const inside = this.inside(seen);
      if (inside !== undefined && this.tree.has(inside)) return 'not a directory';
      if (!this.isFolder(seen)) return `lstat ${seen}: no such file or directory`;
    }
    return `lstat ${path}: no such file or directory`;
  }

  read(path: string): FileContent {
    const inside = this.inside(path);
    const content = inside === undefined ? undefined : this.tree.get(inside);
    if (content === undefined) throw new Failure(`open ${path}: no such file or directory`);
    return content;
  }

  treePath(path: string): string {
    return this.inside(path) ?? path;
  }
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** Joins and cleans as Go's filepath.Join. */
export function joinPath(folder: string, path: string): string {
  const rooted = folder.startsWith('/') || folder === '';
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${rooted ? '/' : ''}${parts.join('/')}`;
}
