import { readEllipsis } from './ellipsis';
import { copulas, pronouns } from './english';
import type { Lexicon, Meaning } from './lexicon';
import type { Found } from './patterns';
import type { Span } from './points';
import { type Segment, type Sentence, wordsIn } from './segments';
import type { Statement } from './statements';
import type { Token } from './tokens';

export type Item = Found<Meaning>;

/** Which things a stretch of text is about: one, both alike, or none that we know. */
export type Subject = { things: readonly string[]; shared: boolean; at?: Span };

/** What reading has come to know by the words before; changes as reading goes on. */
export interface State {
  /** What `it` stands for. */
  subject: Subject | undefined;
  /** What `which` stands for. */
  mentioned: Subject | undefined;
  /** What `isn't` at the end of a clause denies. */
  previous: Statement[];
  /** Whether the segment before was under a denial, which `or` and `nor` go on with. */
  denied: boolean;
  deniedIdea: string | undefined;
}

/** A segment, with what was found in it. */
export interface Reading {
  lexicon: Lexicon;
  tokens: readonly Token[];
  sentence: Sentence;
  segment: Segment;
  items: readonly Item[];
  hedged: boolean;
}

export function spanOf(tokens: readonly Token[], { from, to }: { from: number; to: number }): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** The other of the two things. */
export function oppositeOf(lexicon: Lexicon, thing: string): string {
  const [first, second] = lexicon.things;
  return thing === first ? second : first;
}

function wordBefore(reading: Reading, at: number): Token | undefined {
  return wordsIn(reading.tokens, { from: reading.segment.from, to: at }).findLast(
    (token) => !['a', 'an', 'the', 'job', 'jobs', 'in', 'with', 'of', 'for', 'that'].includes(token.text),
  );
}

/** How the thing at `index` stands in its segment. */
export function roleOf(reading: Reading, index: number): 'subject' | 'like' | 'unlike' | 'than' | 'between' {
  const item = reading.items[index];
  const before = reading.items[index - 1];
  if (item === undefined || before?.means.kind !== 'comparing') return 'subject';
  const words = wordsIn(reading.tokens, { from: before.to, to: item.from });
  if (words.length > 4 || words.some((word) => copulas.has(word.text))) return 'subject';
  const { how } = before.means;
  const first = wordsIn(reading.tokens, reading.segment)[0];
  // `After the hook has run`, `such as a hook` at the start tell of the hook.
  if (how === 'than' && first !== undefined && first.start === reading.tokens[before.from]?.start)
    return 'subject';
  return how;
}

/** The subject that an item names, if it names one. */
export function namedBy(reading: Reading, item: Item, state: State): Subject | undefined {
  const at = spanOf(reading.tokens, item);
  const { means } = item;
  if (means.kind === 'thing') return { things: [means.thing], shared: false, at };
  if (means.kind === 'both') return { things: reading.lexicon.things, shared: true, at };
  const last = state.mentioned?.things;
  if (means.kind === 'opposite' && last?.length === 1 && last[0] !== undefined) {
    return { things: [oppositeOf(reading.lexicon, last[0])], shared: false, at };
  }
  return undefined;
}

/** Whether two names are joined into one subject: `hooks and waves`. They then stand in neighbouring segments. */
function startsElided(reading: Reading): boolean {
  if (!['and', 'or', 'nor', ',', 'but', '(', 'then', 'plus', '&', '+'].includes(reading.segment.opener))
    return false;
  const first = wordsIn(reading.tokens, reading.segment).find(
    (token) =>
      !['a', 'an', 'the', 'just', 'only', 'not', 'also', 'then', 'therefore', 'never', 'no'].includes(
        token.text,
      ),
  );
  const firstIdea = reading.items.find((item) => item.means.kind === 'idea');
  if (first === undefined) return false;
  return (
    copulas.has(first.text) ||
    (firstIdea !== undefined && reading.tokens[firstIdea.from]?.start === first.start)
  );
}

interface Bound {
  item: Item;
  subject: Subject | undefined;
  denied: boolean;
}

function followingName(reading: Reading, index: number, state: State): Subject | undefined {
  for (let at = index + 1; at < reading.items.length; at += 1) {
    const item = reading.items[at];
    if (item === undefined) break;
    const named = namedBy(reading, item, state);
    if (named !== undefined) return roleOf(reading, at) === 'subject' ? named : undefined;
  }
  return undefined;
}

/** `the declarative wave Job`: the idea stands right before the name that it describes. */
function attributive(reading: Reading, index: number, state: State): Subject | undefined {
  const item = reading.items[index];
  const next = reading.items[index + 1];
  if (item === undefined || next === undefined || next.from !== item.to) return undefined;
  const before = wordsIn(reading.tokens, { from: reading.segment.from, to: item.from }).at(-1);
  if (before !== undefined && !['a', 'an', 'the', 'while', 'and'].includes(before.text)) return undefined;
  return namedBy(reading, next, state);
}

function pronounBefore(reading: Reading, from: number, to: number): boolean {
  return wordsIn(reading.tokens, { from, to }).some((token) => pronouns.has(token.text));
}

/** Reads one segment: whom it is about, what it says, and whether it denies it. */
export function readSegment(reading: Reading, state: State): Statement[] {
  const { items, segment, tokens, lexicon } = reading;
  const continuesDenial = state.denied && (segment.opener === 'or' || segment.opener === 'nor');
  let denied = continuesDenial;
  let local: Subject | undefined;
  let lastName = segment.from;
  let blocked = false;
  let only: Subject | undefined;
  let compared: { subject: Subject; how: 'like' | 'unlike' } | undefined;
  const bound: Bound[] = [];
  if (segment.opener === 'which' || segment.opener === 'who') local = state.mentioned;
  const carried = state.subject;
  // Without a verb, only what stands beside a name is said of it; a bare list of words is no statement.
  const mayCarry = reading.sentence.states || (reading.sentence.startsLine && reading.segment.opener === '');

  for (const [index, item] of items.entries()) {
    const { means } = item;
    if (means.kind === 'negation') {
      if (segment.opener === 'nor' && denied) continue;
      denied = !denied;
    } else if (means.kind === 'someone-else') {
      if (
        local === undefined &&
        bound.length === 0 &&
        items.slice(0, index).every((one) => one.means.kind === 'negation')
      ) {
        blocked = true;
      }
    } else if (means.kind === 'idea') {
      const beside = attributive(reading, index, state);
      const pronoun =
        local === undefined && pronounBefore(reading, segment.from, item.from) ? carried : undefined;
      let subject = beside ?? local ?? pronoun;
      if (subject === undefined && !startsElided(reading)) subject = followingName(reading, index, state);
      if (subject === undefined && !blocked && mayCarry)
        subject = carried ?? followingName(reading, index, state);
      const continued =
        !denied &&
        state.denied &&
        state.deniedIdea === means.idea &&
        segment.opener === ',' &&
        startsElided(reading);
      bound.push({ item, subject, denied: denied || continued });
    } else {
      const named = namedBy(reading, item, state);
      if (named === undefined) continue;
      if (means.kind === 'both' && means.denied) denied = !denied;
      const role = roleOf(reading, index);
      if (role === 'between') {
        blocked = true;
        continue;
      }
      state.mentioned = named;
      if (role === 'like' || role === 'unlike') {
        compared = { subject: named, how: role };
        // A comparison at the start names the other one first: `unlike a wave Job, …`.
        continue;
      }
      if (role === 'than') continue;
      local = named;
      lastName = item.to;
      const previous = items[index - 1];
      const before = wordBefore(reading, previous?.from ?? item.from);
      if (previous?.means.kind === 'only' && (before === undefined || copulas.has(before.text))) only = named;
    }
  }
  void lastName;
  const elliptic = bound.length === 0 ? readEllipsis(reading, local, state, denied) : undefined;
  if (local !== undefined) state.subject = local;
  else if (blocked && bound.length === 0) state.subject = state.subject;
  const statements =
    elliptic ?? bound.flatMap(({ item, subject, denied: no }) => said(reading, item, subject, no));
  const more: Statement[] = [];
  for (const one of statements) {
    const onlyThis = only?.things.includes(one.thing) === true && !one.shared;
    if (onlyThis) more.push({ ...one, thing: oppositeOf(lexicon, one.thing), denied: !one.denied });
    if (compared?.subject.things.includes(one.thing) === false) {
      const other = compared.subject.things[0] ?? one.thing;
      if (compared.how === 'unlike') more.push({ ...one, thing: other, denied: !one.denied });
      else more.push({ ...one, thing: other, shared: true });
    }
  }
  const all = [...statements, ...more];
  if (all.length > 0) state.previous = statements;
  state.denied = denied;
  state.deniedIdea =
    bound.findLast((one) => one.denied)?.item.means.kind === 'idea' ? lastIdea(bound) : undefined;
  void tokens;
  return all;
}

function lastIdea(bound: readonly Bound[]): string | undefined {
  const means = bound.findLast((one) => one.denied)?.item.means;
  return means?.kind === 'idea' ? means.idea : undefined;
}

function said(reading: Reading, item: Item, subject: Subject | undefined, denied: boolean): Statement[] {
  const { means } = item;
  if (subject === undefined || means.kind !== 'idea') return [];
  const negation = denied
    ? reading.items
        .filter((one) => one.means.kind === 'negation' && one.from < item.from)
        .map((one) => spanOf(reading.tokens, one))
    : [];
  const spans = [
    ...(subject.at === undefined ? [] : [subject.at]),
    ...negation,
    spanOf(reading.tokens, item),
  ];
  return subject.things.map((thing) => ({
    ...{ thing, idea: means.idea, denied, hedged: reading.hedged, shared: subject.shared, spans },
  }));
}
