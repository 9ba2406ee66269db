import { FileError } from './error';

/** A file: its bytes, and the tick of the write that made them. */
interface FileNode {
  bytes: Uint8Array;
  mode: 0o100644 | 0o100755;
  tick: number;
}
type Folder = Map<string, Folder | FileNode>;

/** What `stat` tells, in the words of Node's `fs.Stats`. */
export interface FileStat {
  type: 'file' | 'dir';
  mode: number;
  size: number;
  ino: number;
  mtimeMs: number;
  ctimeMs: number;
  uid: number;
  gid: number;
  dev: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

type Options = string | { encoding?: string; mode?: number } | undefined;

const encodingOf = (options: Options): string | undefined =>
  typeof options === 'string' ? options : options?.encoding;

const isFolder = (node: Folder | FileNode): node is Folder => node instanceof Map;

/**
 * A file system in memory, as isomorphic-git asks for one (`fs.promises` of Node).
 *
 * Its clock ticks with every write, so that no two writes of a file look alike: Git takes a file for unchanged when its size and
 * times are those that the index holds, and on simulated time two edits often fall into one instant.
 */
export class MemoryFiles {
  private readonly root: Folder = new Map();
  private ticks = 0;

  /** The file's bytes; text where an encoding is asked for. */
  async readFile(path: string, options?: Options): Promise<Uint8Array | string> {
    const node = this.nodeAt(path);
    if (isFolder(node)) throw new FileError('EISDIR', path);
    return encodingOf(options) === undefined ? node.bytes : new TextDecoder().decode(node.bytes);
  }

  async writeFile(path: string, content: Uint8Array | string, options?: Options): Promise<void> {
    this.write(path, content, options);
  }

  async unlink(path: string): Promise<void> {
    const { folder, name } = this.place(path);
    const node = folder.get(name);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (isFolder(node)) throw new FileError('EISDIR', path);
    folder.delete(name);
  }

  async readdir(path: string): Promise<string[]> {
    const node = this.nodeAt(path);
    if (!isFolder(node)) throw new FileError('ENOTDIR', path);
    return [...node.keys()];
  }

  async mkdir(path: string): Promise<void> {
    const { folder, name } = this.place(path);
    if (name === '' || folder.has(name)) throw new FileError('EEXIST', path);
    folder.set(name, new Map());
  }

  async rmdir(path: string): Promise<void> {
    const { folder, name } = this.place(path);
    const node = folder.get(name);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (!isFolder(node)) throw new FileError('ENOTDIR', path);
    if (node.size > 0) throw new FileError('ENOTEMPTY', path);
    folder.delete(name);
  }

  async stat(path: string): Promise<FileStat> {
    const node = this.nodeAt(path);
    const folder = isFolder(node);
    const time = folder ? 0 : node.tick;
    return {
      type: folder ? 'dir' : 'file',
      mode: folder ? 0o40000 : node.mode,
      size: folder ? 0 : node.bytes.length,
      ino: 0,
      mtimeMs: time,
      ctimeMs: time,
      uid: 1,
      gid: 1,
      dev: 1,
      isFile: () => !folder,
      isDirectory: () => folder,
      isSymbolicLink: () => false,
    };
  }

  lstat(path: string): Promise<FileStat> {
    return this.stat(path);
  }

  async readlink(path: string): Promise<string> {
    throw new FileError('EINVAL', path);
  }

  async symlink(_target: string, path: string): Promise<void> {
    throw new FileError('EPERM', path);
  }

  async chmod(path: string, mode: number): Promise<void> {
    const node = this.nodeAt(path);
    if (!isFolder(node)) node.mode = (mode & 0o111) === 0 ? 0o100644 : 0o100755;
  }

  private write(path: string, content: Uint8Array | string, options: Options): void {
    const { folder, name } = this.place(path);
    const before = folder.get(name);
    if (before !== undefined && isFolder(before)) throw new FileError('EISDIR', path);
    const asked = typeof options === 'object' ? options.mode : undefined;
    const executable = asked === undefined ? before?.mode === 0o100755 : (asked & 0o111) !== 0;
    folder.set(name, {
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
      mode: executable ? 0o100755 : 0o100644,
      tick: ++this.ticks,
    });
  }

  private nodeAt(path: string): Folder | FileNode {
    const { folder, name } = this.place(path);
    const node = name === '' ? folder : folder.get(name);
    if (node === undefined) throw new FileError('ENOENT', path);
    return node;
  }

  /** The folder that holds a path, and the path's name in it; the name of the root is empty. */
  private place(path: string): { folder: Folder; name: string } {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    const name = names.pop() ?? '';
    let folder = this.root;
    for (const step of names) {
      const next = folder.get(step);
      if (next === undefined) throw new FileError('ENOENT', path);
      if (!isFolder(next)) throw new FileError('ENOTDIR', path);
      folder = next;
    }
    return { folder, name };
  }
}
