import { checkout, Errors, merge, writeRef } from 'isomorphic-git';
import { shortStat, statLines, summary } from '../words/changes';
import { DIVERGENT, noTracking } from '../words/pull';
import { changesOf, sizeOf } from './changes';
import { type Copy, type Printed, printed, refused, resolved, short, signature } from './copy';
import { descends } from './descends';
import { entriesOfCommit } from './entries';
import { fetchOrigin } from './fetch';
import { whatIsInTheWay } from './in-the-way';
import { originOf } from './push';
import { statusOf } from './status';

export interface PullOptions {
  /** `--no-rebase`: branches that went apart are merged. Without it Git asks how. */
  merge?: boolean;
}

/** The summary that Git prints of what a pull brought. */
async function brought(copy: Copy, before: string, after: string): Promise<string> {
  const changes = await changesOf(
    copy,
    await entriesOfCommit(copy, before),
    await entriesOfCommit(copy, after),
  );
  const sizes = await Promise.all(changes.map((change) => sizeOf(copy, change)));
  return statLines(changes, sizes) + shortStat(sizes) + summary(changes);
}

/** `git pull`: fetches, then brings the branch to where the remote's is. */
export async function pullOrigin(copy: Copy, options: PullOptions = {}): Promise<Printed> {
  const fetched = await fetchOrigin(copy);
  if (fetched.exitCode !== 0) return fetched;
  const { branch, head, upstream } = await statusOf(copy);
  if (branch === undefined || upstream === undefined)
    return refused(1, fetched.stderr + noTracking(branch ?? ''));
  const theirs = await resolved(copy, `refs/remotes/${upstream.name}`);
  if (theirs === undefined || head === undefined || (await descends(copy, head, theirs)))
    return printed('Already up to date.\n', fetched.stderr);
  const forward = await descends(copy, theirs, head);
  if (!forward && !options.merge) return refused(128, fetched.stderr + DIVERGENT);
  const blocked = await whatIsInTheWay(copy, { from: head, to: theirs, by: 'merge' });
  const updating = `Updating ${short(head)}..${short(theirs)}\n`;
  if (blocked !== undefined) return refused(1, fetched.stderr + blocked, forward ? updating : '');
  if (!forward) return mergeTheirs(copy, { branch, head, theirs, fetched });
  await writeRef({ ...copy.at, ref: `refs/heads/${branch}`, value: theirs, force: true });
  await checkout({ ...copy.at, ref: branch, force: true });
  return printed(`${updating}Fast-forward\n${await brought(copy, head, theirs)}`, fetched.stderr);
}

async function mergeTheirs(
  copy: Copy,
  { branch, head, theirs, fetched }: { branch: string; head: string; theirs: string; fetched: Printed },
): Promise<Printed> {
  const by = signature(copy);
  const from = (await originOf(copy))?.replace(/\.git$/, '');
  const message = `Merge branch '${branch}' of ${from}\n`;
  try {
    const { oid } = await merge({ ...copy.at, ours: branch, theirs, message, author: by, committer: by });
    await checkout({ ...copy.at, ref: branch, force: true });
    const changes = oid === undefined ? '' : await brought(copy, head, oid);
    return printed(`Merge made by the 'ort' strategy.\n${changes}`, fetched.stderr);
  } catch (error) {
    if (!(error instanceof Errors.MergeConflictError)) throw error;
    // Git leaves the conflict in the files; here the branch stays as it was.
    const conflicts = error.data.filepaths.map(
      (path: string) => `CONFLICT (content): Merge conflict in ${path}\n`,
    );
    return refused(1, `${fetched.stderr}Aborting\n`, conflicts.join(''));
  }
}
