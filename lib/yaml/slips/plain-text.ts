import { Lexer } from 'yaml';

/** A plain scalar as it stands in the text, and where. */
export interface PlainText {
  text: string;
  start: number;
  source: string;
  isKey: boolean;
}

/** The plain scalars of a text, line by line; the text of a block scalar is none. */
export function* plainTexts(text: string): Generator<PlainText> {
  let start = 0;
  let before = '';
  let marked = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '\u{1f}') marked = true;
    if (lexeme === '\u{2}' || lexeme === '\u{18}' || lexeme === '\u{1f}') continue;
    if (marked && !/^[|>]/.test(before))
      for (const { 0: source, index } of lexeme.matchAll(/[^\r\n]+/g)) {
        const at = start + index;
        // What stands right after a quote is the rest of a text that was closed too early.
        if (/["']/.test(text[at - 1] ?? '')) continue;
        yield {
          text,
          start: at,
          source,
          isKey: /^[ \t]*:(?:\s|$)/.test(text.slice(at + source.length, at + source.length + 40)),
        };
      }
    start += lexeme.length;
    if (lexeme.trim() !== '') before = lexeme;
    marked = false;
  }
}
