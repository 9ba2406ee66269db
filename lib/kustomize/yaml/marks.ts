import { Char, isAlpha, isBlank, isBlankOrZ, isBreakOrZ, isDigit, isHex } from './characters';
import type { Cursor } from './cursor';
import { type Mark, makeToken, T, type Token } from './tokens';

const afterAnchor = [
  Char.question,
  Char.colon,
  Char.comma,
  Char.closeBracket,
  Char.closeBrace,
  Char.percent,
  Char.at,
  Char.backtick,
].map(Number);

function readAlpha(cursor: Cursor): string {
  const start = cursor.position;
  while (isAlpha(cursor.peek())) cursor.skip();
  return cursor.text.slice(start, cursor.position);
}

/** Reads `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, type: typeof T.anchor | typeof T.alias): Token {
  const mark = cursor.mark();
  cursor.skip();
  const name = readAlpha(cursor);
  const c = cursor.peek();
  if (name === '' || !(isBlankOrZ(c) || afterAnchor.includes(c))) {
    throw cursor.fail('did not find expected alphabetic or numeric character', mark);
  }
  return makeToken(type, mark, name);
}

function readTagHandle(cursor: Cursor, directive: boolean, start: Mark): string {
  if (cursor.peek() !== Char.bang) throw cursor.fail("did not find expected '!'", start);
  cursor.skip();
  let handle = `!${readAlpha(cursor)}`;
  if (cursor.peek() === Char.bang) {
    handle += '!';
    cursor.skip();
  } else if (directive && handle !== '!') throw cursor.fail("did not find expected '!'", start);
  return handle;
}

function readTagUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  for (;;) {
    const c = cursor.peek();
    if (c === Char.percent) uri += readUriEscapes(cursor, start);
    else if (isAlpha(c) || (c !== 0 && ";/?:@&=+$,.!~*'()[]".includes(String.fromCharCode(c)))) {
      uri += String.fromCharCode(c);
      cursor.skip();
    } else break;
    found = true;
  }
  if (!found) throw cursor.fail('did not find expected tag URI', start);
  return uri;
}

function readUriEscapes(cursor: Cursor, start: Mark): string {
  const bytes: number[] = [];
  while (cursor.peek() === Char.percent) {
    if (!isHex(cursor.peek(1)) || !isHex(cursor.peek(2))) {
      throw cursor.fail('did not find URI escaped octet', start);
    }
    bytes.push(Number.parseInt(cursor.text.slice(cursor.position + 1, cursor.position + 3), 16));
    cursor.skip(3);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Reads a tag: `!!str`, `!local`, `!<verbatim>`. */
export function scanTag(cursor: Cursor): Token {
  const mark = cursor.mark();
  let handle = '';
  let suffix: string;
  if (cursor.peek(1) === Char.less) {
    cursor.skip(2);
    suffix = readTagUri(cursor, '', mark);
    if (cursor.peek() !== Char.greater) throw cursor.fail("did not find the expected '>'", mark);
    cursor.skip();
  } else {
    handle = readTagHandle(cursor, false, mark);
    if (handle.length > 1 && handle.endsWith('!')) suffix = readTagUri(cursor, '', mark);
    else {
      suffix = readTagUri(cursor, handle, mark);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!isBlankOrZ(cursor.peek())) {
    throw cursor.fail('did not find expected whitespace or line break', mark);
  }
  return makeToken(T.tag, mark, handle, suffix);
}

function readVersionNumber(cursor: Cursor, start: Mark): string {
  let digits = '';
  while (isDigit(cursor.peek())) {
    digits += String.fromCharCode(cursor.peek());
    if (digits.length > 2) throw cursor.fail('found extremely long version number', start);
    cursor.skip();
  }
  if (digits === '') throw cursor.fail('did not find expected version number', start);
  return digits;
}

function readDirective(cursor: Cursor, mark: Mark): Token {
  const name = readAlpha(cursor);
  if (name === '') throw cursor.fail('could not find expected directive name', mark);
  if (!isBlankOrZ(cursor.peek())) throw cursor.fail('found unexpected non-alphabetical character', mark);
  if (name === 'YAML') {
    cursor.skipBlanks();
    const major = readVersionNumber(cursor, mark);
    if (cursor.peek() !== Char.dot) throw cursor.fail("did not find expected digit or '.' character", mark);
    cursor.skip();
    return makeToken(T.versionDirective, mark, `${Number(major)}.${Number(readVersionNumber(cursor, mark))}`);
  }
  if (name === 'TAG') {
    cursor.skipBlanks();
    const handle = readTagHandle(cursor, true, mark);
    if (!isBlank(cursor.peek())) throw cursor.fail('did not find expected whitespace', mark);
    cursor.skipBlanks();
    const prefix = readTagUri(cursor, '', mark);
    if (!isBlankOrZ(cursor.peek())) {
      throw cursor.fail('did not find expected whitespace or line break', mark);
    }
    return makeToken(T.tagDirective, mark, handle, prefix);
  }
  throw cursor.fail('found unknown directive name', mark);
}

/** Reads `%YAML 1.1` or `%TAG ! prefix`, to the end of its line. */
export function scanDirective(cursor: Cursor): Token {
  const mark = cursor.mark();
  cursor.skip();
  const token = readDirective(cursor, mark);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrZ(cursor.peek())) throw cursor.fail('did not find expected comment or line break', mark);
  cursor.readBreak();
  return token;
}
