// As git/builtin/pull.c, show_advice_pull_non_ff, of Git 2.39.
export const DIVERGENT = `hint: You have divergent branches and need to specify how to reconcile them.
hint: You can do so by running one of the following commands sometime before
hint: your next pull:
hint: 
hint:   git config pull.rebase false  # merge
hint:   git config pull.rebase true   # rebase
hint:   git config pull.ff only       # fast-forward only
hint: 
hint: You can replace "git config" with "git config --global" to set a default
hint: preference for all repositories. You can also pass --rebase, --no-rebase,
hint: or --ff-only on the command line to override the configured default per
hint: invocation.
fatal: Need to specify how to reconcile divergent branches.
`;

/** As git/unpack-trees.c: files of the folder that what comes would overwrite, changed ones and ones that Git does not know. */
export function overwritten(files: {
  mine: readonly string[];
  unknown: readonly string[];
  by: 'merge' | 'checkout';
}): string {
  const { mine, unknown, by } = files;
  const before = by === 'merge' ? 'merge' : 'switch branches';
  const list = (paths: readonly string[]) => paths.map((path) => `\t${path}\n`).join('');
  let text = '';
  if (mine.length > 0)
    text += `error: Your local changes to the following files would be overwritten by ${by}:\n${list(mine)}Please commit your changes or stash them before you ${before}.\n`;
  if (unknown.length > 0)
    text += `error: The following untracked working tree files would be overwritten by ${by}:\n${list(unknown)}Please move or remove them before you ${before}.\n`;
  return `${text}Aborting\n`;
}

export function noTracking(branch: string): string {
  return `There is no tracking information for the current branch.
Please specify which branch you want to merge with.
See git-pull(1) for details.

    git pull <remote> <branch>

If you wish to set tracking information for this branch you can do so with:

    git branch --set-upstream-to=origin/<branch> ${branch}

`;
}
