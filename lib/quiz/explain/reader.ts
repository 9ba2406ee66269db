import { readChoice } from './choice';
import { readEllipsis } from './ellipsis';
import { copulas } from './english';
import { readIdea } from './ideas';
import { implied } from './implied';
import { isBareName, noteOpaque } from './not-understood';
import type { Progress } from './progress';
import { type Item, namedBy, type Reading, roleOf, type State, type Subject, spanOf } from './reading';
import { wordsIn } from './segments';
import type { Statement } from './statements';

function beginsDenied({ segment, tokens }: Reading, state: State): boolean {
  if (!state.denied) return false;
  // `not tracked or compared`; `not something which should exist`.
  if (segment.opener === 'or' || segment.opener === 'nor') return true;
  // `it is not true that …, and that …`
  if (segment.opener === 'and' && wordsIn(tokens, segment)[0]?.text === 'that') return true;
  return ['which', 'who', 'where'].includes(segment.opener) && state.openDenial;
}

/** A subject that is none of the things, or not known to be one. */
function nothing(at: Subject['at']): Subject {
  return { things: [], shared: true, at };
}

/** `one of them is …: the wave Job`; without that name, nothing is said of either. */
function readOne(reading: Reading, index: number, state: State, progress: Progress): void {
  const item = reading.items[index];
  if (item === undefined || progress.local !== undefined) return;
  const named = reading.aside === undefined ? undefined : namedBy(reading, reading.aside, state);
  progress.local = named ?? nothing(spanOf(reading.tokens, item));
  state.mentioned = named;
  if (named !== undefined && reading.items[index - 1]?.means.kind === 'only') progress.only = named;
}

/** `(wave -1, no hook)`: what is not there is not spoken of. */
function isAbsent({ items, tokens }: Reading, index: number): boolean {
  const before = items[index - 1];
  if (before?.to !== items[index]?.from || items.some((item) => item.means.kind === 'idea')) return false;
  return before?.means.kind === 'negation' && tokens[before.from]?.text === 'no';
}

function readName(reading: Reading, index: number, state: State, progress: Progress): void {
  const item = reading.items[index];
  const named = item === undefined ? undefined : namedBy(reading, item, state);
  if (item === undefined || named === undefined || isAbsent(reading, index)) return;
  if (item.means.kind === 'both') {
    // `The wave Job is both.` names nothing new.
    if (progress.local !== undefined && item.to >= reading.segment.to - 1) return;
    if (item.means.denied) progress.denied = !progress.denied;
    // `It is not true that both are …` leaves open which of them is.
    else if (progress.denied || reading.denied) {
      progress.local = nothing(named.at);
      return;
    }
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
  progress.openDenial = false;
  // After `instead of being a task like the hook` the comparison is made already.
  const after = progress.ideas > 0;
  if ((role === 'like' && !progress.contrasted) || role === 'unlike')
    progress.compared = { subject: named, how: role, after };
  if (role === 'instead') progress.compared = { subject: named, how: 'unlike', after };
  if (role !== 'subject' && role !== 'joined') return;
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
      if (item.means.inner) progress.inner = !progress.inner;
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
    case 'one':
      readOne(reading, index, state, progress);
      return;
    default:
      readName(reading, index, state, progress);
  }
}

/** Reads one segment: what it is about, what it says of that, and whether it denies it. */
export function readSegment(reading: Reading, state: State): Statement[] {
  const progress: Progress = {
    ...{
      denied: beginsDenied(reading, state),
      inner: false,
      blocked: false,
      only: undefined,
      compared: undefined,
    },
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
  if (progress.ideas === 0) {
    const chosen = readChoice(reading, progress.local, state);
    progress.statements.push(
      ...(chosen.length > 0 ? chosen : readEllipsis(reading, progress.local, state, progress.denied)),
    );
  }
  state.pending = reading.condition ? progress.unbound : [];
  if (progress.local !== undefined) state.subject = progress.local;
  if (progress.statements.length > 0) state.previous = progress.statements;
  else if (progress.unbound.length > 0) state.previous = progress.unbound;
  state.denied = progress.denied;
  state.openDenial = progress.openDenial;
  state.bareName = isBareName(reading, progress) ? progress.local : undefined;
  // `Not the hook but the wave Job is …`
  const isNot = reading.items.some((item) => reading.tokens[item.from]?.text === 'not');
  if (state.bareName !== undefined && isNot && progress.statements.length === 0) {
    state.comparison = { subject: state.bareName, how: 'unlike', after: false };
    state.bareName = undefined;
  }
  if (progress.statements.length === 0) noteOpaque(reading, progress, state);
  if (!progress.denied && state.deniedIdea === before) state.deniedIdea = undefined;
  const all = [...progress.statements, ...implied(reading, progress)];
  state.said.push(...all);
  return all;
}
