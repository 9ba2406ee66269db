import { subjectOf } from './binding';
import { auxiliaries, statingVerbs } from './english';
import type { Progress } from './progress';
import { namedBy, type Reading, type State, type Subject, spanOf } from './reading';
import { wordsIn } from './segments';

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

/** Reads an idea: what it is said of, and whether it is denied. */
export function readIdea(reading: Reading, index: number, state: State, progress: Progress): void {
  const item = reading.items[index];
  if (item?.means.kind !== 'idea') return;
  const { idea } = item.means;
  progress.ideas += 1;
  progress.openDenial = false;
  const contrasted = progress.local === undefined ? contrastedName(reading, index, state) : undefined;
  if (contrasted !== undefined) progress.contrasted = true;
  const subject = reading.condition ? undefined : (contrasted ?? subjectOf(reading, index, state, progress));
  const negations = reading.items.filter((one) => one.means.kind === 'negation');
  // `not tracked, compared or healed`: the denial goes on through a list of the same idea.
  const listed = state.denied && state.deniedIdea === idea && reading.segment.opener === ',';
  const goesOn = listed && progress.local === undefined && negations.length === 0;
  const turned = isDeniedAfter(reading, index) || contrasted !== undefined;
  const denied = turned !== (progress.denied || goesOn);
  if (denied) state.deniedIdea = idea;
  const before = negations.filter((one) => one.from < item.from);
  const own = [...(denied ? before : []), item];
  const said = {
    ...{ idea, denied: denied !== reading.denied, inner: progress.inner, hedged: reading.hedged },
    words: wordsIn(reading.tokens, item)
      .map((token) => token.stem)
      .join(' '),
  };
  if (subject === undefined || subject.things.length === 0) {
    const unbound = { ...said, thing: '', shared: false, spans: [spanOf(reading.tokens, item)] };
    progress.unbound.push(unbound);
    if (subject !== undefined && !reading.hedged) state.unnamed.push(unbound);
    return;
  }
  const spans = [subject.at, ...own.map((one) => spanOf(reading.tokens, one))];
  for (const thing of subject.things) {
    progress.statements.push({ ...said, thing, shared: subject.shared, spans });
  }
}
