import type { PatternReader } from './reader';

const named: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads a backslash and what it stands for, one code point. As parseEscape in Go's regexp/syntax. */
export function readEscape(reader: PatternReader): number {
  const start = reader.at;
  reader.take('\\');
  if (reader.atEnd) throw reader.problem('trailing backslash at end of expression', reader.at);
  const letter = reader.next();
  const code = codeOf(letter, reader);
  if (code === undefined) throw reader.problem('invalid escape sequence', start);
  return code;
}

function codeOf(letter: string, reader: PatternReader): number | undefined {
  // One digit alone would refer back to a group, which Go does not support.
  if (letter === '0' || (/[1-7]/.test(letter) && /^[0-7]/.test(reader.rest(1)))) {
    const digits = letter + (/^[0-7]{0,2}/.exec(reader.rest(2))?.[0] ?? '');
    reader.at += digits.length - 1;
    return Number.parseInt(digits, 8);
  }
  if (letter === 'x') return reader.atEnd ? undefined : hexadecimal(reader);
  return (
    named[letter] ?? (/^[^0-9A-Za-z\u0080-\u{10ffff}]$/u.test(letter) ? letter.charCodeAt(0) : undefined)
  );
}

const hexDigit = /^[0-9A-Fa-f]$/;

function hexadecimal(reader: PatternReader): number | undefined {
  const first = reader.next();
  if (first !== '{') {
    const second = reader.next();
    return hexDigit.test(first) && hexDigit.test(second) ? Number.parseInt(first + second, 16) : undefined;
  }
  let code: number | undefined;
  while (!reader.atEnd) {
    const digit = reader.next();
    if (digit === '}') return code;
    if (!hexDigit.test(digit)) return undefined;
    code = (code ?? 0) * 16 + Number.parseInt(digit, 16);
    if (code > 0x10ffff) return undefined;
  }
  return undefined;
}
