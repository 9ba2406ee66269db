import { overwritten } from '../words/pull';
import { changesOf } from './changes';
import type { Copy } from './copy';
import { entriesOfCommit } from './entries';
import { statusOf } from './status';

/**
 * What Git says of files of the folder that going from one commit to another would overwrite; undefined when nothing is in the
 * way.
 */
export async function whatIsInTheWay(
  copy: Copy,
  { from, to, by }: { from: string; to: string; by: 'merge' | 'checkout' },
): Promise<string | undefined> {
  const changes = await changesOf(copy, await entriesOfCommit(copy, from), await entriesOfCommit(copy, to));
  const coming = new Set(changes.flatMap((change) => [change.path, change.from ?? change.path]));
  const { staged, unstaged, untracked } = await statusOf(copy);
  const mine = [...new Set([...staged, ...unstaged].map(({ path }) => path))].filter((path) =>
    coming.has(path),
  );
  const unknown = [...coming].filter((path) =>
    untracked.some((one) => one === path || (one.endsWith('/') && path.startsWith(one))),
  );
  const lost = unknown.filter((path) => copy.tree.has(path)).sort();
  if (mine.length === 0 && lost.length === 0) return undefined;
  return overwritten({ mine: mine.sort(), unknown: lost, by });
}
