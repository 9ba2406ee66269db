import { quoted } from './quote';

/** What the server said to people, as Git shows it. As git/sideband.c: eight spaces wipe out what stood in the line. */
export function remoteLines(spoken: string): string {
  const lines = spoken.replace(/\n$/, '');
  if (lines === '') return '';
  return lines
    .split('\n')
    .map((line) => (line === '' ? 'remote: \n' : `remote: ${line}        \n`))
    .join('');
}

/** A line of a ref: its sign, what happened in 17 columns, from where to where, and why. */
export function refLine(sign: ' ' | '*' | '+' | '!' | '=', what: string, way: string, why?: string): string {
  return ` ${sign} ${what.padEnd(17)} ${way}${why === undefined ? '' : ` (${why})`}\n`;
}

const hint = (lines: readonly string[]): string => lines.map((line) => `hint: ${line}\n`).join('');

// As git/builtin/push.c, of Git 2.39.
const HINTS = {
  'fetch first': hint([
    'Updates were rejected because the remote contains work that you do',
    'not have locally. This is usually caused by another repository pushing',
    'to the same ref. You may want to first integrate the remote changes',
    "(e.g., 'git pull ...') before pushing again.",
    "See the 'Note about fast-forwards' in 'git push --help' for details.",
  ]),
  'non-fast-forward': hint([
    'Updates were rejected because the tip of your current branch is behind',
    'its remote counterpart. Integrate the remote changes (e.g.',
    "'git pull ...') before pushing again.",
    "See the 'Note about fast-forwards' in 'git push --help' for details.",
  ]),
  'already exists': hint(['Updates were rejected because the tag already exists in the remote.']),
};

/** Why Git itself does not send an update. */
export type Rejection = keyof typeof HINTS;

const failed = (url: string): string => `error: failed to push some refs to '${url}'\n`;

/** What `git push` prints when Git does not send an update. */
export function rejected(url: string, way: string, why: Rejection): string {
  return `To ${url}\n${refLine('!', '[rejected]', way, why)}${failed(url)}${HINTS[why]}`;
}

/** What `git push` prints when the server declines an update. */
export function declined(url: string, way: string, why: string, spoken: string): string {
  return `${remoteLines(spoken)}To ${url}\n${refLine('!', '[remote rejected]', way, why)}${failed(url)}`;
}

/** What `git push` prints of a branch that follows none. */
export function noUpstream(branch: string): string {
  return `fatal: The current branch ${branch} has no upstream branch.
To push the current branch and set the remote as upstream, use

    git push --set-upstream origin ${branch}

To have this happen automatically for branches without a tracking
upstream, see 'push.autoSetupRemote' in 'git help config'.

`;
}

/** What Git prints of a repository that the server does not have. As GitHub answers. */
export function notFound(url: string): string {
  return `remote: Repository not found.\nfatal: repository '${url.replace(/\/*$/, '/')}' not found\n`;
}

export const noSuchRef = (url: string, name: string): string =>
  `error: src refspec ${quoted(name)} does not match any\n${failed(url)}`;
