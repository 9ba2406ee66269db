import { goQuote } from '../core/go-text';

/** A letter in single quotes, as encoding/json names it: one byte of UTF-8. */
function quoted(letter: string): string {
  if (letter === "'") return "'\\''";
  if (letter === '"') return `'"'`;
  const byte = String.fromCharCode(new TextEncoder().encode(letter)[0] ?? 0);
  return `'${goQuote(byte).slice(1, -1)}'`;
}

const atEnd = 'unexpected end of JSON input';
const literals = ['true', 'false', 'null'];

/** Finds the first mistake in a text that is no JSON, in one pass. As the scanner of encoding/json. */
class JsonChecker {
  private at = 0;
  /** What is open: an object or a list. */
  private readonly open: ('{' | '[')[] = [];

  constructor(private readonly text: string) {}

  private wrong(context: string): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? atEnd : `invalid character ${quoted(String.fromCodePoint(code))} ${context}`;
  }

  private letter(): string {
    return this.text[this.at] ?? '';
  }

  private skipSpace(): string {
    while (/^[ \t\r\n]$/.test(this.letter())) this.at++;
    return this.letter();
  }

  problem(): string {
    return this.values() ?? atEnd;
  }

  /** Goes through values until one is wrong; each turn starts where a value must stand. */
  private values(): string | undefined {
    for (;;) {
      const letter = this.skipSpace();
      if (letter === '{' || letter === '[') {
        this.at++;
        this.open.push(letter);
        const closed = this.skipSpace() === (letter === '{' ? '}' : ']');
        if (!closed) {
          const problem = letter === '{' ? this.key('looking for beginning of object key string') : undefined;
          if (problem !== undefined) return problem;
          continue;
        }
      } else {
        const problem = this.scalar(letter);
        if (problem !== undefined) return problem;
      }
      const next = this.afterValue();
      if (next !== undefined) return next;
    }
  }

  /** Closes what ends here; goes on to where the next value must stand. */
  private afterValue(): string | undefined {
    for (;;) {
      const letter = this.skipSpace();
      const inside = this.open[this.open.length - 1];
      if (inside === undefined) return this.wrong('after top-level value');
      if (letter === ',') {
        this.at++;
        return inside === '{' ? this.key('looking for beginning of object key string') : undefined;
      }
      if (letter !== (inside === '{' ? '}' : ']')) {
        return this.wrong(inside === '{' ? 'after object key:value pair' : 'after array element');
      }
      this.at++;
      this.open.pop();
    }
  }

  private key(context: string): string | undefined {
    if (this.skipSpace() !== '"') return this.wrong(context);
    const problem = this.string();
    if (problem !== undefined) return problem;
    if (this.skipSpace() !== ':') return this.wrong('after object key');
    this.at++;
    return undefined;
  }

  private scalar(letter: string): string | undefined {
    if (letter === '"') return this.string();
    if (/^[-0-9]$/.test(letter)) return this.number();
    const literal = literals.find((each) => letter !== '' && each.startsWith(letter));
    if (literal === undefined) return this.wrong('looking for beginning of value');
    for (const expected of literal) {
      if (this.letter() !== expected) return this.wrong(`in literal ${literal} (expecting '${expected}')`);
      this.at++;
    }
    return undefined;
  }

  private string(): string | undefined {
    this.at++;
    for (; this.letter() !== '"'; this.at++) {
      if (this.letter() < ' ') return this.wrong('in string literal');
      if (this.letter() !== '\\') continue;
      this.at++;
      if (!/^["\\/bfnrtu]$/.test(this.letter())) return this.wrong('in string escape code');
      if (this.letter() !== 'u') continue;
      for (let i = 0; i < 4; i++) {
        this.at++;
        if (!/^[0-9A-Fa-f]$/.test(this.letter())) return this.wrong('in \\u hexadecimal character escape');
      }
    }
    this.at++;
    return undefined;
  }

  private digits(): boolean {
    const start = this.at;
    while (/^[0-9]$/.test(this.letter())) this.at++;
    return this.at > start;
  }

  private number(): string | undefined {
    if (this.letter() === '-') this.at++;
    if (this.letter() === '0') this.at++;
    else if (!this.digits()) return this.wrong('in numeric literal');
    if (this.letter() === '.') {
      this.at++;
      if (!this.digits()) return this.wrong('after decimal point in numeric literal');
    }
    if (/^[eE]$/.test(this.letter())) {
      this.at++;
      if (/^[-+]$/.test(this.letter())) this.at++;
      if (!this.digits()) return this.wrong('in exponent of numeric literal');
    }
    return undefined;
  }
}

/** What encoding/json says of a text that is no JSON. */
export const jsonProblem = (text: string): string => new JsonChecker(text).problem();
