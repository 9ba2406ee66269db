import { copulas } from './english';
import type { Lexicon } from './lexicon';
import type { Meaning } from './meaning';
import type { Found } from './patterns';
import { type Segment, type Sentence, wordsIn } from './segments';
import type { Span, Statement } from './statements';
import type { Token } from './tokens';

export type Item = Found<Meaning>;

/** What a stretch of text is about: one thing, or both alike. */
export interface Subject {
  things: readonly string[];
  shared: boolean;
  /** The words that name it. */
  at: Span;
}

/** What the subject is compared with. */
export interface Comparison {
  subject: Subject;
  how: 'like' | 'unlike';
  /** It stands after what is said: `… is not tracked as the wave Job is`. */
  after: boolean;
}

/** What reading has come to know by the words before; changes as reading goes on. */
export interface State {
  /** What `it` stands for. */
  subject: Subject | undefined;
  /** What `which` stands for. */
  mentioned: Subject | undefined;
  /** What `isn't` at the end of a clause denies. */
  previous: readonly Statement[];
  /** All that was said before. */
  said: Statement[];
  /** Ideas of a case, to be said of what is named next: `if you want a managed resource, use a wave`. */
  pending: readonly Statement[];
  /** A name that was a whole segment: `the hook` in `the hook and the wave are …`. */
  bareName: Subject | undefined;
  /** Whether that denial waits for what it denies: `not something which …`. */
  openDenial: boolean;
  /** What was said of one of the things, without a word of which: `one is managed, the other is not`. */
  unnamed: Statement[];
  /** Things about which something was said that was not understood. */
  opaque: Set<string>;
  /** `unlike the wave Job, …`, at the start of a sentence. */
  comparison: Comparison | undefined;
  /** Whether the segment before ended under a denial, which `or` and `nor` go on with. */
  denied: boolean;
  /** The idea that was denied last in the segment before. */
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
  /** What is said is denied from outside: `it is a myth that …`. */
  denied: boolean;
  /** It tells of a case, and states nothing: `if it is deleted`. */
  condition: boolean;
  /** A name that stands later in the sentence: `managed (wave)`, `one of them is managed: the wave`. */
  aside: Item | undefined;
}

/** The place of tokens `from` up to, not including, `to`. */
export function spanOf(tokens: readonly Token[], { from, to }: { from: number; to: number }): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** The other of the two things. */
export function oppositeOf({ things: [first, second] }: Lexicon, thing: string): string {
  return thing === first ? second : first;
}

/** The subject that an item names, if it names one. */
export function namedBy({ lexicon, tokens }: Reading, item: Item, state: State): Subject | undefined {
  const at = spanOf(tokens, item);
  const { means } = item;
  if (means.kind === 'thing') return { things: [means.thing], shared: false, at };
  if (means.kind === 'both') return { things: lexicon.things, shared: true, at };
  const last = state.mentioned?.things;
  if (means.kind !== 'opposite' || last?.length !== 1 || last[0] === undefined) return undefined;
  return { things: [oppositeOf(lexicon, last[0])], shared: false, at };
}

export type Role = 'subject' | 'like' | 'unlike' | 'instead' | 'than' | 'between' | 'joined';

/** How the name at `index` stands in its segment: as what is spoken of, or as what that is compared with. */
export function roleOf({ items, tokens, segment }: Reading, index: number): Role {
  const item = items[index];
  const before = items[index - 1];
  if (item === undefined || before?.means.kind !== 'comparing') return 'subject';
  const words = wordsIn(tokens, { from: before.to, to: item.from });
  if (words.length > 4 || words.some((word) => copulas.has(word.text))) return 'subject';
  const { how } = before.means;
  // `After the hook has run, it …` tells of the hook.
  return how === 'than' && wordsIn(tokens, segment)[0]?.start === tokens[before.from]?.start
    ? 'subject'
    : how;
}

const light = new Set([
  'a',
  'an',
  'the',
  'just',
  'only',
  'not',
  'also',
  'then',
  'therefore',
  'never',
  'no',
  'as',
  'always',
]);

/** Whether the segment leaves out its subject, as after `and`: `…, and is tracked`. */
export function leavesSubjectOut({ items, segment, tokens }: Reading): boolean {
  if (!['and', 'or', 'nor', ',', 'but', '(', '+', '&', 'plus', 'thus', '—'].includes(segment.opener))
    return false;
  const first = wordsIn(tokens, segment).find((token) => !light.has(token.text));
  const idea = items.find((item) => item.means.kind === 'idea');
  if (first === undefined) return false;
  return copulas.has(first.text) || (idea !== undefined && tokens[idea.from]?.start === first.start);
}
