import { commit } from 'isomorphic-git';
import { shortStat, summary } from '../words/changes';
import { subjectOf } from '../words/log';
import { statusText } from '../words/status';
import { sizeOf } from './changes';
import { type Copy, type Printed, printed, refused, short, signature } from './copy';
import { addKnown } from './stage';
import { statusOf } from './status';

/** As git/sequencer.c, cleanup_message: no blank lines at either end or in a row, no spaces at a line's end. */
function cleaned(message: string): string {
  const text = message
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return text === '' ? '' : `${text}\n`;
}

/**
 * `git commit -m <message>`: commits what is staged; with `all` (`-a`), first stages what became of the files that Git knows.
 *
 * @returns what Git prints, and the new commit's hash where there is one.
 */
export async function commitStaged(
  copy: Copy,
  message: string,
  { all = false }: { all?: boolean } = {},
): Promise<Printed & { hash?: string }> {
  if (all) await addKnown(copy);
  const status = await statusOf(copy);
  if (status.staged.length === 0) return { exitCode: 1, stdout: statusText(status, true), stderr: '' };
  const text = cleaned(message);
  if (text === '') return refused(1, 'Aborting commit due to empty commit message.\n');
  const by = signature(copy);
  const hash = await commit({ ...copy.at, message: text, author: by, committer: by });
  const root = status.head === undefined ? ' (root-commit)' : '';
  const where = `${status.branch ?? 'detached HEAD'}${root}`;
  const sizes = await Promise.all(status.staged.map((change) => sizeOf(copy, change)));
  return {
    ...printed(`[${where} ${short(hash)}] ${subjectOf(text)}\n${shortStat(sizes)}${summary(status.staged)}`),
    hash,
  };
}
