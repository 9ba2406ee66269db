import { special } from './analysis';
import { isBlankOrZ, isBreak } from './characters';

const named: Readonly<Record<number, string>> = {
  0: '0',
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  27: 'e',
  34: '"',
  92: '\\',
  133: 'N',
  160: '_',
  8232: 'L',
  8233: 'P',
};

function escapeOf(code: number): string {
  const name = named[code];
  if (name !== undefined) return `\\${name}`;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${hex.padStart(4, '0')}`;
  return `\\U${hex.padStart(8, '0')}`;
}

/** A line break and its indentation, by the depth. */
const lineStarts: string[] = [];

/** Writes scalars, knowing the column, and where a line may be folded. */
export class Writer {
  readonly parts: string[] = [];
  column = 0;
  private static readonly width = 80;

  put(text: string): void {
    this.parts.push(text);
    this.column += text.length;
  }

  newline(indent: number): void {
    let start = lineStarts[indent];
    if (start === undefined) {
      start = `\n${' '.repeat(indent)}`;
      lineStarts[indent] = start;
    }
    this.parts.push(start);
    this.column = indent;
  }

  toString(): string {
    return this.parts.join('');
  }

  plain(value: string, indent: number, folding: boolean): void {
    const fits = !folding || this.column + value.length <= Writer.width || !value.includes(' ');
    if (fits) this.put(value);
    else this.fold(value, indent, (space, i) => space && value[i + 1] !== ' ');
  }

  /** Copies a text, breaking the line at spaces that `mayBreak` once the line is wide enough. */
  private fold(value: string, indent: number, mayBreak: (space: boolean, i: number) => boolean): void {
    let spaces = false;
    let start = 0;
    let column = this.column;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      const space = code === 32;
      if (space && !spaces && column > Writer.width && mayBreak(space, i)) {
        this.parts.push(value.slice(start, i));
        this.newline(indent);
        column = indent;
        start = i + 1;
      } else if ((code & 0xfc00) !== 0xdc00) column++;
      spaces = space;
    }
    this.parts.push(value.slice(start));
    this.column = column;
  }

  single(value: string, indent: number, folding: boolean): void {
    this.put("'");
    const last = value.length - 1;
    if (!value.includes('\n') && (!folding || this.column + value.length <= Writer.width)) {
      this.put(value.replaceAll("'", "''"));
    } else this.singleLines(value, indent, folding, last);
    this.put("'");
  }

  private singleLines(value: string, indent: number, folding: boolean, last: number): void {
    let spaces = false;
    let breaks = false;
    for (let i = 0; i <= last; i++) {
      const letter = value[i] ?? '';
      if (letter === ' ') {
        const fold =
          folding && !spaces && this.column > Writer.width && i > 0 && i < last && value[i + 1] !== ' ';
        if (fold) this.newline(indent);
        else this.put(letter);
        spaces = true;
      } else if (isBreak(letter.charCodeAt(0))) {
        if (!breaks && letter === '\n') this.parts.push('\n');
        this.parts.push(letter);
        this.column = 0;
        breaks = true;
      } else {
        if (breaks) this.put(' '.repeat(indent));
        this.put(letter === "'" ? "''" : letter);
        spaces = false;
        breaks = false;
      }
    }
  }

  double(value: string, indent: number, folding: boolean): void {
    this.put('"');
    let spaces = false;
    let i = 0;
    const last = value.length - 1;
    // is_bom looks at the text's start, wherever the letter is: after a byte order mark, all is escaped.
    const marked = value.startsWith('\ufeff');
    for (const letter of value) {
      const code = letter.codePointAt(0) ?? 0;
      const escaped = code === 34 || code === 92 || code === 9 || isBreak(code) || special.test(letter);
      if (marked || escaped) {
        this.put(escapeOf(code));
        spaces = false;
      } else if (code === 32) {
        if (folding && !spaces && this.column > Writer.width && i > 0 && i < last) {
          this.newline(indent);
          if (value[i + 1] === ' ') this.put('\\');
        } else this.put(' ');
        spaces = true;
      } else {
        this.parts.push(letter);
        this.column++;
        spaces = false;
      }
      i += letter.length;
    }
    this.put('"');
  }

  /**
   * `>` and its hints, then the lines. As yaml_emitter_write_folded_scalar, which looks at the text's start where
   * it should look at the break: a break before an indented line comes out doubled.
   */
  folded(value: string, indent: number): void {
    this.put(`>${blockHints(value)}`);
    this.parts.push('\n');
    this.column = 0;
    let breaks = true;
    let leadingSpaces = true;
    const startsBlank = isBlankOrZ(value.replace(/^[\n\r\x85\u2028\u2029]+/, '').charCodeAt(0) || 0);
    for (let i = 0; i < value.length; i++) {
      const letter = value[i] ?? '';
      if (isBreak(letter.charCodeAt(0))) {
        if (!breaks && !leadingSpaces && letter === '\n' && !startsBlank) this.parts.push('\n');
        this.parts.push(letter);
        this.column = 0;
        breaks = true;
        continue;
      }
      if (breaks) {
        this.put(' '.repeat(indent));
        leadingSpaces = letter === ' ' || letter === '\t';
      }
      const fold = !breaks && letter === ' ' && value[i + 1] !== ' ' && this.column > Writer.width;
      if (fold) this.newline(indent);
      else this.put(letter);
      breaks = false;
    }
  }

  /** `|` and its hints, then the lines as they are. */
  literal(value: string, indent: number): void {
    this.put(`|${blockHints(value)}`);
    let fresh = true;
    this.parts.push('\n');
    for (const line of value.split(/(?<=[\n\r\x85\u2028\u2029])/)) {
      if (fresh && !isBreak(line.charCodeAt(0))) this.parts.push(' '.repeat(indent));
      this.parts.push(line);
      fresh = isBreak(line.charCodeAt(line.length - 1));
    }
    this.column = fresh ? 0 : 1;
  }
}

/** The indentation and chomping indicators of a block scalar. */
function blockHints(value: string): string {
  const first = value.charCodeAt(0);
  const indent = first === 32 || isBreak(first) ? '2' : '';
  const last = value.charCodeAt(value.length - 1);
  if (!isBreak(last)) return `${indent}-`;
  if (value.length === 1 || isBreak(value.charCodeAt(value.length - 2))) return `${indent}+`;
  return indent;
}
