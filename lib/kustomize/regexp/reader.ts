import type { Failure } from '../failure';
import { problem } from './problem';

/** Where in a pattern the parser is. */
export class PatternReader {
  at = 0;

  constructor(readonly pattern: string) {}

  get atEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  /** The next letters, without going on. */
  rest(length: number): string {
    return this.pattern.slice(this.at, this.at + length);
  }

  startsWith(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  /** Goes on past a text if it stands here. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  /** The next letter, a whole code point; empty at the end. */
  next(): string {
    const code = this.pattern.codePointAt(this.at);
    const letter = code === undefined ? '' : String.fromCodePoint(code);
    this.at += letter.length;
    return letter;
  }

  /** The text up to a mark, and goes on past both; undefined when there is no such mark. */
  until(mark: string): string | undefined {
    const end = this.pattern.indexOf(mark, this.at);
    if (end < 0) return undefined;
    const text = this.pattern.slice(this.at, end);
    this.at = end + mark.length;
    return text;
  }

  /** A failure about the part from `start` to here. */
  problem(what: string, start: number, end: number = this.at): Failure {
    return problem(what, this.pattern.slice(start, end));
  }
}
