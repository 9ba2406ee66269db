import type { Rule } from './host';

/** A branch that takes changes through pull requests only, in GitHub's words. */
export function protectedBranch(branch: string): Rule {
  return ({ ref, forced }) => {
    if (ref !== `refs/heads/${branch}`) return undefined;
    const why = forced ? 'Cannot force-push to this branch' : 'Changes must be made through a pull request.';
    return {
      reason: 'protected branch hook declined',
      says: `error: GH006: Protected branch update failed for ${ref}.\n\n- ${why}\n`,
    };
  };
}

/**
 * A hook on the server that refuses every update.
 *
 * @param says what the hook prints, line by line.
 */
export function declinedByHook(says: readonly string[]): Rule {
  return () => ({ reason: 'pre-receive hook declined', says: says.map((text) => `${text}\n`).join('') });
}
