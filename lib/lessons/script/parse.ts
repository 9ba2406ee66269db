import { Lexer, type Token } from './lex';
import {
  type AndOr,
  type Command,
  type Pipeline,
  type Redirect,
  type Script,
  Unread,
  type Word,
} from './syntax';

/** The text of a word that is one unquoted literal, as reserved words must be. */
function bare(token: Token): string | undefined {
  if (token.kind !== 'word' || token.word.length !== 1) return undefined;
  const part = token.word[0];
  return part?.kind === 'text' && !part.quoted ? part.text : undefined;
}

const reserved = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', '}', 'in', 'esac']);

// What a learner writes by hand is far below; what is pasted to break the page is far above.
const LONGEST = 20_000;
const DEEPEST = 60;

class Parser {
  private token: Token;
  private readonly lexer: Lexer;

  constructor(
    text: string,
    private depth: number,
  ) {
    if (text.length > LONGEST) throw new Unread('a script as long as this');
    this.lexer = new Lexer(text, (inner) => ({
      kind: 'output',
      script: new Parser(inner, this.depth + 1).whole(),
      quoted: false,
    }));
    this.token = this.lexer.next();
  }

  whole(): Script {
    const script = this.list();
    if (this.token.kind !== 'end') throw new Unread(`the place where \`${this.shown()}\` stands`);
    return script;
  }

  private shown(): string {
    return this.token.kind === 'operator' ? this.token.text : (bare(this.token) ?? 'a word');
  }

  private advance(): Token {
    const token = this.token;
    this.token = this.lexer.next();
    return token;
  }

  private isOperator(...texts: string[]): boolean {
    return this.token.kind === 'operator' && texts.includes(this.token.text);
  }

  private expect(word: string) {
    if (bare(this.token) !== word && !this.isOperator(word)) throw new Unread(`a missing \`${word}\``);
    this.advance();
  }

  private skipLines() {
    while (this.isOperator('\n', ';')) this.advance();
  }

  private list(): Script {
    const script: AndOr[] = [];
    for (this.skipLines(); !this.atListEnd(); this.skipLines()) {
      script.push(this.andOr());
      if (this.isOperator('&')) throw new Unread('a command in the background (&)');
      if (!this.isOperator('\n', ';') && !this.atListEnd())
        throw new Unread(`\`${this.shown()}\` at this place`);
    }
    return script;
  }

  private atListEnd(): boolean {
    return this.token.kind === 'end' || this.isOperator(')', ';;') || reserved.has(bare(this.token) ?? '');
  }

  private andOr(): AndOr {
    const first = this.pipeline();
    const rest: { joint: '&&' | '||'; pipeline: Pipeline }[] = [];
    while (this.isOperator('&&', '||')) {
      const joint = this.isOperator('&&') ? '&&' : '||';
      this.advance();
      while (this.isOperator('\n')) this.advance();
      rest.push({ joint, pipeline: this.pipeline() });
    }
    return { first, rest };
  }

  private pipeline(): Pipeline {
    const negated = bare(this.token) === '!';
    if (negated) this.advance();
    const commands = [this.command()];
    while (this.isOperator('|')) {
      this.advance();
      while (this.isOperator('\n')) this.advance();
      commands.push(this.command());
    }
    return { negated, commands };
  }

  private command(): Command {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Unread('commands nested as deeply as this');
    const command = this.anyCommand();
    this.depth -= 1;
    return command;
  }

  private anyCommand(): Command {
    const word = bare(this.token);
    if (this.isOperator('(')) return this.group('(', ')', true);
    if (word === '{') return this.group('{', '}', false);
    if (word === 'if') return this.condition();
    if (word === 'while' || word === 'until') return this.loop(word === 'until');
    if (word === 'for') return this.forEach();
    if (word === 'case' || word === 'function') throw new Unread(`\`${word}\``);
    return this.simple();
  }

  private group(open: string, close: string, subshell: boolean): Command {
    this.expect(open);
    const body = this.list();
    this.expect(close);
    return { kind: 'group', body, subshell, redirects: this.redirects() };
  }

  private condition(): Command {
    const arms: { test: Script; body: Script }[] = [];
    for (let word = 'if'; bare(this.token) === word; word = 'elif') {
      this.advance();
      const test = this.list();
      this.expect('then');
      arms.push({ test, body: this.list() });
    }
    const hasElse = bare(this.token) === 'else';
    if (hasElse) this.advance();
    const otherwise = hasElse ? this.list() : [];
    this.expect('fi');
    return { kind: 'if', arms, otherwise, redirects: this.redirects() };
  }

  private loop(until: boolean): Command {
    this.advance();
    const test = this.list();
    this.expect('do');
    const body = this.list();
    this.expect('done');
    return { kind: 'while', until, test, body, redirects: this.redirects() };
  }

  private forEach(): Command {
    this.advance();
    const name = bare(this.advance());
    if (!name) throw new Unread('this `for`');
    this.skipLines();
    this.expect('in');
    const items: Word[] = [];
    while (this.token.kind === 'word') items.push(this.token.word) && this.advance();
    this.skipLines();
    this.expect('do');
    const body = this.list();
    this.expect('done');
    return { kind: 'for', name, items, body, redirects: this.redirects() };
  }

  private simple(): Command {
    const words: Word[] = [];
    const sets: { name: string; value: Word }[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      if (this.isOperator('>', '>>', '>&', '&>', '<', '<<')) redirects.push(this.redirect('1'));
      else if (this.token.kind !== 'word') break;
      else {
        const { word } = this.token;
        const text = bare(this.token);
        const assignment = words.length === 0 ? assigned(word) : undefined;
        this.advance();
        if (text && /^[12]$/.test(text) && this.isOperator('>', '>>', '>&'))
          redirects.push(this.redirect(text));
        else if (assignment) sets.push(assignment);
        else if (text && words.length === 0 && this.isOperator('(')) return this.definition(text);
        else words.push(word);
      }
    }
    if (words.length === 0 && sets.length === 0) throw new Unread(`\`${this.shown()}\` at this place`);
    return { kind: 'simple', words, sets, redirects };
  }

  private definition(name: string): Command {
    this.expect('(');
    this.expect(')');
    while (this.isOperator('\n')) this.advance();
    return { kind: 'function', name, body: this.command() };
  }

  private redirects(): Redirect[] {
    const found: Redirect[] = [];
    for (;;) {
      const digit = bare(this.token);
      if (this.isOperator('>', '>>', '>&', '&>')) found.push(this.redirect('1'));
      else if (digit === '1' || digit === '2') {
        this.advance();
        found.push(this.redirect(digit));
      } else return found;
    }
  }

  private redirect(stream: string): Redirect {
    const operator = this.advance();
    const target = bare(this.token);
    if (this.token.kind !== 'word') throw new Unread('this redirection');
    this.advance();
    const text = operator.kind === 'operator' ? operator.text : '';
    if (text === '<' || text === '<<') throw new Unread('input from a file or a here-document (<)');
    const from = text === '&>' ? 'both' : stream === '2' ? 'error' : 'out';
    if (text !== '>&') return { from, to: target === '/dev/stderr' ? 'error' : 'nowhere' };
    return { from, to: target === '2' ? 'error' : 'out' };
  }
}

/** `NAME=value` at the start of a command. */
function assigned(word: Word): { name: string; value: Word } | undefined {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(first.text);
  if (!match?.[1]) return undefined;
  return { name: match[1], value: [{ kind: 'text', text: match[2] ?? '', quoted: false }, ...rest] };
}

/** Reads a script. @throws Unread for syntax that this small shell does not know, or that is broken. */
export function parse(text: string): Script {
  return new Parser(text, 0).whole();
}
