import { Char, isBlank, isBreak, isBreakOrZ, isDigit, isTab, isZ } from './characters';
import type { Cursor } from './cursor';
import { Style } from './node';
import { type Mark, makeToken, T, type Token } from './tokens';

interface Header {
  chomping: number;
  increment: number;
}

function readHeader(cursor: Cursor, start: Mark): Header {
  const header: Header = { chomping: 0, increment: 0 };
  const readChomping = () => {
    const c = cursor.peek();
    if (c !== Char.plus && c !== Char.dash) return false;
    header.chomping = c === Char.plus ? 1 : -1;
    cursor.skip();
    return true;
  };
  const readIncrement = () => {
    if (!isDigit(cursor.peek())) return;
    if (cursor.peek() === Char.zero) throw cursor.fail('found an indentation indicator equal to 0', start);
    header.increment = cursor.peek() - Char.zero;
    cursor.skip();
  };
  if (readChomping()) readIncrement();
  else {
    readIncrement();
    readChomping();
  }
  return header;
}

/** Reads a literal or folded scalar. As scannerc.go, yaml_parser_scan_block_scalar. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number, literal: boolean): Token {
  const mark = cursor.mark();
  cursor.skip();
  const { chomping, increment } = readHeader(cursor, mark);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrZ(cursor.peek())) {
    throw cursor.fail('did not find expected comment or line break', mark);
  }
  cursor.readBreak();
  let indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;

  const readBreaks = (): string => {
    let breaks = '';
    let deepest = 0;
    for (;;) {
      while ((indent === 0 || cursor.column < indent) && cursor.peek() === 32) cursor.skip();
      deepest = Math.max(deepest, cursor.column);
      if ((indent === 0 || cursor.column < indent) && isTab(cursor.peek())) {
        throw cursor.fail('found a tab character where an indentation space is expected', mark);
      }
      if (!isBreak(cursor.peek())) break;
      breaks += cursor.readBreak();
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
    return breaks;
  };

  let value = '';
  let leadingBreak = '';
  let trailingBreaks = readBreaks();
  let leadingBlank = false;
  while (cursor.column === indent && !isZ(cursor.peek())) {
    const blank = isBlank(cursor.peek());
    if (!literal && !leadingBlank && !blank && leadingBreak.startsWith('\n')) {
      if (trailingBreaks === '') value += ' ';
    } else value += leadingBreak;
    value += trailingBreaks;
    leadingBlank = blank;
    const run = cursor.position;
    while (!isBreakOrZ(cursor.peek())) cursor.position++;
    value += cursor.text.slice(run, cursor.position);
    leadingBreak = cursor.readBreak();
    trailingBreaks = readBreaks();
  }
  if (chomping !== -1) value += leadingBreak;
  if (chomping === 1) value += trailingBreaks;
  return makeToken(T.scalar, mark, value, '', literal ? Style.literal : Style.folded);
}
