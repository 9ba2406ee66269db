import { connectors, statingVerbs } from './english';
import type { Meaning } from './meaning';
import { type Finder, type Found, isTransparent } from './patterns';
import type { Token } from './tokens';

/** How many words before and after a name a pattern may reach. */
const reach = 4;

interface Range {
  from: number;
  to: number;
}

/** The idea whose words stand on both sides of the name: `wants the wave Job to exist`. */
function around(
  finder: Finder<Meaning>,
  tokens: readonly Token[],
  name: Found<Meaning>,
  { from, to }: Range,
): Found<Meaning> | undefined {
  const parts = (token: Token) => connectors.has(token.text) || !(token.isWord || isTransparent(token));
  const head = tokens.slice(Math.max(from, name.from - reach), name.from);
  const before = head.slice(head.findLastIndex(parts) + 1);
  const tail = tokens.slice(name.to, Math.min(to, name.to + reach));
  // A verb right after the name says something of it: a clause of its own.
  if (statingVerbs.has(tail[0]?.text ?? '')) return undefined;
  const stop = tail.findIndex(parts);
  const all = [...before, ...(stop < 0 ? tail : tail.slice(0, stop))];
  const start = name.from - before.length;
  const across = finder
    .find(all, 0, all.length)
    .find((one) => one.means.kind === 'idea' && one.from < before.length && one.to > before.length);
  if (across === undefined) return undefined;
  const gap = name.to - name.from;
  return { means: across.means, from: start + across.from, to: start + across.to + gap };
}

/**
 * Adds to what was found the ideas that have a name in their midst. Each stands after its name, in the place of what was
 * found in its words.
 */
export function withSpanning(
  finder: Finder<Meaning>,
  tokens: readonly Token[],
  found: readonly Found<Meaning>[],
  range: Range,
): Found<Meaning>[] {
  return found
    .filter((one) => one.means.kind === 'thing')
    .reduce<Found<Meaning>[]>(
      (all, name) => {
        const idea = around(finder, tokens, name, range);
        if (idea === undefined) return all;
        const rest = all.filter((one) => one === name || one.to <= idea.from || one.from >= idea.to);
        const at = rest.indexOf(name) + 1;
        return [...rest.slice(0, at), { ...idea, from: name.to }, ...rest.slice(at)];
      },
      [...found],
    );
}
