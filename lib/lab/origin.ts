import type { Tree } from '@/lib/tree';

const LEAST_SHARED = 2;

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

/**
 * The file that `path` was most likely copied from: the one whose path ends like it for the longest, with at least its
 * name and its folder (`week1/day6/app/base/x.yaml` from `week1/day5/app/base/x.yaml`).
 */
export function originOf(path: string, tree: Tree): string | undefined {
  const segments = path.split('/');
  let best: { path: string; shared: number } | undefined;
  for (const other of tree.keys()) {
    const shared = sharedEnd(segments, other.split('/'));
    if (shared >= LEAST_SHARED && shared > (best?.shared ?? 0)) best = { path: other, shared };
  }
  return best?.path;
}
