import { type Diagnosis, lineAt } from '../causes/context';
import type { PlainText } from './plain-text';

/** Image references have their own rule, which says more. */
const ELSEWHERE = /^\s*(?:- +)*image: /;

/** `web"`: a quote at the end of a text that has no other. Inches, and the apostrophe of `the users'`, are no slips. */
export function strayQuote({ text, source, start, isKey }: PlainText): Diagnosis | undefined {
  if (
    isKey ||
    !(
      /^[A-Za-z][^\s"']*["']$/.test(source) ||
      /^[A-Za-z][^"]*[^"\d\s]"$/.test(source) ||
      /^[A-Za-z][^"']*[^"'s\s]'$/.test(source)
    )
  )
    return undefined;
  if (ELSEWHERE.test(lineAt(text, start).text)) return undefined;
  const end = start + source.length;
  const repair = [{ start: end - 1, end, text: '' }];
  return {
    problem: {
      code: 'yaml-stray-quote',
      start: end - 1,
      end,
      message: `This quote closes nothing, so it belongs to the value: \`${source}\`. Remove it.`,
      warning: true,
      fix: { title: 'Remove the stray quote', edits: repair },
    },
    repair,
  };
}

/** `name:: web`: the first of two colons is a part of the key. */
export function doubleColon({ source, start, isKey }: PlainText): Diagnosis | undefined {
  if (!isKey || !/^[\w./-]+:+$/.test(source)) return undefined;
  const word = source.replace(/:+$/, '');
  const repair = [{ start: start + word.length, end: start + source.length, text: '' }];
  return {
    problem: {
      code: 'yaml-syntax',
      start: start + word.length,
      end: start + source.length + 1,
      message: `One colon too many: YAML takes the first for a part of the key, \`${source}\`. Write \`${word}:\`.`,
      fix: { title: 'Remove the colon', edits: repair },
    },
    repair,
  };
}
