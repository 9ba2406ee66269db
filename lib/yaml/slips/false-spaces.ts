import type { Diagnosis } from '../causes/context';
import type { PlainText } from './plain-text';

const FALSE = '\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff';
const ANY = new RegExp(`[${FALSE}]`, 'g');
/** Where a space has a meaning: before a text, after a dash or a colon, before a comment, after a text. */
const PLACES = [
  `^[ ${FALSE}]+`,
  `^[ ${FALSE}]*(?:-[ ${FALSE}]+)+`,
  `^[ ${FALSE}]*(?:-[ ${FALSE}]+)*[\\w./-]+:[ ${FALSE}]+`,
  `[ ${FALSE}]+#`,
  `[ ${FALSE}]+$`,
].map((source) => new RegExp(source));
const NO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/;

/** A character that looks like a space, or like nothing, where YAML needs a space or nothing at all. */
export function falseSpaces({ source, start, isKey }: PlainText): Diagnosis | undefined {
  const all = [...source.matchAll(ANY)];
  if (all.length === 0) return undefined;
  // In an English word a character without width has come along unseen; in other scripts it has its use.
  const unseen = /^[\x20-\x7e\u200b-\u200d\u2060\ufeff]+$/.test(source);
  const spans = PLACES.flatMap((place) => {
    const match = place.exec(source);
    return match ? [{ from: match.index, to: match.index + match[0].length }] : [];
  });
  const wrong = all.filter(
    ({ index }) => isKey || unseen || spans.some(({ from, to }) => index >= from && index < to),
  );
  const [first] = wrong;
  if (!first) return undefined;
  const repair = wrong.map(({ index, 0: found }) => ({
    start: start + index,
    end: start + index + 1,
    text: NO_WIDTH.test(found) ? '' : ' ',
  }));
  const code = first[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
  return {
    problem: {
      code: 'yaml-special-character',
      start: start + first.index,
      end: start + first.index + 1,
      message: `This is not a space but a character that looks like one (U+${code}), so YAML takes it for a part of the ${isKey ? 'key' : 'text'}. Write a normal space.`,
      fix: { title: 'Use normal spaces', edits: repair },
    },
    repair,
  };
}
