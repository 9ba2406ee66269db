import { type Cause, lineAt } from './context';

const CONFLICT =
  /^<{7}(?: .*)?\r?\n([\s\S]*?)(?:^\|{7}(?: .*)?\r?\n[\s\S]*?)?^={7}\r?\n([\s\S]*?)^>{7}(?: .*)?(?:\r?\n|$)/m;

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

const MARK = /^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$)/m;

/** A mark of a conflict that somebody has begun to settle. */
export const conflictMark: Cause = ({ text }) => {
  const found = MARK.exec(text);
  if (!found) return undefined;
  const line = lineAt(text, found.index);
  const change = { start: line.start, end: Math.min(text.length, line.end + 1), text: '' };
  return {
    problem: {
      code: 'yaml-merge-conflict',
      start: line.start,
      end: line.end,
      message:
        'This mark is what is left of a merge conflict in Git. Check that the lines around it are the right ones, and delete it.',
      fix: { title: 'Delete the mark', edits: [change] },
    },
    repair: [change],
  };
};
