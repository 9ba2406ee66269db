import { auxiliaries, fillers } from './english';
import type { Reading, State, Subject } from './reader';
import { wordsIn } from './segments';
import type { Statement } from './statements';

const agreeing = new Set(['too', 'also', 'so', 'likewise', 'similarly', 'neither', 'equally', 'well']);
const bare = new Set([
  ...auxiliaries,
  'not',
  'never',
  'always',
  'does',
  'yes',
  'no',
  'either',
  'as',
  'well',
  'former',
  'however',
]);

/**
 * Reads a segment that leaves out what it says: `hooks don't`, `a wave Job is`, `but not the hook`, `so is the hook`.
 * What is left out is what was said last.
 *
 * @returns undefined when the segment is no such thing.
 */
export function readEllipsis(
  reading: Reading,
  local: Subject | undefined,
  state: State,
  denied: boolean,
): Statement[] | undefined {
  const { segment, tokens, items } = reading;
  const subject = local ?? state.subject;
  const [model] = state.previous;
  if (subject === undefined || model === undefined) return undefined;
  const isNamed = local !== undefined && segment.opener !== 'which';
  const names = items.filter((item) => ['thing', 'both', 'opposite'].includes(item.means.kind));
  const rest = wordsIn(tokens, segment).filter(
    (token) =>
      !fillers.has(token.text) &&
      token.text !== 'one' &&
      token.text !== 'ones' &&
      token.text !== 'in' &&
      token.text !== 'other' &&
      !names.some(
        (name) =>
          token.start >= (tokens[name.from]?.start ?? 0) && token.end <= (tokens[name.to - 1]?.end ?? 0),
      ),
  );
  if (names.length > 1) return undefined;
  const isBare = rest.every(
    (token) => bare.has(token.text) || agreeing.has(token.text) || token.text === 'it',
  );
  if (!isBare || rest.length === 0 || (!isNamed && !rest.some((token) => auxiliaries.has(token.text))))
    return undefined;
  const agrees = rest.some((token) => agreeing.has(token.text)) || segment.opener === 'nor';
  const first = rest[0];
  // `it is the wave Job` after `it is not the hook Job`; elsewhere it only introduces the name.
  const cleft = first?.text === 'it' && !(state.denied || denied);
  if (cleft && isNamed) return undefined;
  const spans = subject.at === undefined ? [] : [subject.at];
  const ideas = new Map(state.previous.map((one) => [one.idea, one]));
  return [...ideas.values()].flatMap((one) =>
    subject.things.map((thing) => ({
      ...{ thing, idea: one.idea, hedged: reading.hedged || one.hedged },
      denied: agrees ? one.denied : denied,
      shared: subject.shared || (agrees && thing !== one.thing),
      spans: [...spans, ...one.spans.slice(-1)],
    })),
  );
}
