import { auxiliaries, copulas, fillers } from './english';
import type { Progress } from './progress';
import type { Reading, State } from './reading';
import { wordsIn } from './segments';

const joints: ReadonlySet<string> = new Set(['neither', 'either', 'both', 'not', 'only']);

function contentWords({ tokens, segment, items }: Reading) {
  const names = items.filter((item) => item.means.kind === 'thing');
  const named = new Set(names.flatMap((name) => tokens.slice(name.from, name.to)));
  const empty = [fillers, copulas, auxiliaries, joints];
  return wordsIn(tokens, segment).filter(
    (token) => !named.has(token) && !empty.some((words) => words.has(token.text)),
  );
}

/** Whether a segment is a name and no more. */
export function isBareName(reading: Reading, { local, ideas }: Progress): boolean {
  return local !== undefined && !local.shared && ideas === 0 && contentWords(reading).length === 0;
}

/** Notes that something was said of a thing that is neither an idea of the rubric nor beside the point. */
export function noteOpaque(reading: Reading, { local, ideas }: Progress, state: State): void {
  if (local === undefined || local.shared || ideas > 0 || !reading.sentence.states) return;
  if (['which', 'who', 'where'].includes(reading.segment.opener)) return;
  if (reading.items.some((item) => ['aside', 'hedge'].includes(item.means.kind))) return;
  if (contentWords(reading).length < 2) return;
  for (const thing of local.things) state.opaque.add(thing);
}
