import { Lexer, type YAMLParseError } from 'yaml';
import type { YamlProblem } from '../problem';
import type { TextChange } from '../repairs';

/** A mistake as a person would name it, and the change after which the rest of the text can be read. */
export interface Diagnosis {
  problem: YamlProblem;
  repair: TextChange[];
}

export interface Line {
  start: number;
  /** Without the line's end. */
  end: number;
  text: string;
  indent: number;
}

/** What the parser complained about, with the means to look around in the text. */
export interface Complaint {
  text: string;
  code: YAMLParseError['code'];
  message: string;
  start: number;
  end: number;
}

export type Cause = (complaint: Complaint) => Diagnosis | undefined;

export function lineAt(text: string, offset: number): Line {
  // `lastIndexOf` reads a negative start as 0, where the first line's own end may be.
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', start);
  const end = next === -1 ? text.length : next;
  const content = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
  return { start, end: start + content.length, text: content, indent: indentOf(content) };
}

export function lineAfter(text: string, line: Line): Line | undefined {
  for (let next = nextLine(text, line); next; next = nextLine(text, next)) if (!isBlank(next)) return next;
  return undefined;
}

export function lineBefore(text: string, line: Line): Line | undefined {
  for (let here = line; here.start > 0; ) {
    here = lineAt(text, here.start - 1);
    if (!isBlank(here)) return here;
  }
  return undefined;
}

function nextLine(text: string, line: Line): Line | undefined {
  const at = text.indexOf('\n', line.end);
  return at === -1 || at + 1 >= text.length ? undefined : lineAt(text, at + 1);
}

function isBlank(line: Line): boolean {
  return /^\s*(#.*)?$/.test(line.text);
}

function indentOf(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}

/** The column where a line's content starts, after any `- `. */
export function contentColumn(line: Line): number {
  return /^(?: *- +)+|^ */.exec(line.text)?.[0].length ?? 0;
}

/** The tokens of the text up to an offset, each with its place. */
export function* lexemes(
  text: string,
  until: number,
): Generator<{ source: string; start: number; end: number }> {
  let start = 0;
  for (const source of new Lexer().lex(text)) {
    // The lexer's own marks: a document's start, the start of a flow or plain scalar.
    if (source === '\u{2}' || source === '\u{18}' || source === '\u{1f}') continue;
    if (start > until) return;
    yield { source, start, end: start + source.length };
    start += source.length;
  }
}
