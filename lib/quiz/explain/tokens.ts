import { stemmer } from 'stemmer';

/** A word or a mark of an answer. A contraction is two tokens with one place: `isn't` is `is` and `not`. */
export interface Token {
  /** Lower case, NFKC: `ｉｓ` is `is`. */
  text: string;
  stem: string;
  /** Place in the answer, in UTF-16 units. */
  start: number;
  end: number;
  isWord: boolean;
  /** What separates it from the token before. */
  before: 'nothing' | 'space' | 'line';
}

const pattern = /[\p{L}\p{M}\p{N}]+(?:['’‘ʼ][\p{L}]+)*|[-=]+>|\.{2,}|\S/gu;

const withoutApostrophe = new Map(
  ['is', 'are', 'was', 'were', 'do', 'does', 'did', 'could', 'would', 'should', 'has', 'have', 'had'].map(
    (verb) => [`${verb}nt`, [verb, 'not']],
  ),
);
for (const [form, words] of [
  ['wont', ['will', 'not']],
  ['cant', ['can', 'not']],
  ['cannot', ['can', 'not']],
  ['aint', ['is', 'not']],
  ['dosent', ['does', 'not']],
  ['dosnt', ['does', 'not']],
  ['whats', ['what', 'is']],
  ['thats', ['that', 'is']],
  ['theyre', ['they', 'are']],
] as const) {
  withoutApostrophe.set(form, [...words]);
}

const isAfter = new Set([
  'it',
  'that',
  'what',
  'there',
  'here',
  'he',
  'she',
  'who',
  'this',
  'one',
  'other',
  'where',
]);
const shortVerbs = new Map([
  ['re', 'are'],
  ['ve', 'have'],
  ['ll', 'will'],
  ['d', 'would'],
  ['m', 'am'],
]);

function expand(word: string): string[] {
  const plain = withoutApostrophe.get(word);
  if (plain !== undefined) return plain;
  const at = word.lastIndexOf("'");
  if (at < 0) return [word];
  const [base, ending] = [word.slice(0, at), word.slice(at + 1)];
  if (ending === 't' && base.endsWith('n')) {
    return expand(`${word.slice(0, at)}t`).length > 1 ? expand(`${base}t`) : [base.slice(0, -1), 'not'];
  }
  if (ending === 's') return isAfter.has(base) ? [base, 'is'] : [base];
  const verb = shortVerbs.get(ending);
  return verb === undefined ? [base] : [base, verb];
}

/** Reads a text into its words and marks; every token knows its place in the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const raw = match[0];
    const start = match.index;
    const gap = text.slice(last, start);
    const before =
      /[\n\r\u2028\u2029]/.test(gap) || (last === 0 && start === 0)
        ? 'line'
        : gap === ''
          ? 'nothing'
          : 'space';
    last = start + raw.length;
    const isWord = /^[\p{L}\p{M}\p{N}]/u.test(raw);
    const normal = raw.normalize('NFKC').toLowerCase().replace(/[’‘ʼ]/g, "'");
    const words = isWord ? expand(normal) : [normal];
    for (const [index, word] of words.entries()) {
      const stem = isWord ? stemmer(word) : word;
      tokens.push({ text: word, stem, start, end: last, isWord, before: index === 0 ? before : 'space' });
    }
  }
  return tokens;
}
