/** The folder of a path: `a/b.yaml` → `a`, `b.yaml` → `''`. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment of a path: `a/b.yaml` → `b.yaml`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Resolves `reference` against the folder `from`, as a shell would: `a/b` + `../c` → `a/c`.
 *
 * @returns the clean path (`''` for the root), or undefined when it leaves the root or is absolute.
 */
export function resolvePath(from: string, reference: string): string | undefined {
  if (reference.startsWith('/')) return undefined;
  const out: string[] = [];
  for (const segment of `${from}/${reference}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}
