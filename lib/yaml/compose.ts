import { Composer, type CST, type Document, Lexer, type Node, type ParsedNode, Parser } from 'yaml';
import { DEEPEST_NESTING } from './limits';

export type Composed = Document.Parsed<ParsedNode> | Document<Node, true>;

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
 * @returns the documents, or where the text nests deeper than anyone may ask the (recursive) composer to go.
 */
export function compose(text: string): { documents: Composed[] } | { tooDeepAt: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST_NESTING) return { tooDeepAt: Math.min(parser.offset, text.length) };
  }
  for (const token of parser.end()) tokens.push(token);
  return { documents: [...new Composer(OPTIONS).compose(tokens, true, text.length)] };
}
