import type { Assertion } from './node';

export const lineFeed = 10;

const atStart: Assertion = (_, at) => at === 0;
const atEnd: Assertion = (codes, at) => at === codes.length;
const isWord = (code: number | undefined): boolean =>
  code !== undefined && code < 128 && /\w/.test(String.fromCharCode(code));
const atWord: Assertion = (codes, at) => isWord(codes[at - 1]) !== isWord(codes[at]);

/** What `^` and `$` mean, for the whole text and for each line. */
export const anchors = {
  text: { '^': atStart, $: atEnd },
  line: {
    '^': (codes, at) => at === 0 || codes[at - 1] === lineFeed,
    $: (codes, at) => at === codes.length || codes[at] === lineFeed,
  },
} satisfies Record<string, Record<string, Assertion>>;

/** Two letters that stand for a place. */
export const places: Readonly<Record<string, Assertion>> = {
  '\\A': atStart,
  '\\z': atEnd,
  '\\b': atWord,
  '\\B': (codes, at) => !atWord(codes, at),
};
