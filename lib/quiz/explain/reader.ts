import { subjectOf } from './binding';
import { readEllipsis } from './ellipsis';
import { auxiliaries, copulas, fillers, statingVerbs } from './english';
import {
  type Comparison,
  type Item,
  namedBy,
  oppositeOf,
  type Reading,
  roleOf,
  type State,
  type Subject,
  spanOf,
} from './reading';
import { wordsIn } from './segments';
import type { Statement } from './statements';

/** What one segment has shown so far. */
interface Progress {
  denied: boolean;
  local: Subject | undefined;
  blocked: boolean;
  /** `only the wave Job`: what is said of it is denied of the other. */
  only: Subject | undefined;
  compared: Comparison | undefined;
  statements: Statement[];
  ideas: number;
  /** What was said of nothing in particular: `whether it is tracked: wave yes, hook no`. */
  unbound: Statement[];
  contrasted: boolean;
  openDenial: boolean;
}

function beginsDenied({ segment, tokens }: Reading, state: State): boolean {
  if (!state.denied) return false;
  // `not tracked or compared`; `not something which should exist`.
  if (segment.opener === 'or' || segment.opener === 'nor') return true;
  // `it is not true that …, and that …`
  if (segment.opener === 'and' && wordsIn(tokens, segment)[0]?.text === 'that') return true;
  return ['which', 'who', 'where'].includes(segment.opener) && state.openDenial;
}

/** `which the enforcement does not cover`: the denial stands after the idea, which is the subject of the segment. */
function isDeniedAfter({ items, tokens, segment }: Reading, index: number): boolean {
  const [item, next] = [items[index], items[index + 1]];
  if (item === undefined || next?.means.kind !== 'negation') return false;
  if (items.slice(index + 2).some((one) => one.means.kind === 'idea' || one.means.kind === 'negation'))
    return false;
  const between = wordsIn(tokens, { from: item.to, to: next.from });
  const before = wordsIn(tokens, { from: segment.from, to: item.from });
  return (
    between.every((word) => auxiliaries.has(word.text)) && !before.some((word) => statingVerbs.has(word.text))
  );
}

/** `instead of being a task like the hook, …`: the idea is said of what the subject is compared with. */
function contrastedName(reading: Reading, index: number, state: State): Subject | undefined {
  const [first] = reading.items;
  if (first?.means.kind !== 'comparing' || first.means.how !== 'instead') return undefined;
  const like = reading.items.findIndex((item, at) => at > index && item.means.kind === 'comparing');
  const name = like < 0 ? undefined : reading.items[like + 1];
  return name === undefined ? undefined : namedBy(reading, name, state);
}

function readIdea(reading: Reading, index: number, state: State, progress: Progress): void {
  const item = reading.items[index];
  if (item?.means.kind !== 'idea') return;
  const { idea } = item.means;
  progress.ideas += 1;
  progress.openDenial = false;
  const contrasted = progress.local === undefined ? contrastedName(reading, index, state) : undefined;
  if (contrasted !== undefined) progress.contrasted = true;
  const subject = contrasted ?? subjectOf(reading, index, state, progress);
  // `not tracked, compared or healed`: the denial goes on through a list of the same idea.
  const goesOn =
    state.denied &&
    state.deniedIdea === idea &&
    reading.segment.opener === ',' &&
    progress.local === undefined;
  const turned = isDeniedAfter(reading, index) || contrasted !== undefined;
  const denied =
    turned !== (progress.denied || (goesOn && reading.items.every((one) => one.means.kind !== 'negation')));
  if (denied) state.deniedIdea = idea;
  if (subject === undefined) {
    const spans = [spanOf(reading.tokens, item)];
    progress.unbound.push({ thing: '', idea, denied, hedged: reading.hedged, shared: false, spans });
    return;
  }
  const negations = reading.items.filter(
    (one) => denied && one.means.kind === 'negation' && one.from < item.from,
  );
  const spans = [subject.at, ...[...negations, item].map((one) => spanOf(reading.tokens, one))];
  for (const thing of subject.things) {
    progress.statements.push({ thing, idea, denied, hedged: reading.hedged, shared: subject.shared, spans });
  }
}

function readName(reading: Reading, index: number, state: State, progress: Progress): void {
  const item = reading.items[index];
  const named = item === undefined ? undefined : namedBy(reading, item, state);
  if (item === undefined || named === undefined) return;
  if (item.means.kind === 'both') {
    // `The wave Job is both.` names nothing new.
    if (progress.local !== undefined && item.to >= reading.segment.to - 1) return;
    if (item.means.denied) progress.denied = !progress.denied;
  }
  const role = roleOf(reading, index);
  if (role === 'between') {
    progress.blocked = true;
    return;
  }
  const first =
    progress.local ??
    (['and', '&', '+', 'plus', 'or', 'nor'].includes(reading.segment.opener) ? state.bareName : undefined);
  const joins =
    role === 'joined' || (progress.local === undefined && first !== undefined && progress.ideas === 0);
  if (joins && first !== undefined && first.things.join() !== named.things.join()) {
    progress.local = { things: reading.lexicon.things, shared: true, at: named.at };
    state.mentioned = progress.local;
    return;
  }
  state.mentioned = named;
  // After `instead of being a task like the hook` the comparison is made already.
  if ((role === 'like' && !progress.contrasted) || role === 'unlike')
    progress.compared = { subject: named, how: role };
  if (role === 'instead') progress.compared = { subject: named, how: 'unlike' };
  if (role !== 'subject' && role !== 'joined') return;
  progress.openDenial = false;
  progress.local = named;
  const before = reading.items[index - 1];
  if (before?.means.kind !== 'only') return;
  const leading = wordsIn(reading.tokens, { from: reading.segment.from, to: before.from }).at(-1);
  if (leading === undefined || copulas.has(leading.text)) progress.only = named;
}

function readItem(reading: Reading, item: Item, index: number, state: State, progress: Progress): void {
  switch (item.means.kind) {
    case 'negation':
      // `out of sync without the wave Job` denies nothing of it.
      if (reading.tokens[item.from]?.text === 'without' && reading.items[index + 1]?.means.kind === 'thing')
        return;
      progress.denied = reading.segment.opener === 'nor' ? true : !progress.denied;
      progress.openDenial = progress.denied;
      return;
    case 'comparing': {
      const next = reading.items[index + 1]?.means.kind;
      // `rather than a resource`, `more an event than a resource`.
      const turns = ['instead', 'unlike', 'than'].includes(item.means.how);
      if (turns && next === 'idea') progress.denied = !progress.denied;
      return;
    }
    case 'someone-else':
      if (progress.local === undefined && progress.ideas === 0) progress.blocked = true;
      return;
    case 'idea':
      readIdea(reading, index, state, progress);
      return;
    default:
      readName(reading, index, state, progress);
  }
}

/** What follows for the other thing from `only`, `unlike` and `like`. */
function implied({ lexicon }: Reading, { only, compared, statements }: Progress): Statement[] {
  return statements.flatMap((one) => {
    const more: Statement[] = [];
    const other = oppositeOf(lexicon, one.thing);
    if (only?.things.includes(one.thing) === true && !one.shared)
      more.push({ ...one, thing: other, denied: !one.denied });
    if (compared?.subject.things.includes(other) !== true || compared.subject.shared || one.shared)
      return more;
    if (compared.how === 'unlike') more.push({ ...one, thing: other, denied: !one.denied });
    else more.push({ ...one, thing: other, shared: true });
    return more;
  });
}

/** Whether a segment is words without a verb that name both things: a list of keywords. */
function isWordList({ items, sentence }: Reading): boolean {
  if (sentence.states) return false;
  const names = items.flatMap((item) => (item.means.kind === 'thing' ? [item.means.thing] : []));
  return new Set(names).size > 1;
}

const joints: ReadonlySet<string> = new Set(['neither', 'either', 'both', 'not', 'only']);

function contentWords({ tokens, segment, items }: Reading) {
  const names = items.filter((item) => item.means.kind === 'thing');
  return wordsIn(tokens, segment).filter((token) => {
    if ([fillers, copulas, auxiliaries, joints].some((words) => words.has(token.text))) return false;
    return names.every(
      (name) => token.start < (tokens[name.from]?.start ?? 0) || token.end > (tokens[name.to - 1]?.end ?? 0),
    );
  });
}

function isBareName(reading: Reading, { local, ideas }: Progress): boolean {
  return local !== undefined && !local.shared && ideas === 0 && contentWords(reading).length === 0;
}

/** Notes that something was said of a thing that is neither an idea of the rubric nor beside the point. */
function noteOpaque(reading: Reading, { local, ideas }: Progress, state: State): void {
  if (local === undefined || local.shared || ideas > 0 || !reading.sentence.states) return;
  if (['which', 'who', 'where'].includes(reading.segment.opener)) return;
  if (reading.items.some((item) => ['aside', 'hedge'].includes(item.means.kind))) return;
  if (contentWords(reading).length < 2) return;
  for (const thing of local.things) state.opaque.add(thing);
}

/** Reads one segment: what it is about, what it says of that, and whether it denies it. */
export function readSegment(reading: Reading, state: State): Statement[] {
  if (isWordList(reading)) return [];
  const progress: Progress = {
    ...{ denied: beginsDenied(reading, state), blocked: false, only: undefined, compared: undefined },
    local: ['which', 'who'].includes(reading.segment.opener) ? state.mentioned : undefined,
    statements: [],
    ideas: 0,
    unbound: [],
    contrasted: false,
    openDenial: false,
  };
  const before = state.deniedIdea;
  for (const [index, item] of reading.items.entries()) readItem(reading, item, index, state, progress);
  if (progress.statements.length > 0) progress.compared ??= state.comparison;
  else state.comparison = progress.compared ?? state.comparison;
  if (progress.ideas === 0)
    progress.statements.push(...readEllipsis(reading, progress.local, state, progress.denied));
  if (progress.local !== undefined) state.subject = progress.local;
  if (progress.statements.length > 0) state.previous = progress.statements;
  else if (progress.unbound.length > 0) state.previous = progress.unbound;
  state.denied = progress.denied;
  state.openDenial = progress.openDenial;
  state.bareName = isBareName(reading, progress) ? progress.local : undefined;
  if (progress.statements.length === 0) noteOpaque(reading, progress, state);
  if (!progress.denied && state.deniedIdea === before) state.deniedIdea = undefined;
  const all = [...progress.statements, ...implied(reading, progress)];
  state.said.push(...all);
  return all;
}
