import { Composer, type CST, type Document, Lexer, type Node, type ParsedNode, Parser } from 'yaml';
import { DEEPEST_NESTING, MOST_TOKENS } from './limits';

export type Composed = Document.Parsed<ParsedNode> | Document<Node, true>;

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
 * Reads a text into the documents of the `yaml` package, errors included; it never throws.
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
  return { documents: [...new Composer(OPTIONS).compose(tokens, true, text.length)] };
}
