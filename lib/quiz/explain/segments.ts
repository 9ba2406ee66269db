import { connectors, orders, statingVerbs, subjects } from './english';
import { isTransparent } from './patterns';
import type { Token } from './tokens';

/** A stretch of a sentence in which one thing is said: tokens `from` up to, not including, `to`. */
export interface Segment {
  from: number;
  to: number;
  /** The mark or word that it begins after: `,`, `but`, `(`, `=`; empty at the start of a sentence. */
  opener: string;
}

export interface Sentence {
  from: number;
  to: number;
  isQuestion: boolean;
  /** It begins on a line of its own, as a heading or an item of a list does. */
  startsLine: boolean;
  /** It has a finite verb, or a mark that stands for one (`wave: declared`, `hook = task`). */
  states: boolean;
}

const linking = new Set([':', '=', '->', '=>', '-->', '→', '⇒', '—', '–', '|', '(', 'vs', 'versus']);
const splitting = new Set([
  ',',
  ';',
  ':',
  '(',
  ')',
  '[',
  ']',
  '|',
  '=',
  '->',
  '=>',
  '-->',
  '→',
  '⇒',
  '—',
  '–',
  '+',
  '&',
]);

function endsSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.isWord) return false;
  // `answers "what should exist?", …`
  if (
    /^["'”’»)]$/.test(tokens[at + 1]?.text ?? '') &&
    tokens[at + 2]?.before !== 'line' &&
    tokens[at + 2] !== undefined
  )
    return false;
  if (token.text === '!' || token.text === '?' || token.text === '…' || token.text === '•') return true;
  if (!/^\.+$/.test(token.text)) return false;
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (next?.before === 'nothing' && next.isWord) return false;
  // `e.g.`, `i.e.`, `vs.`, `etc.` and the number of an item end no sentence.
  if (before !== undefined && /^([a-z]|vs|etc|ca|cf|resp|\d+)$/.test(before.text) && next?.before !== 'line')
    return false;
  return true;
}

function isSpacedDash(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[-*/]$/.test(token.text)) return false;
  return token.before !== 'nothing' && tokens[at + 1]?.before === 'space';
}

/** Where a line begins after the mark that makes it an item of a list. */
function afterBullet(tokens: readonly Token[], from: number): number {
  return tokens[from]?.before === 'line' && /^[-*+•>–—]$/.test(tokens[from]?.text ?? '') ? from + 1 : from;
}

/** `it does not do so` */
function isDoSo(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'so' && /^(do|does|did|doing)$/.test(tokens[at - 1]?.text ?? '');
}

/** Splits a sentence into segments, at marks and connectors; `held` tells which words belong to a phrase. */
export function segmentsOf(
  tokens: readonly Token[],
  { from, to }: { from: number; to: number },
  held: (at: number) => boolean,
): Segment[] {
  const segments: Segment[] = [];
  const first = afterBullet(tokens, from);
  let start = first;
  let opener = '';
  const close = (end: number, next: number, with_: string) => {
    if (tokens.slice(start, end).some((token) => token.isWord)) {
      segments.push({ from: start, to: end, opener });
      opener = with_;
    } else if (opener === '' || opener === ',' || !connectors.has(with_))
      opener = with_ === ',' && opener !== '' ? opener : with_;
    else opener = with_;
    start = next;
  };
  for (let at = first; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.isWord) {
      const joins = connectors.has(token.text) && !held(at) && !isDoSo(tokens, at);
      if (joins) close(at, at + 1, token.text);
    } else if (isSpacedDash(tokens, at)) close(at, at + 1, '—');
    else if (splitting.has(token.text) && !(token.text === ':' && tokens[at + 1]?.before === 'nothing')) {
      close(at, at + 1, token.text);
    }
  }
  close(to, to, '');
  return segments;
}

/** Whether the token shows that its sentence says something, and is no list of words. */
function isStating(tokens: readonly Token[], at: number, isFirst: boolean): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (!token.isWord) return !isFirst && (linking.has(token.text) || isSpacedDash(tokens, at));
  if (statingVerbs.has(token.text) || linking.has(token.text)) return true;
  return isFirst ? orders.has(token.text) : subjects.has(token.text) && tokens[at + 1]?.isWord === true;
}

/** Splits tokens into sentences (a line is one at most) and those into segments. */
export function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const close = (to: number, isQuestion: boolean) => {
    const part = tokens.slice(from, to);
    if (part.some((token) => token.isWord)) {
      const states = part.some((_, at) => isStating(tokens, from + at, at === 0));
      const startsLine = part[0]?.before === 'line' || tokens[from - 1]?.text === '•';
      sentences.push({ from, to, isQuestion, startsLine, states });
    }
    from = to;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    if (at > from && tokens[at]?.before === 'line') close(at, false);
    if (endsSentence(tokens, at)) close(at + 1, tokens[at]?.text === '?');
  }
  close(tokens.length, false);
  return sentences;
}

/** The words of a segment, without marks. */
export function wordsIn(tokens: readonly Token[], { from, to }: { from: number; to: number }): Token[] {
  return tokens.slice(from, to).filter((token) => token.isWord && !isTransparent(token));
}
