import type { Change } from '../copy/changes';
import type { Status, Unstaged, Upstream } from '../copy/status';
import { quoted } from './quote';

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** As git/remote.c, format_tracking_info. */
export function trackingText({ name, ahead, behind }: Upstream): string {
  if (ahead === undefined || behind === undefined)
    return `Your branch is based on '${name}', but the upstream is gone.\n  (use "git branch --unset-upstream" to fixup)\n`;
  if (ahead === 0 && behind === 0) return `Your branch is up to date with '${name}'.\n`;
  if (behind === 0)
    return `Your branch is ahead of '${name}' by ${plural(ahead, 'commit')}.\n  (use "git push" to publish your local commits)\n`;
  if (ahead === 0)
    return `Your branch is behind '${name}' by ${plural(behind, 'commit')}, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\n`;
  return `Your branch and '${name}' have diverged,\nand have ${ahead} and ${behind} different commits each, respectively.\n  (use "git pull" to merge the remote branch into yours)\n`;
}

const label = (kind: Change['kind'] | Unstaged['kind']): string => `${kind}:`.padEnd(12);

const changeLine = ({ kind, path, from }: { kind: Change['kind']; path: string; from?: string }): string =>
  `\t${label(kind)}${from === undefined ? '' : `${quoted(from)} -> `}${quoted(path)}\n`;

function sections({ head, staged, unstaged, untracked }: Status): string {
  let text = '';
  if (staged.length > 0) {
    const way = head === undefined ? 'git rm --cached <file>...' : 'git restore --staged <file>...';
    text += `Changes to be committed:\n  (use "${way}" to unstage)\n${staged.map(changeLine).join('')}\n`;
  }
  if (unstaged.length > 0) {
    const add = unstaged.some(({ kind }) => kind === 'deleted') ? 'add/rm' : 'add';
    text += `Changes not staged for commit:\n  (use "git ${add} <file>..." to update what will be committed)\n`;
    text += `  (use "git restore <file>..." to discard changes in working directory)\n${unstaged.map(changeLine).join('')}\n`;
  }
  if (untracked.length > 0) {
    text += 'Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n';
    text += `${untracked.map((path) => `\t${quoted(path)}\n`).join('')}\n`;
  }
  return text;
}

/** As git/wt-status.c, wt_longstatus_print: what stands at the end when nothing is staged. */
function conclusion({ head, staged, unstaged, untracked }: Status): string {
  if (staged.length > 0) return '';
  if (unstaged.length > 0) return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  if (untracked.length > 0)
    return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  return head === undefined
    ? 'nothing to commit (create/copy files and use "git add" to track)\n'
    : 'nothing to commit, working tree clean\n';
}

/** What `git status` prints; what `git commit` prints when nothing is staged differs before the first commit alone. */
export function statusText(status: Status, committing = false): string {
  const { branch, head, upstream } = status;
  let text = branch === undefined ? `HEAD detached at ${head?.slice(0, 7) ?? ''}\n` : `On branch ${branch}\n`;
  if (upstream !== undefined && head !== undefined) text += `${trackingText(upstream)}\n`;
  if (head === undefined) text += `\n${committing ? 'Initial commit' : 'No commits yet'}\n\n`;
  return text + sections(status) + conclusion(status);
}

/** What `git status --short` prints. As git/wt-status.c, wt_shortstatus_print. */
export function shortStatusText({ staged, unstaged, untracked }: Status): string {
  const letters = new Map<string, { index: string; folder: string; from?: string }>();
  for (const { kind, path, from } of staged) {
    const index = { 'new file': 'A', modified: 'M', deleted: 'D', renamed: 'R' }[kind];
    letters.set(path, { index, folder: ' ', ...(from !== undefined && { from }) });
  }
  for (const { kind, path } of unstaged)
    letters.set(path, { index: ' ', ...letters.get(path), folder: kind === 'deleted' ? 'D' : 'M' });
  const tracked = [...letters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { index, folder, from }]) => {
      const was = from === undefined ? '' : `${quoted(from, true)} -> `;
      return `${index}${folder} ${was}${quoted(path, true)}\n`;
    });
  return tracked.join('') + untracked.map((path) => `?? ${quoted(path, true)}\n`).join('');
}
