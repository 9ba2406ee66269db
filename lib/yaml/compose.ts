import { Composer, type CST, Lexer, Parser, type YAMLParseError } from 'yaml';
import { DEEPEST_NESTING, MOST_TOKENS } from './limits';
import type { Span } from './nodes';

/** A document of a text as the `yaml` package read it. */
export interface Composed extends Span {
  /** The package's node, or null. */
  contents: unknown;
  errors: readonly Pick<YAMLParseError, 'code' | 'message' | 'pos'>[];
  /** What makes a place in `contents` one in the text; all other places are in the text already. */
  shift: number;
  /** What it is remembered by, when it may stand in the next text as well. */
  known?: object;
}

/** Where and why reading stopped. */
export interface Stopped {
  stoppedAt: number;
  by: 'depth' | 'tokens';
}

/** Scalars stay text here and are typed by `resolvePlain`; duplicate keys are found in linear time by `duplicates`. */
const OPTIONS = {
  schema: 'failsafe',
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Reads a text into its documents, errors included; it never throws.
 *
 * @returns the documents, or where the text nests deeper than anyone may ask the (recursive) composer to go, or where it
 * has had more tokens than can be read while someone types.
 */
export function compose(text: string): { documents: Composed[] } | Stopped {
  const lexemes: string[] = [];
  let offset = 0;
  // Lexing is the cheap part: a text with too many tokens is turned away before anything is built from them.
  for (const lexeme of new Lexer().lex(text)) {
    if (lexemes.push(lexeme) > MOST_TOKENS) return { stoppedAt: Math.min(offset, text.length), by: 'tokens' };
    offset += lexeme.length;
  }
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST_NESTING)
      return { stoppedAt: Math.min(parser.offset, text.length), by: 'depth' };
  }
  for (const token of parser.end()) tokens.push(token);
  const documents: Composed[] = [];
  for (const { contents, errors, range } of new Composer(OPTIONS).compose(tokens, true, text.length))
    documents.push({ contents, errors, start: range?.[0] ?? 0, end: range?.[2] ?? text.length, shift: 0 });
  return { documents };
}
