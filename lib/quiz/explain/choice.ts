import type { Reading, State, Subject } from './reading';
import { wordsIn } from './segments';
import type { Statement } from './statements';

const choosing = new Set('use take choose pick need want make put go prefer it that is'.split(' '));

/** `if you want a managed resource, use a wave`, `if it is a task, it is a hook`: what the case was is said of the name. */
export function readChoice(
  { tokens, segment, denied }: Reading,
  local: Subject | undefined,
  state: State,
): Statement[] {
  if (local === undefined || state.pending.length === 0) return [];
  const [first, second] = wordsIn(tokens, segment).map((word) => word.text);
  const chooses = [first, second].some((word) => word !== undefined && choosing.has(word));
  if (!chooses || denied) return [];
  return state.pending.flatMap((one) =>
    local.things.map((thing) => ({ ...one, thing, shared: local.shared, spans: [local.at, ...one.spans] })),
  );
}
