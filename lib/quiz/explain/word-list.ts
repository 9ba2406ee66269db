import { statingVerbs } from './english';
import type { Item } from './reading';
import { type Segment, type Sentence, wordsIn } from './segments';
import type { Token } from './tokens';

interface Part {
  segment: Segment;
  items: readonly Item[];
}

function namesIn({ items }: Part): string[] {
  return items.flatMap((item) => (item.means.kind === 'thing' ? [item.means.thing] : []));
}

/** The name in a segment that has nothing to say of it: `hook` in `wave, hook, managed`. */
function bareName(tokens: readonly Token[], part: Part): string | undefined {
  const [name, ...more] = part.items;
  if (more.length > 0 || name?.means.kind !== 'thing') return undefined;
  return wordsIn(tokens, { from: name.to, to: part.segment.to }).length === 0 ? name.means.thing : undefined;
}

function isEnumerated(tokens: readonly Token[], { segment }: Part): boolean {
  if (![',', ';', 'and'].includes(segment.opener)) return false;
  return !wordsIn(tokens, segment).some((word) => statingVerbs.has(word.text));
}

/** `…: wave, hook, managed, temporary`: both names side by side in a list of words, which says nothing of either. */
function enumeratesNames(tokens: readonly Token[], parts: readonly Part[]): boolean {
  if (parts.filter((part) => isEnumerated(tokens, part)).length < 3) return false;
  return parts.some((part, at) => {
    const next = parts[at + 1];
    if (next === undefined || ![',', ';'].includes(next.segment.opener)) return false;
    const [one, other] = [bareName(tokens, part), bareName(tokens, next)];
    return one !== undefined && other !== undefined && one !== other;
  });
}

/** Whether a sentence is a list of keywords: words without a verb, among them both names. */
export function isWordList(tokens: readonly Token[], sentence: Sentence, parts: readonly Part[]): boolean {
  if (enumeratesNames(tokens, parts)) return true;
  return !sentence.states && parts.some((part) => new Set(namesIn(part)).size > 1);
}
