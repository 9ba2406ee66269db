import { Char, isBlank, isBlankOrZ, isBreak, isHex, isZ } from './characters';
import type { Cursor } from './cursor';
import { Style } from './node';
import { makeToken, T, type Token } from './tokens';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(cursor: Cursor, start: ReturnType<Cursor['mark']>): string {
  const letter = String.fromCharCode(cursor.peek(1));
  const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (simple !== undefined) {
    cursor.skip(2);
    return simple;
  }
  const length = Object.hasOwn(escapeLengths, letter) ? escapeLengths[letter] : undefined;
  if (length === undefined) throw cursor.fail('found unknown escape character', start);
  cursor.skip(2);
  for (let k = 0; k < length; k++) {
    if (!isHex(cursor.peek(k))) throw cursor.fail('did not find expected hexdecimal number', start);
  }
  const code = Number.parseInt(cursor.text.slice(cursor.position, cursor.position + length), 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw cursor.fail('found invalid Unicode character escape code', start);
  }
  cursor.skip(length);
  return String.fromCodePoint(code);
}

/** Reads a quoted scalar. As scannerc.go, yaml_parser_scan_flow_scalar. */
export function scanFlowScalar(cursor: Cursor, single: boolean): Token {
  const mark = cursor.mark();
  const quote = single ? Char.singleQuote : Char.doubleQuote;
  cursor.skip();
  let value = '';
  for (;;) {
    if (cursor.atDocumentIndicator()) throw cursor.fail('found unexpected document indicator', mark);
    if (isZ(cursor.peek())) throw cursor.fail('found unexpected end of stream', mark);
    let escapedBreak = false;
    let run = cursor.position;
    for (let c = cursor.peek(); !isBlankOrZ(c); c = cursor.peek()) {
      if (c === quote) {
        if (!single || cursor.peek(1) !== Char.singleQuote) break;
        value += cursor.text.slice(run, cursor.position + 1);
        cursor.skip(2);
        run = cursor.position;
      } else if (!single && c === Char.backslash) {
        value += cursor.text.slice(run, cursor.position);
        if (isBreak(cursor.peek(1))) {
          cursor.skip();
          cursor.readBreak();
          escapedBreak = true;
          run = cursor.position;
          break;
        }
        value += readEscape(cursor, mark);
        run = cursor.position;
      } else cursor.position++;
    }
    value += cursor.text.slice(run, cursor.position);
    if (cursor.peek() === quote) break;
    value += foldBlanks(cursor, escapedBreak);
  }
  cursor.skip();
  return makeToken(T.scalar, mark, value, '', single ? Style.single : Style.double);
}

/** Blanks and breaks between two words: blanks stay, one break becomes a space, more lose the first. */
function foldBlanks(cursor: Cursor, escapedBreak: boolean): string {
  let leading = escapedBreak;
  let whitespace = '';
  let firstBreak = '';
  let moreBreaks = '';
  for (let c = cursor.peek(); isBlank(c) || isBreak(c); c = cursor.peek()) {
    if (isBlank(c)) {
      if (!leading) whitespace += String.fromCharCode(c);
      cursor.skip();
    } else if (!leading) {
      whitespace = '';
      firstBreak = cursor.readBreak();
      leading = true;
    } else moreBreaks += cursor.readBreak();
  }
  if (!leading) return whitespace;
  if (firstBreak.startsWith('\n')) return moreBreaks === '' ? ' ' : moreBreaks;
  return firstBreak + moreBreaks;
}
