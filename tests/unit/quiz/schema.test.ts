import { describe, expect, test } from 'vitest';
import { questionSchema, quizSchema } from '@/lib/quiz/schema';
import { completeYaml, explain, oneChoice, putInOrder, severalChoices, sortIntoGroups } from './questions';

const fault = (question: unknown) => questionSchema.safeParse(question).error?.issues[0]?.message;

describe('the format of questions', () => {
  test('takes every kind', () => {
    const quiz = [oneChoice, severalChoices, putInOrder, sortIntoGroups, completeYaml, explain];
    expect(quizSchema.parse(quiz)).toEqual(quiz);
  });
  test('refuses two correct options in a question of one choice, and says what to write instead', () => {
    const options = oneChoice.options.map((option) => ({ ...option, correct: true }));
    expect(fault({ ...oneChoice, options })).toContain('use `several-choices`');
  });
  test('refuses a group that does not exist', () => {
    const items = sortIntoGroups.items.map((item) => ({ ...item, group: 'nowhere' }));
    expect(fault({ ...sortIntoGroups, items })).toBe(
      'there is no group `nowhere`; write one of `hook`, `resource`',
    );
  });
  test('refuses gaps that do not match the template', () => {
    expect(fault({ ...completeYaml, template: 'hook: {{type}}' })).toContain('marks the gaps [type]');
  });
  test('refuses an anchor that is none, a field that it does not know, and ids that stand twice', () => {
    expect(fault({ ...oneChoice, teaches: 'hooks' })).toContain('an anchor is');
    expect(fault({ ...oneChoice, hint: 'x' })).toContain('hint');
    expect(quizSchema.safeParse([oneChoice, oneChoice]).error?.issues[0]?.message).toContain('same id');
  });
});
