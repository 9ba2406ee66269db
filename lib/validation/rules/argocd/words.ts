import { nearest } from '@/lib/kubernetes';
import type { ScalarNode } from '@/lib/yaml';
import type { FindingFix } from '../../engine/rule';
import { wordsIn } from './annotations';

export interface WrongWord {
  word: string;
  meant: string | undefined;
  /** The whole value with this word, and any wrong separators, put right. */
  fixes: FindingFix[];
}

/**
 * The words of a comma-separated value that are not among the known ones, with what was probably meant.
 * A value whose separators are wrong (`;`, `|`, a space) is one wrong word made of known ones.
 */
export function wrongWords(node: ScalarNode, known: readonly string[]): WrongWord[] {
  const words = wordsIn(node.text);
  return words
    .filter((word) => !known.includes(word))
    .map((word) => {
      const parts = word.split(/[\s;|/+]+/).filter((part) => part !== '');
      const separated = parts.length > 1 ? parts.map((part) => nearest(part, known)) : [];
      const all = separated.length > 1 && separated.every((part) => part !== undefined);
      const meant = all ? separated.join(',') : nearest(word, known);
      return { word, meant, fixes: meant === undefined ? [] : [replaceWord(node, words, word, meant)] };
    });
}

function replaceWord(node: ScalarNode, words: string[], word: string, meant: string): FindingFix {
  const text = words.map((other) => (other === word ? meant : other)).join(',');
  const quoted = node.style === 'plain' ? text : `"${text}"`;
  return { title: `Change to ${text}`, edits: [{ start: node.start, end: node.end, text: quoted }] };
}

/** `a`, `b` and `c`, for a message. */
export function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
