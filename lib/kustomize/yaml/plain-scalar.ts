import { Char, isBlank, isBlankOrZ, isBreak, isTab } from './characters';
import type { Cursor } from './cursor';
import { Style } from './node';
import { T, type Token } from './tokens';

const endsInFlow = (c: number): boolean =>
  c === Char.comma ||
  c === Char.question ||
  c === Char.openBracket ||
  c === Char.closeBracket ||
  c === Char.openBrace ||
  c === Char.closeBrace;

/**
 * Reads an unquoted scalar. As scannerc.go, yaml_parser_scan_plain_scalar.
 * `cursor.afterBreak` then says whether it ended on a new line, where a key may start.
 */
export function scanPlainScalar(cursor: Cursor, parentIndent: number, flow: boolean): Token {
  const { position: index, line, column } = cursor;
  const indent = parentIndent + 1;
  let value = '';
  let whitespace = '';
  let firstBreak = '';
  let moreBreaks = '';
  let leading = false;
  for (;;) {
    if (cursor.atDocumentIndicator() || cursor.peek() === Char.hash) break;
    const run = cursor.position;
    for (let c = cursor.peek(); !isBlankOrZ(c); c = cursor.peek()) {
      if ((c === Char.colon && isBlankOrZ(cursor.peek(1))) || (flow && endsInFlow(c))) break;
      cursor.position++;
    }
    if (cursor.position > run) {
      if (leading) {
        if (!firstBreak.startsWith('\n')) value += firstBreak + moreBreaks;
        else value += moreBreaks === '' ? ' ' : moreBreaks;
      } else value += whitespace;
      leading = false;
      whitespace = '';
      firstBreak = '';
      moreBreaks = '';
      value += cursor.text.slice(run, cursor.position);
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    for (let c = cursor.peek(); isBlank(c) || isBreak(c); c = cursor.peek()) {
      if (isBlank(c)) {
        if (leading && cursor.column < indent && isTab(c)) {
          throw cursor.fail('found a tab character that violates indentation', { index, line, column });
        }
        if (!leading) whitespace += String.fromCharCode(c);
        cursor.skip();
      } else if (!leading) {
        whitespace = '';
        firstBreak = cursor.readBreak();
        leading = true;
      } else moreBreaks += cursor.readBreak();
    }
    if (!flow && cursor.column < indent) break;
  }
  cursor.afterBreak = leading;
  return { type: T.scalar, index, line, column, value, suffix: '', style: Style.plain };
}
