import type { Cause } from './context';

const CONFLICT = /^<{7}(?: .*)?\r?\n([\s\S]*?)^={7}\r?\n([\s\S]*?)^>{7}(?: .*)?(?:\r?\n|$)/m;

/** The marks that Git leaves where two changes met. */
export const mergeConflict: Cause = ({ text }) => {
  const found = text.includes('<<<<<<<') ? CONFLICT.exec(text) : null;
  if (!found) return undefined;
  const change = { start: found.index, end: found.index + found[0].length, text: found[1] ?? '' };
  return {
    problem: {
      code: 'yaml-merge-conflict',
      start: found.index,
      end: found.index + found[0].trimEnd().length,
      message:
        'Git left this merge conflict here: your version stands above the line of equals signs, the other below. Keep what is right and delete the three marks.',
      fix: { title: 'Keep the version above', edits: [change] },
    },
    repair: [change],
  };
};
