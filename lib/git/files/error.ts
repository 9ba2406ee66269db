/** A refusal of the file system; isomorphic-git reads its `code`. */
export class FileError extends Error {
  constructor(
    readonly code: 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EEXIST' | 'ENOTEMPTY' | 'EINVAL' | 'EPERM',
    path: string,
  ) {
    super(`${code}: ${path}`);
  }
}
