import { type Part, Unread, type Word } from './syntax';

export type Token = { kind: 'word'; word: Word } | { kind: 'operator'; text: string } | { kind: 'end' };

const operators = ['&&', '||', ';;', '>>', '>&', '&>', '<<', '>', '<', ';', '|', '&', '(', ')', '\n'];
const endsWord = /[\s;|&()<>]/;

/** Reads tokens off a script's text, one at a time. `script` parses what stands inside `$( )`. */
export class Lexer {
  private at = 0;
  constructor(
    private readonly text: string,
    private readonly nested: (text: string) => Part & { kind: 'output' },
  ) {}

  next(): Token {
    this.skipBlanks();
    if (this.at >= this.text.length) return { kind: 'end' };
    const operator = operators.find((o) => this.text.startsWith(o, this.at));
    if (operator) {
      this.at += operator.length;
      return { kind: 'operator', text: operator };
    }
    return { kind: 'word', word: this.word((c) => endsWord.test(c)) };
  }

  private skipBlanks() {
    for (;;) {
      const c = this.text[this.at];
      if (c === ' ' || c === '\t' || c === '\r') this.at += 1;
      else if (c === '\\' && this.text[this.at + 1] === '\n') this.at += 2;
      else if (c === '#') {
        const line = this.text.indexOf('\n', this.at);
        this.at = line < 0 ? this.text.length : line;
      } else return;
    }
  }

  private word(ends: (c: string) => boolean): Word {
    const parts: Part[] = [];
    const add = (text: string, quoted: boolean) => {
      const last = parts.at(-1);
      if (last?.kind === 'text' && last.quoted === quoted) last.text += text;
      else parts.push({ kind: 'text', text, quoted });
    };
    for (let c = this.text[this.at]; c !== undefined && !ends(c); c = this.text[this.at]) {
      if (c === "'") {
        const close = this.text.indexOf("'", this.at + 1);
        if (close < 0) throw new Unread("a ' that is never closed");
        add(this.text.slice(this.at + 1, close), true);
        this.at = close + 1;
      } else if (c === '"') {
        this.at += 1;
        add('', true);
        this.quoted(parts, add);
      } else if (c === '\\') {
        const escaped = this.text[this.at + 1] ?? '';
        if (escaped !== '\n') add(escaped, true);
        this.at += 2;
      } else if (c === '$' || c === '`') this.expansion(parts, add, false);
      else {
        add(c, false);
        this.at += 1;
      }
    }
    return parts;
  }

  private quoted(parts: Part[], add: (text: string, quoted: boolean) => void) {
    for (let c = this.text[this.at]; c !== '"'; c = this.text[this.at]) {
      if (c === undefined) throw new Unread('a " that is never closed');
      const following = this.text[this.at + 1] ?? '';
      if (c === '\\' && '$`"\\\n'.includes(following)) {
        if (following !== '\n') add(following, true);
        this.at += 2;
      } else if (c === '$' || c === '`') this.expansion(parts, add, true);
      else {
        add(c, true);
        this.at += 1;
      }
    }
    this.at += 1;
  }

  private expansion(parts: Part[], add: (text: string, quoted: boolean) => void, quoted: boolean) {
    const rest = this.text.slice(this.at);
    if (rest.startsWith('`')) {
      const close = this.text.indexOf('`', this.at + 1);
      if (close < 0) throw new Unread('a ` that is never closed');
      parts.push({ ...this.nested(this.text.slice(this.at + 1, close)), quoted });
      this.at = close + 1;
    } else if (rest.startsWith('$((')) {
      const inside = this.enclosed(this.at + 1);
      if (!inside.endsWith(')') || !inside.startsWith('(')) throw new Unread('this $((');
      parts.push({ kind: 'sum', text: inside.slice(1, -1), quoted });
    } else if (rest.startsWith('$(')) {
      parts.push({ ...this.nested(this.enclosed(this.at + 1)), quoted });
    } else if (rest.startsWith('${')) {
      const close = rest.indexOf('}');
      const match = /^\$\{(\w+|[?#@*])(?:(:?-)(.*))?\}$/s.exec(rest.slice(0, close + 1));
      if (!match?.[1]) throw new Unread(`the expansion ${rest.slice(0, close + 1)}`);
      const operator = match[2] === ':-' || match[2] === '-' ? match[2] : undefined;
      const fallback: Word = [{ kind: 'text', text: match[3] ?? '', quoted: true }];
      parts.push({ kind: 'variable', name: match[1], operator, fallback, quoted });
      this.at += close + 1;
    } else {
      const name = /^\$([A-Za-z_]\w*|[0-9?#@*])/.exec(rest)?.[1];
      if (name) parts.push({ kind: 'variable', name, quoted });
      else add('$', quoted);
      this.at += 1 + (name?.length ?? 0);
    }
  }

  /** The text inside the parenthesis that opens at `open`; moves behind it. Quotes inside are respected. */
  private enclosed(open: number): string {
    let depth = 0;
    let quote = '';
    for (let i = open; i < this.text.length; i += 1) {
      const c = this.text[i] ?? '';
      if (c === '\\' && quote !== "'") i += 1;
      else if (quote) quote = c === quote ? '' : quote;
      else if (c === "'" || c === '"') quote = c;
      else if (c === '(') depth += 1;
      else if (c === ')') {
        depth -= 1;
        if (depth === 0) {
          this.at = i + 1;
          return this.text.slice(open + 1, i);
        }
      }
    }
    throw new Unread('a ( that is never closed');
  }
}
