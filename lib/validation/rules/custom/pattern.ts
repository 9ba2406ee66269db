import { RE2JS } from 're2js';

/** How much work may still be done, in instructions times characters: what is handed in may be hostile. */
export interface Patience {
  left: number;
}

/** What a tree may cost: about half a second when each pattern does its worst. */
export const PATIENCE = 1_000_000;

/** Longer ones are not read; the time that RE2 takes grows with both. */
const LONGEST_PATTERN = 300;
const LONGEST_TEXT = 1000;

const known = new Map<string, RE2JS | undefined>();
const MOST_KNOWN = 500;

/**
 * Whether a text fits a pattern anywhere in it, as Go's regexp answers: in time that grows with the text's length, whatever
 * the pattern is.
 *
 * @returns undefined where the pattern is none, the text is too long, or patience has run out.
 */
export function fitsPattern(pattern: string, text: string, patience: Patience): boolean | undefined {
  if (pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT) return undefined;
  const expression = compiled(pattern);
  patience.left -= (expression?.programSize() ?? pattern.length) * (text.length + 1);
  return patience.left < 0 ? undefined : expression?.matcher(text).find();
}

function compiled(pattern: string): RE2JS | undefined {
  if (!known.has(pattern)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, compile(pattern));
  }
  return known.get(pattern);
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // The API server refuses the definition itself.
    return undefined;
  }
}
