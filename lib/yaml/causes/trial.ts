import { compose } from '../compose';
import type { TextChange } from '../repairs';
import { type Line, lineAt } from './context';

/** How much text around a complaint is read again for each guess. */
const MOST_CHARACTERS = 4000;

/** A guess at what was meant: the line that is to blame, where it belongs, and the change. */
export interface Guess {
  line: Line;
  column: number;
  edits: TextChange[];
  /** How unlikely it is by itself; the smallest wins among those after which equally much can be read. */
  unlikely: number;
}

/** The guess after which the most can be read; undefined when none lets reading go on. */
export function bestGuess(text: string, complaint: Line, guesses: readonly Guess[]): Guess | undefined {
  const first = Math.min(complaint.start, ...guesses.map(({ line }) => line.start));
  const part = excerpt(text, lineAt(text, first), complaint);
  if (!part) return undefined;
  const now = unread(text, part, []);
  let best: { guess: Guess; left: number } | undefined;
  for (const guess of guesses) {
    if (guess.edits.some(({ start, end }) => start < part.start || end > part.end)) continue;
    const left = unread(text, part, guess.edits);
    if (left >= now) continue;
    if (!best || left < best.left || (left === best.left && guess.unlikely < best.guess.unlikely))
      best = { guess, left };
  }
  return best?.guess;
}

/** The lines from the top-level key above the first suspect to some way below the complaint. */
function excerpt(text: string, first: Line, complaint: Line): { start: number; end: number } | undefined {
  let from = first;
  while (from.start > 0 && (from.indent > 0 || !/^[\w"']/.test(from.text) || from.start === first.start)) {
    if (complaint.start - from.start > MOST_CHARACTERS) return undefined;
    from = lineAt(text, from.start - 1);
  }
  const mark = text.indexOf('\n---', complaint.end);
  const cut = text.indexOf('\n', Math.min(text.length, complaint.end + MOST_CHARACTERS));
  const ends = [mark, cut].filter((place) => place !== -1).map((place) => place + 1);
  return { start: from.start, end: Math.min(text.length, ...ends) };
}

/** How much of an excerpt lies behind the first complaint about it. */
function unread(
  text: string,
  { start, end }: { start: number; end: number },
  edits: readonly TextChange[],
): number {
  let part = text.slice(start, end);
  for (const edit of [...edits].sort((a, b) => b.start - a.start))
    part = part.slice(0, edit.start - start) + edit.text + part.slice(edit.end - start);
  const composed = compose(part);
  if ('stoppedAt' in composed) return Number.POSITIVE_INFINITY;
  const places = composed.documents.flatMap(({ errors }) => errors.map(({ pos }) => pos[0]));
  return places.length ? part.length - Math.min(...places) + 1 : 0;
}
