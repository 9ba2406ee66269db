import type { FileContent } from '@/lib/tree';
import { Failure, prefixed } from '../failure';
import { type Files, joinPath } from './files';
import { cloneFailure, fetchFailure, forcedProtocolWarning, isRemoteFile, repositoryOf } from './remote';
import { yamlText } from './utf8';

const isBelow = (folder: string, other: string): boolean =>
  other === '/' || folder === other || folder.startsWith(`${other}/`);

/** Deeper than any real chain of bases, shallow enough for every JavaScript stack. */
const maxDepth = 100;

/** Reads the files of one kustomization, and no others. As api/internal/loader.FileLoader. */
export class Loader {
  private constructor(
    private readonly files: Files,
    /** The folder of the kustomization, absolute. */
    readonly root: string,
    private readonly referrer: Loader | undefined,
    private readonly depth: number,
  ) {}

  /** For the folder that is built. */
  static at(files: Files, directory: string): Loader {
    const root = prefixed('must build at directory', () => confirmFolder(files, files.start(directory)));
    return new Loader(files, root, undefined, 0);
  }

  /** For a folder that this kustomization names. */
  below(path: string, warn: (text: string) => void): Loader {
    if (path === '') throw new Failure('new root cannot be empty');
    if (this.depth >= maxDepth) throw new Failure(`kustomizations are nested more than ${maxDepth} deep`);
    const warning = forcedProtocolWarning(path);
    if (warning !== undefined) warn(warning);
    const repository = repositoryOf(path);
    if (repository !== undefined) throw cloneFailure(repository);
    if (path.startsWith('/')) throw new Failure(`new root '${path}' cannot be absolute`);
    const root = prefixed('must build at directory', () =>
      confirmFolder(this.files, joinPath(this.root, path)),
    );
    this.refuseCycle(root);
    return new Loader(this.files, root, this, this.depth + 1);
  }

  private refuseCycle(root: string): void {
    if (isBelow(this.root, root)) {
      throw new Failure(`cycle detected: candidate root '${root}' contains visited root '${this.root}'`);
    }
    this.referrer?.refuseCycle(root);
  }

  /** The absolute path of a file that may be read: it lies in or below the kustomization's folder. */
  private resolve(path: string): string {
    if (isRemoteFile(path)) throw fetchFailure(path);
    const full = path.startsWith('/') ? path : joinPath(this.root, path);
    const place = this.files.locate(full);
    if (place.kind === 'folder') throw new Failure(`'${full}' must resolve to a file`);
    const folder = place.path.slice(0, place.path.lastIndexOf('/'));
    if (!isBelow(folder, this.root)) {
      throw new Failure(`security; file '${full}' is not in or below '${this.root}'`);
    }
    return place.path;
  }

  load(path: string): FileContent {
    return this.files.read(this.resolve(path));
  }

  /** A file's text; bytes that are no UTF-8 are what the YAML readers refuse. */
  text(path: string): string {
    return yamlText(this.load(path));
  }

  /** Where a file lies in the tree, for origins. */
  treePath(path: string): string {
    return this.files.treePath(joinPath(this.root, path));
  }

  has(name: string): boolean {
    try {
      this.resolve(name);
      return true;
    } catch (caught) {
      if (caught instanceof Failure) return false;
      throw caught;
    }
  }
}

/** As filesys.ConfirmDir. */
function confirmFolder(files: Files, path: string): string {
  if (path === '') throw new Failure('directory path cannot be empty');
  const place = prefixed('not a valid directory', () => files.locate(path));
  if (place.kind === 'file') throw new Failure(`'${path}': file is not directory`);
  return place.path;
}
