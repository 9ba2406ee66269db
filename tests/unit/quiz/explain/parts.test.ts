import { describe, expect, test } from 'vitest';
import { rubric } from '@/content/week1/day6/explain';
import { Finder, patternOf } from '@/lib/quiz/explain/patterns';
import { rubricSchema } from '@/lib/quiz/explain/schema';
import { sentencesOf } from '@/lib/quiz/explain/segments';
import { Speller } from '@/lib/quiz/explain/spelling';
import { tokensOf } from '@/lib/quiz/explain/tokens';
import { verdictOf } from '@/lib/quiz/explain/verdict';

const words = (text: string) => tokensOf(text).map((token) => token.text);

describe('words', () => {
  test('contractions are two words in one place, with or without their apostrophe', () => {
    expect(words("it isn’t, it's and they don't")).toEqual([
      'it',
      'is',
      'not',
      ',',
      'it',
      'is',
      'and',
      'they',
      'do',
      'not',
    ]);
    expect(words('isnt cant cannot')).toEqual(['is', 'not', 'can', 'not', 'can', 'not']);
    expect(words("the hook's Job")).toEqual(['the', 'hook', 'job']);
  });
  test('places are those of the text as typed', () => {
    const text = 'Ｗａｖｅ 👍 isn’t';
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(
      ['Ｗａｖｅ', '👍', 'isn’t', 'isn’t'].flatMap((one) => (one === '👍' ? ['👍'.slice(0, 2)] : [one])),
    );
  });
});

describe('sentences', () => {
  test.each([
    ['One. Two! Three? Four', 4],
    ['A hook, e.g. a smoke test, runs.', 1],
    ['argocd.argoproj.io/hook is an annotation', 1],
    ['- wave: managed\n- hook: not', 2],
    ['It answers "what should exist?", no more.', 1],
  ])('%s', (text, count) => {
    expect(sentencesOf(tokensOf(text))).toHaveLength(count);
  });
});

describe('patterns', () => {
  const found = (pattern: string, text: string) => {
    const tokens = tokensOf(text);
    return new Finder([patternOf(pattern, true)])
      .find(tokens, 0, tokens.length)
      .map(({ from, to }) => [from, to]);
  };
  test('match stems, pass over articles, and take alternatives, options, forms and gaps', () => {
    expect(found('part of app/application', 'parts of the application')).toEqual([[0, 4]]);
    expect(found('desired state?', 'desired')).toEqual([[0, 1]]);
    expect(found('=deleted', 'delete deletes')).toEqual([]);
    expect(found('put _ back', 'put the thing back')).toEqual([[0, 4]]);
    expect(found('put _ back', 'put it there, back')).toEqual([]);
  });
});

test('misspelt words are mended, real ones and denied ones are not', () => {
  const speller = new Speller(['declarative', 'managed', 'transient', 'state'], []);
  const mended = (text: string) =>
    tokensOf(text)
      .map((token) => speller.mend(token).text)
      .join(' ');
  expect(mended('declaritive mangaed transiant')).toBe('declarative managed transient');
  expect(mended('stage unmanaged')).toBe('stage unmanaged');
});

describe('the verdict', () => {
  const verdict = (...statuses: ('met' | 'not shown' | 'contradicted' | 'unsure')[]) =>
    verdictOf(
      rubric,
      rubric.points.map((point, at) => ({ id: point.id, status: statuses[at] ?? 'not shown' })),
    );
  test('follows from the points', () => {
    expect(verdict('met', 'met', 'not shown')).toBe('correct');
    expect(verdict('met', 'not shown', 'met')).toBe('correct');
    expect(verdict('met', 'not shown', 'not shown')).toBe('partly correct');
    expect(verdict('not shown', 'met', 'met')).toBe('partly correct');
    expect(verdict('met', 'met', 'contradicted')).toBe('partly correct');
    expect(verdict('contradicted', 'met', 'contradicted')).toBe('incorrect');
  });
  test('is unsure only when an unsure point decides it', () => {
    expect(verdict('unsure', 'met', 'not shown')).toBe('unsure');
    expect(verdict('met', 'met', 'unsure')).toBe('correct');
  });
});

test('a rubric that names what it does not have is refused', () => {
  const broken = { ...rubric, correctWith: [['nothing']] };
  expect(rubricSchema.safeParse(broken).error?.issues[0]?.message).toBe('there is no point `nothing`');
});
