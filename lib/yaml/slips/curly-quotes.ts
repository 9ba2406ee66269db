import type { Diagnosis } from '../causes/context';
import type { PlainText } from './plain-text';

const DOUBLE = /[\u201c\u201d\u201e]/;
/** A sentence of three words or more in quotes that belong together: a quotation, as typographers write it. */
const QUOTATION = /^(?:\u201c.*\u201d|\u201e.*\u201c|\u2018.*\u2019)$/;
const SENTENCE = /^.[\p{L}\p{N},.;!?\u2019-]+(?: [\p{L}\p{N},.;!?\u2019-]+){2,}.$/u;
const SINGLE = /[\u2018\u2019\u201a]/;

/** Curly quotes around a word. Inside a sentence they are its own. */
export function curlyQuotes({ text, source, start, isKey }: PlainText): Diagnosis | undefined {
  const open = [DOUBLE, SINGLE].find((quote) => quote.test(source[0] ?? ''));
  const last = source.at(-1) ?? '';
  const closedHere = open ? open.test(last) && source.length > 1 : DOUBLE.test(last);
  if (!open && !closedHere) return undefined;
  if (!isKey && QUOTATION.test(source) && SENTENCE.test(source)) return undefined;
  const inner = open ? source.slice(1, closedHere ? -1 : undefined) : source.slice(0, -1);
  // `“Be yourself” is what he said`, and the end of `he said “no”`.
  if ((open ?? DOUBLE).test(inner)) return undefined;
  const straight = open === SINGLE ? "'" : '"';
  const end = start + source.length;
  const repair = open ? quoted(text, start, end, open, straight) : closing(start, end, inner);
  if (!repair) return undefined;
  return {
    problem: {
      code: 'yaml-special-character',
      start,
      end,
      message: `These are curly quotes, which YAML does not know: they become part of the ${isKey ? 'key' : 'value'}. Use straight quotes.`,
      fix: { title: 'Use straight quotes', edits: repair },
    },
    repair,
  };
}

/** A text that a curly quote opens, and what closes it in the same line: a curly quote, a straight one, or nothing. */
function quoted(text: string, start: number, end: number, open: RegExp, straight: string) {
  const lineEnd = /\r?\n|$/.exec(text.slice(start))?.index ?? 0;
  const rest = text.slice(start + 1, start + lineEnd);
  const close = [...rest].findIndex((character) => open.test(character) || character === straight);
  const first = { start, end: start + 1, text: straight };
  if (close === -1) return [first, { start: end, end, text: straight }];
  const at = start + 1 + [...rest].slice(0, close).join('').length;
  if (text.slice(start + 1, at).includes(straight)) return undefined;
  return [first, { start: at, end: at + 1, text: straight }];
}

/** `"text”` opens with a straight quote, which is no plain text; `text”` has lost its first. */
function closing(start: number, end: number, inner: string) {
  if (inner.includes('"')) return undefined;
  return [
    { start, end: start, text: '"' },
    { start: end - 1, end, text: '"' },
  ];
}
