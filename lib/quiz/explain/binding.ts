import { copulas, pronouns } from './english';
import {
  type Item,
  leavesSubjectOut,
  namedBy,
  type Reading,
  roleOf,
  type State,
  type Subject,
} from './reading';
import { wordsIn } from './segments';

const articles = new Set(['a', 'an', 'the', 'while', 'and']);
const speakers = new Set(['i', 'we']);
const equating = new Set(['is', 'are', 'was', 'were', 'a', 'an', 'the']);
const prepositions = new Set([
  'about',
  'for',
  'of',
  'on',
  'after',
  'over',
  'the',
  'a',
  'any',
  'with',
  'against',
  'every',
]);

function nameAfter(reading: Reading, index: number, state: State): Subject | undefined {
  for (let at = index + 1; at < reading.items.length; at += 1) {
    const item = reading.items[at];
    const named = item === undefined ? undefined : namedBy(reading, item, state);
    if (named !== undefined) return roleOf(reading, at) === 'subject' ? named : undefined;
  }
  return undefined;
}

/** `the declarative wave Job`: the idea stands right before the name that it describes. */
function besideName(reading: Reading, item: Item, next: Item | undefined, state: State): Subject | undefined {
  if (next?.from !== item.to) return undefined;
  const before = wordsIn(reading.tokens, { from: reading.segment.from, to: item.from }).at(-1);
  return before === undefined || articles.has(before.text) ? namedBy(reading, next, state) : undefined;
}

/** `it does not care about the hook`: the name is what the verb is done to. */
function objectOf(reading: Reading, item: Item, next: Item | undefined, state: State): Subject | undefined {
  if (next === undefined) return undefined;
  const between = wordsIn(reading.tokens, { from: item.to, to: next.from });
  return between.every((token) => prepositions.has(token.text)) ? namedBy(reading, next, state) : undefined;
}

/** `what it merely runs is the hook`: the name stands where else what is said of it would. */
function completedBy(
  reading: Reading,
  item: Item,
  next: Item | undefined,
  state: State,
): Subject | undefined {
  if (next === undefined) return undefined;
  const between = wordsIn(reading.tokens, { from: item.to, to: next.from });
  const isCompleted = between.length > 0 && between.every(({ text }) => equating.has(text));
  return isCompleted && copulas.has(between.find(({ text }) => !articles.has(text))?.text ?? '')
    ? namedBy(reading, next, state)
    : undefined;
}

/** What the text so far offers as subject of an idea. */
export interface Offer {
  /** The name that stands before the idea in the same segment. */
  local: Subject | undefined;
  /** Another noun is the subject of the segment. */
  blocked: boolean;
}

/**
 * Finds what the idea at `index` is said of: the name before it in its segment; else what `it` stands for; else the name
 * after it (`Argo CD tracks the wave Job`); else what the text was about before.
 */
export function subjectOf(
  reading: Reading,
  index: number,
  state: State,
  { local, blocked }: Offer,
): Subject | undefined {
  const { items, tokens, segment, sentence } = reading;
  const item = items[index];
  if (item === undefined) return undefined;
  const next = items[index + 1];
  const beside = besideName(reading, item, next, state);
  if (beside !== undefined) return beside;
  if (local !== undefined) return local;
  const completed = completedBy(reading, item, next, state);
  if (completed !== undefined) return completed;
  if (reading.aside !== undefined) return namedBy(reading, reading.aside, state);
  if (wordsIn(tokens, { from: segment.from, to: item.from }).some((token) => pronouns.has(token.text))) {
    return objectOf(reading, item, next, state) ?? state.subject;
  }
  const after = nameAfter(reading, index, state);
  if (after !== undefined && !leavesSubjectOut(reading)) return after;
  // Without a verb, only what stands beside a name is said of it: a bare list of words is no statement.
  const mayCarry = sentence.states || (sentence.startsLine && segment.opener === '');
  // `we had forgotten the flag` tells of us.
  const ours = wordsIn(tokens, { from: segment.from, to: item.from }).some(
    ({ text }, at, all) => speakers.has(text) && all[at + 1]?.text !== 'e',
  );
  if (blocked || ours || !mayCarry) return undefined;
  return state.subject ?? after;
}
