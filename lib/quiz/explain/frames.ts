import { auxiliaries, pronouns, statingVerbs } from './english';
import type { Item } from './reading';
import { type Segment, type Sentence, wordsIn } from './segments';
import type { Token } from './tokens';

/** What a segment answers to what was said before it: `that is wrong`, `it is the other way round`. */
export interface Retort {
  how: 'denied' | 'affirmed' | 'swapped';
  /** `none of this is true`: of all that was said, not of the last alone. */
  ofAll: boolean;
}

/** A segment with what stands around it and decides whether the learner says it. */
export interface Framed {
  segment: Segment;
  /** What was found in it, without the words that only frame it. */
  items: readonly Item[];
  /** `it is a myth that …`: what is said is denied. */
  denied: boolean;
  /** `some think that …`: somebody says it; what the learner makes of it comes later. */
  reported: boolean;
  /** `if it is deleted`, `if you want …`: a case, and no statement. */
  condition: boolean;
  /** It turns from what was said: `but`. */
  turns: boolean;
  /** Something is called wrong, and it is not clear what. */
  doubtful: boolean;
  retort: Retort | undefined;
}

const has = (items: readonly Item[], kind: Item['means']['kind']) =>
  items.some((item) => item.means.kind === kind);

const turning = new Set(['but', 'however', 'yet', ';', ':', 'instead', '—', 'because', 'since', 'whereas']);
const conditional = new Set(['if', 'unless', 'when', 'whenever', 'once']);
const supposing = new Set(['suppose', 'pretend', 'supposing', 'assuming']);
const introducing = new Set(['that', 'to', 'if', 'whether']);
const adverbs = new Set(
  'here though too of course again however entirely simply exactly just really completely totally all what is'.split(
    ' ',
  ),
);
const retortSubjects = new Set(
  'that this it they these those none nothing which what both all he she everyone everybody people'.split(
    ' ',
  ),
);
const describing = new Set(
  'common widespread popular big plain complete typical classic frequent'.split(' '),
);

/** A comma that begins a clause of its own ends what was said about the clause before: `…, it is a task`. */
function beginsClause(
  tokens: readonly Token[],
  { segment, items }: Pick<Framed, 'segment' | 'items'>,
): boolean {
  if (segment.opener !== ',') return false;
  const words = wordsIn(tokens, segment);
  if (pronouns.has(words[0]?.text ?? '')) return true;
  return has(items, 'thing') && words.some((word) => statingVerbs.has(word.text));
}

interface Truth {
  /** Places in the items of the word and of the denials that belong to it. */
  at: number;
  uses: readonly Item[];
  denied: boolean;
}

function truthIn(items: readonly Item[]): Truth | undefined {
  const at = items.findIndex((item) => item.means.kind === 'truth');
  const word = items[at];
  if (word?.means.kind !== 'truth') return undefined;
  const negations = items.slice(0, at).filter((item) => item.means.kind === 'negation');
  const last = items.slice(0, at).findLast((item) => item.means.kind === 'idea');
  const own = negations.filter((item) => last === undefined || item.from >= last.to);
  return { at, uses: [word, ...own], denied: word.means.denied !== (own.length % 2 === 1) };
}

function introduces(tokens: readonly Token[], segment: Segment, word: Item): boolean {
  const next = wordsIn(tokens, { from: word.to, to: segment.to })[0]?.text ?? '';
  return introducing.has(next) || (tokens[word.from]?.stem === 'doubt' && next !== '');
}

/** Whether the segment ends with the word, and that is said of a clause: `that is wrong`, `“…” is false`. */
function isRetort(
  tokens: readonly Token[],
  segment: Segment,
  items: readonly Item[],
  { uses }: Truth,
): boolean {
  const [word] = uses;
  if (word === undefined || conditional.has(segment.opener)) return false;
  if (wordsIn(tokens, { from: word.to, to: segment.to }).some((one) => !adverbs.has(one.text))) return false;
  const idea = items.findLast((item) => item.means.kind === 'idea' && item.to <= word.from);
  const from = idea?.to ?? segment.from;
  const left = wordsIn(tokens, { from, to: word.from }).filter(
    ({ text }) =>
      !auxiliaries.has(text) &&
      !adverbs.has(text) &&
      !describing.has(text) &&
      !['not', 'a', 'an', 'the', 'in', 'so'].includes(text),
  );
  const first = left[0];
  return first === undefined || retortSubjects.has(first.text);
}

function retortOf(tokens: readonly Token[], segment: Segment, items: readonly Item[]): Retort | undefined {
  const words = wordsIn(tokens, segment);
  const ofAll = /^(none|nothing|all|neither)$/.test(words[0]?.text ?? '');
  const named = has(items, 'thing') || has(items, 'opposite');
  const reversal = items.find((item) => item.means.kind === 'reversal');
  if (reversal !== undefined && !named && !has(items, 'idea')) {
    return has(items, 'negation') ? undefined : { how: 'swapped', ofAll };
  }
  const truth = truthIn(items);
  if (truth === undefined || (named && !has(items, 'idea'))) return undefined;
  if (!isRetort(tokens, segment, items, truth)) return undefined;
  return { how: truth.denied ? 'denied' : 'affirmed', ofAll };
}

/** `for the hook that is not true` leaves out what is not true: a denial like `for the hook it is not`. */
function asDenial(items: readonly Item[], truth: Truth): Item[] {
  const [word, ...own] = truth.uses;
  return items
    .filter((item) => !own.includes(item))
    .map((item) => (item === word ? { ...item, means: { kind: 'negation', inner: false } } : item));
}

interface Found {
  segment: Segment;
  items: readonly Item[];
}

/** How many segments at the start are a case: `If it is deleted, …`, `Should it vanish, …`, up to the comma. */
function caseLength(tokens: readonly Token[], found: readonly Found[]): number {
  const [first] = found;
  if (first === undefined) return 0;
  const { segment, items } = first;
  const end = found.findIndex((one, at) => at > 0 && !['and', 'or'].includes(one.segment.opener));
  if (found[end]?.segment.opener !== ',') return 0;
  const name = items.find((item) => item.means.kind === 'thing');
  const later = name === undefined ? [] : wordsIn(tokens, { from: name.to, to: segment.to });
  // `If it is a hook it is …`
  if (later.some((word) => pronouns.has(word.text))) return 0;
  const inverted = wordsIn(tokens, segment)[0]?.text === 'should' && name !== undefined;
  return conditional.has(segment.opener) || inverted ? end : 0;
}

function framedOne(tokens: readonly Token[], one: Found, condition: boolean): Framed {
  const { segment, items } = one;
  const first = wordsIn(tokens, segment)[0]?.text ?? '';
  // `If only the wave Job were …`, `Suppose it were …`
  const wished = segment.opener === 'if' ? first === 'only' : segment.opener === '' && supposing.has(first);
  const framed: Framed = {
    ...{
      segment,
      items,
      denied: false,
      reported: wished || has(items, 'report'),
      turns: turning.has(segment.opener),
    },
    condition: condition && !wished,
    doubtful: false,
    retort: retortOf(tokens, segment, items),
  };
  const truth = truthIn(items);
  if (truth === undefined) return framed;
  const rest = items.filter((item) => !truth.uses.includes(item));
  if (framed.retort !== undefined) return { ...framed, items: rest };
  const [word] = truth.uses;
  if (word !== undefined && introduces(tokens, segment, word))
    return { ...framed, items: rest, denied: truth.denied };
  if (truth.denied && has(items, 'thing') && !has(items, 'idea'))
    return { ...framed, items: asDenial(items, truth) };
  return { ...framed, items: items.filter((item) => item !== word), doubtful: truth.denied };
}

/** `That a wave Job is managed is not what the lesson says`: the whole is denied, and no word of it. */
function deniesLater(tokens: readonly Token[], found: readonly Found[]): boolean {
  const [first] = found;
  if (first === undefined || !['that', 'to'].includes(wordsIn(tokens, first.segment)[0]?.text ?? ''))
    return false;
  const items = found.flatMap((one) => one.items);
  const after = items.slice(items.findLastIndex((item) => item.means.kind === 'idea') + 1);
  return after.length < items.length && has(after, 'negation') && !has(after, 'thing');
}

/** Finds what stands around each segment of a sentence; a frame holds until the sentence turns or ends. */
export function framed(tokens: readonly Token[], sentence: Sentence, found: readonly Found[]): Framed[] {
  const all: Framed[] = [];
  let [denied, reported] = [false, false];
  const cases = caseLength(tokens, found);
  for (const [at, one] of found.entries()) {
    const own = framedOne(tokens, one, at < cases);
    if (own.turns || beginsClause(tokens, own)) [denied, reported] = [false, false];
    denied ||= own.denied;
    reported ||= own.reported;
    all.push({ ...own, denied, reported, condition: own.condition && !sentence.isQuestion });
  }
  if (deniesLater(tokens, found)) return all.map((one) => ({ ...one, doubtful: true }));
  // `…, or so they say`: a report that comes after.
  const last = all.at(-1);
  if (last?.reported !== true || has(last.items, 'idea') || !has(last.items, 'report')) return all;
  return all.map((one) => ({ ...one, reported: true }));
}
