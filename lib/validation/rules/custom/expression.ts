/** What an expression is made of. */
type Part =
  | { sort: 'one'; fits: (code: number) => boolean }
  | { sort: 'start' | 'end' }
  | { sort: 'row' | 'either'; parts: Part[] }
  | { sort: 'times'; part: Part; least: number; most: number };

/** Longer expressions, and more repetitions, are not read. */
const LONGEST = 500;
const MOST_TIMES = 200;
const DEEPEST = 30;

/** What is no expression of the part of RE2's syntax that is read here. */
class Unreadable extends Error {}

const DIGITS: readonly Range[] = [[48, 57]];
const SPACES: readonly Range[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];
const WORDS: readonly Range[] = [...DIGITS, [65, 90], [95, 95], [97, 122]];
const CLASSES: Readonly<Record<string, readonly Range[]>> = { d: DIGITS, s: SPACES, w: WORDS };
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const EVERY = 0x10ffff;

type Range = readonly [from: number, to: number];

const within = (ranges: readonly Range[]) => (code: number) =>
  ranges.some(([from, to]) => from <= code && code <= to);

function outside(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) rest.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= EVERY) rest.push([next, EVERY]);
  return rest;
}

/**
 * Reads an expression as Go's regexp reads it. Flags, Unicode classes and word boundaries are not read.
 *
 * @returns undefined for what is not read.
 */
export function readExpression(text: string): Part | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return new Reader([...text]).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

export type Expression = Part;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: readonly string[]) {}

  whole(): Part {
    const part = this.either();
    if (this.at < this.text.length) throw new Unreadable();
    return part;
  }

  private take(wanted: string): boolean {
    if (this.text[this.at] !== wanted) return false;
    this.at++;
    return true;
  }

  private next(): string {
    const char = this.text[this.at++];
    if (char === undefined) throw new Unreadable();
    return char;
  }

  private either(): Part {
    if (++this.depth > DEEPEST) throw new Unreadable();
    const parts = [this.row()];
    while (this.take('|')) parts.push(this.row());
    this.depth--;
    return { sort: 'either', parts };
  }

  private row(): Part {
    const parts: Part[] = [];
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char === '|' || char === ')') return { sort: 'row', parts };
      parts.push(this.repeated(this.single()));
    }
  }

  private repeated(part: Part): Part {
    const [least, most] = this.times() ?? [];
    if (least === undefined || most === undefined) return part;
    this.take('?');
    // RE2 refuses one repetition right after another.
    if (/[*+?]/.test(this.text[this.at] ?? '')) throw new Unreadable();
    return { sort: 'times', part, least, most };
  }

  private times(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    const rest = this.text.slice(this.at, this.at + 12).join('');
    const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    this.at += whole.length;
    const from = Number(least);
    const to = comma === '' ? from : most === '' ? Number.POSITIVE_INFINITY : Number(most);
    if (from > MOST_TIMES || (to > MOST_TIMES && Number.isFinite(to)) || to < from) throw new Unreadable();
    return [from, to];
  }

  private single(): Part {
    const char = this.next();
    if (char === '^') return { sort: 'start' };
    if (char === '$') return { sort: 'end' };
    if (char === '.') return { sort: 'one', fits: (code) => code !== 10 };
    if (char === '(') return this.group();
    if (char === '[') return { sort: 'one', fits: within(this.set()) };
    if (char === '*' || char === '+' || char === '?') throw new Unreadable();
    if (char !== '\\') return { sort: 'one', fits: within([only(char)]) };
    if (this.take('A')) return { sort: 'start' };
    if (this.take('z')) return { sort: 'end' };
    return { sort: 'one', fits: within(this.escaped()) };
  }

  private group(): Part {
    if (this.take('?') && !this.take(':')) {
      // A group with a name: `(?P<name>…)` or `(?<name>…)`.
      this.take('P');
      if (!this.take('<')) throw new Unreadable();
      while (this.next() !== '>');
    }
    const part = this.either();
    if (!this.take(')')) throw new Unreadable();
    return part;
  }

  private escaped(): readonly Range[] {
    const char = this.next();
    const lower = char.toLowerCase();
    if (Object.hasOwn(CLASSES, lower)) {
      const ranges = CLASSES[lower] ?? [];
      return char === lower ? ranges : outside(ranges);
    }
    const control = Object.hasOwn(CONTROLS, char) ? CONTROLS[char] : undefined;
    if (control !== undefined) return [[control, control]];
    if (char === 'x') {
      const code = Number.parseInt(this.next() + this.next(), 16);
      if (Number.isNaN(code)) throw new Unreadable();
      return [[code, code]];
    }
    if (/[\p{L}\p{N}]/u.test(char)) throw new Unreadable();
    return [only(char)];
  }

  private set(): readonly Range[] {
    const ranges: Range[] = [];
    const not = this.take('^');
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.text[this.at] === '[' && this.text[this.at + 1] === ':') throw new Unreadable();
      const from = this.take('\\') ? this.escaped() : [only(this.next())];
      const [start] = from;
      const until = this.text[this.at + 1];
      if (this.text[this.at] !== '-' || until === undefined || until === ']') ranges.push(...from);
      else {
        this.at++;
        const [end] = this.take('\\') ? this.escaped() : [only(this.next())];
        if (from.length > 1 || !start || !end || end[0] !== end[1] || end[0] < start[0])
          throw new Unreadable();
        ranges.push([start[0], end[0]]);
      }
    }
    this.at++;
    return not ? outside(ranges) : ranges;
  }
}

function only(char: string): Range {
  const code = char.codePointAt(0) ?? 0;
  return [code, code];
}
