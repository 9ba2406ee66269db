import { type Part, type Script, Unread, type Word } from './syntax';

/** Fills in words. `output` runs a script and gives what it printed. */
export class Expander {
  constructor(
    private readonly variable: (name: string) => string | undefined,
    private readonly output: (script: Script) => string,
  ) {}

  /** A word as one string, as in `NAME=word`. */
  one(word: Word): string {
    return word.map((part) => this.part(part)).join('');
  }

  /** A word as the fields that it becomes: what is unquoted is split at blanks, and may vanish. */
  fields(word: Word): string[] {
    const fields: string[] = [];
    let current: string | undefined;
    for (const part of word) {
      const text = this.part(part);
      if (part.quoted || part.kind === 'text') {
        current = (current ?? '') + text;
        continue;
      }
      const pieces = text.split(/[ \t\n]+/);
      for (const [index, piece] of pieces.entries()) {
        if (index > 0 && current !== undefined) {
          fields.push(current);
          current = undefined;
        }
        if (piece !== '') current = (current ?? '') + piece;
      }
    }
    if (current !== undefined) fields.push(current);
    return fields;
  }

  private part(part: Part): string {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'output') return this.output(part.script).replace(/\n+$/, '');
    if (part.kind === 'sum') return String(this.sum(part.text));
    const value = this.variable(part.name);
    const missing = value === undefined || (part.operator === ':-' && value === '');
    return missing ? (part.fallback && part.operator ? this.one(part.fallback) : '') : value;
  }

  /** `$((i + 1))`: whole numbers and names, joined from left to right. */
  private sum(text: string): number {
    const tokens = text.match(/\d+|\$?[A-Za-z_]\w*|[-+*/%]|\S/g) ?? [];
    const number = (token: string | undefined) => {
      if (token && /^\d+$/.test(token)) return Number(token);
      if (token && /^\$?[A-Za-z_]/.test(token)) return Number(this.variable(token.replace('$', '')) ?? 0);
      throw new Unread(`the sum $((${text}))`);
    };
    let total = number(tokens[0]);
    for (let i = 1; i < tokens.length; i += 2) {
      const right = number(tokens[i + 1]);
      if (tokens[i] === '+') total += right;
      else if (tokens[i] === '-') total -= right;
      else if (tokens[i] === '*' && tokens.length === 3) total *= right;
      else throw new Unread(`the sum $((${text}))`);
    }
    return total;
  }
}
