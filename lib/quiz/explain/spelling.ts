import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import { eng } from 'stopword';
import { notMisspelt } from './not-misspelt';
import type { Token } from './tokens';

/** How many letters may be wrong when a word of this length is meant. */
function tolerance(length: number): number {
  return length < 5 ? 0 : length < 8 ? 1 : length < 11 ? 2 : 3;
}

// People seldom miss the first letter, but for a vowel: `emperative`.
function beginning(sounds: string): string {
  return /^[aeiou]/.test(sounds) ? 'a vowel' : (sounds[0] ?? '');
}

// Letters that sound alike, so that `wawe`, `synk` and `efemeral` lie near to what is meant.
function sound(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    .replace(/ck?|q/g, 'k')
    .replace(/z/g, 's')
    .replace(/(.)\1/g, '$1');
}

function swappedNeighbours(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Mends words that are misspelt, by what a question's words are. */
export class Speller {
  private readonly known: ReadonlySet<string>;
  /** What may be meant, by how it begins. */
  private readonly candidates = new Map<string, { word: string; sound: string }[]>();
  private readonly seen = new Map<string, string>();

  /**
   * @param vocabulary words that matter to the question; misspellings of other words do no harm
   * @param known words that are no misspellings.
   */
  constructor(vocabulary: readonly string[], known: readonly string[]) {
    const distinct = [...new Set(vocabulary)];
    this.known = new Set([...distinct, ...known, ...eng].map((word) => stemmer(word)));
    for (const word of distinct.filter(({ length }) => length >= 4)) {
      const candidate = { word, sound: sound(word) };
      const alike = this.candidates.get(beginning(candidate.sound));
      if (alike === undefined) this.candidates.set(beginning(candidate.sound), [candidate]);
      else alike.push(candidate);
    }
  }

  /** The token, with the stem of the word that was meant. */
  mend(token: Token): Token {
    if (!token.isWord || token.text.length < 3 || this.known.has(token.stem) || notMisspelt.has(token.text))
      return token;
    let meant = this.seen.get(token.text);
    if (meant === undefined) {
      meant = this.nearest(token.text);
      if (this.seen.size < 5_000) this.seen.set(token.text, meant);
    }
    return meant === token.text ? token : { ...token, text: meant, stem: stemmer(meant) };
  }

  private nearest(word: string): string {
    const own = sound(word);
    // A word with its denial built in is not a misspelling of the word that it denies.
    const prefixed = /^(un|non|in|im|dis)/.test(word);
    let best = word;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of this.candidates.get(beginning(own)) ?? []) {
      if (Math.abs(candidate.word.length - word.length) > 3) continue;
      if (prefixed && word.endsWith(candidate.word)) continue;
      const { length } = candidate.word;
      let steps = Math.min(distance(word, candidate.word), distance(own, candidate.sound) + 0.5);
      if (swappedNeighbours(word, candidate.word)) steps = 0.5;
      const allowed = length === 4 && word.length > 2 && own === candidate.sound ? 1 : tolerance(length);
      if (Math.floor(steps) <= allowed && steps < least) [best, least] = [candidate.word, steps];
    }
    return best;
  }
}
