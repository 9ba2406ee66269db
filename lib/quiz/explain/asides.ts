import { absences } from './english';
import type { Item } from './reading';
import { type Segment, wordsIn } from './segments';
import type { Token } from './tokens';

interface Found {
  segment: Segment;
  items: readonly Item[];
}

const linking = new Set([':', '=', '->', '=>', '-->', '→', '⇒']);
const isName = (item: Item) => item.means.kind === 'thing';

/** `managed (wave)`: the name in brackets after a segment that names nothing itself. */
function inBrackets(next: Found | undefined): Item | undefined {
  return next?.segment.opener === '(' && next.items.length === 1 ? next.items.find(isName) : undefined;
}

/** `managed resource: the wave Job`, `temporary -> hook`: what is said stands before the name. */
function afterMark(next: Found | undefined): Item | undefined {
  if (next === undefined || !linking.has(next.segment.opener)) return undefined;
  return next.items.length === 1 ? next.items.find(isName) : undefined;
}

/** `one of them is managed: the wave Job`. */
function namedLater(found: readonly Found[], at: number): Item | undefined {
  if (found[at]?.items.some((item) => item.means.kind === 'one') !== true) return undefined;
  const [next] = found.slice(at + 1);
  if (next === undefined || ![':', '(', ',', '—'].includes(next.segment.opener)) return undefined;
  return next.items.length === 1 ? next.items.find(isName) : undefined;
}

/** `the app is out of sync when the wave Job is missing`: said of what is missing. */
function missingAfter(tokens: readonly Token[], next: Found | undefined): Item | undefined {
  if (next === undefined || !['if', 'when', 'once', 'unless'].includes(next.segment.opener)) return undefined;
  const names = next.items.filter(isName);
  const isMissing = wordsIn(tokens, next.segment).some((word) => absences.has(word.text));
  return isMissing && names.length === 1 ? names[0] : undefined;
}

/** The name that stands after a segment which names nothing itself, and is what it speaks of. */
export function laterName(tokens: readonly Token[], found: readonly Found[], at: number): Item | undefined {
  if (found[at]?.items.some(isName) === true) return undefined;
  const next = found[at + 1];
  // `temporary task, not managed (hook)`
  if (next?.segment.opener === ',' && next.items.some((item) => item.means.kind === 'idea')) {
    const begins = ['', '—', ')'].includes(found[at]?.segment.opener ?? '');
    if (begins && !next.items.some(isName)) return inBrackets(found[at + 2]);
  }
  return inBrackets(next) ?? afterMark(next) ?? namedLater(found, at) ?? missingAfter(tokens, next);
}
