import { stemmer } from 'stemmer';
import { connectors, fillers } from './english';
import type { Token } from './tokens';

interface Slot {
  /** Stems, or exact forms with `=` before them. */
  any: readonly string[];
  optional: boolean;
  /** `_`: up to three words of any kind. */
  gap: boolean;
}

export interface Pattern<T> {
  means: T;
  slots: readonly Slot[];
}

/** Where a pattern was found: tokens `from` up to, not including, `to`. */
export interface Found<T> {
  means: T;
  from: number;
  to: number;
}

/** A pattern as a rubric writes it (see `rubric.ts`), ready to be looked for. */
export function patternOf<T>(source: string, means: T): Pattern<T> {
  const slots = source
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '')
    .map((word): Slot => {
      const optional = word.endsWith('?');
      const any = word.replace(/\?$/, '').split('/');
      const stems = any.map((one) => (one.startsWith('=') ? one : stemmer(one)));
      return { any: stems, optional, gap: word === '_' };
    });
  return { means, slots };
}

/** The patterns of a comma-separated list. */
export function patternsIn(list: string): string[] {
  return list
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

/** The words that a pattern is made of, as written. */
export function wordsOfPattern(source: string): string[] {
  return source.split(/[\s,/?=_-]+/).filter((word) => word !== '');
}

function fits(slot: Slot, token: Token): boolean {
  return token.isWord && (slot.any.includes(token.stem) || slot.any.includes(`=${token.text}`));
}

/** Marks inside a word or around it: `sync-wave`, `e.g.`, quotes, backticks. They never stand in a pattern's way. */
export function isTransparent(token: Token): boolean {
  return (
    /^["'`*_«»“”„’‘#@\\-]$/.test(token.text) || (/^[./]$/.test(token.text) && token.before === 'nothing')
  );
}

function matchFrom(
  slots: readonly Slot[],
  slot: number,
  tokens: readonly Token[],
  at: number,
  end: number,
): number {
  const want = slots[slot];
  if (want === undefined) return at;
  if (want.gap) {
    for (let skip = 0, here = at; skip <= 3 && here < end; skip += 1, here += 1) {
      const to = matchFrom(slots, slot + 1, tokens, here, end);
      if (to >= 0) return to;
      const skipped = tokens[here];
      if (skipped === undefined || connectors.has(skipped.text)) return -1;
      if (!skipped.isWord && !isTransparent(skipped)) return -1;
    }
    return -1;
  }
  for (let here = at; here < end; here += 1) {
    const token = tokens[here];
    if (token === undefined) break;
    if (fits(want, token)) {
      const to = matchFrom(slots, slot + 1, tokens, here + 1, end);
      if (to >= 0) return to;
    }
    const mayPass = slot > 0 && (fillers.has(token.text) || isTransparent(token));
    if (!mayPass) break;
  }
  return want.optional ? matchFrom(slots, slot + 1, tokens, at, end) : -1;
}

/** Finds patterns in tokens; where several fit, the longest, and none inside another. */
export class Finder<T> {
  private readonly byFirst = new Map<string, Pattern<T>[]>();

  constructor(patterns: readonly Pattern<T>[]) {
    for (const pattern of patterns) {
      for (const first of pattern.slots[0]?.any ?? []) {
        const list = this.byFirst.get(first);
        if (list === undefined) this.byFirst.set(first, [pattern]);
        else list.push(pattern);
      }
    }
  }

  /** All that is found between tokens `from` and `to`, in order. */
  find(tokens: readonly Token[], from: number, to: number): Found<T>[] {
    const found: Found<T>[] = [];
    for (let at = from; at < to; ) {
      const best = this.longestAt(tokens, at, to);
      if (best === undefined) at += 1;
      else {
        found.push(best);
        at = best.to;
      }
    }
    return found;
  }

  private longestAt(tokens: readonly Token[], at: number, to: number): Found<T> | undefined {
    const token = tokens[at];
    if (token === undefined) return undefined;
    let best: Found<T> | undefined;
    for (const key of [token.stem, `=${token.text}`]) {
      for (const pattern of this.byFirst.get(key) ?? []) {
        const end = matchFrom(pattern.slots, 0, tokens, at, to);
        if (end > (best?.to ?? at)) best = { means: pattern.means, from: at, to: end };
      }
    }
    return best;
  }
}
