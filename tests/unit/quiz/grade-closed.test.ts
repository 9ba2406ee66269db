import { describe, expect, test } from 'vitest';
import { type ClosedGrade, gradeClosed } from '@/lib/quiz';
import { completeYaml, oneChoice, putInOrder, severalChoices, sortIntoGroups } from './questions';

const marks = (grade: ClosedGrade) => Object.fromEntries(grade.parts.map((part) => [part.id, part.mark]));

describe('one choice', () => {
  test('the correct option is right', () => {
    expect(gradeClosed(oneChoice, { kind: 'one-choice', chosen: 'after' }).verdict).toBe('right');
  });
  test('another option is wrong, the correct one missed, each with its own explanation', () => {
    const grade = gradeClosed(oneChoice, { kind: 'one-choice', chosen: 'before' });
    expect(grade.verdict).toBe('wrong');
    expect(grade.parts).toEqual([
      { id: 'before', mark: 'wrong', explanation: 'because of before', teaches: '#hooks' },
      { id: 'after', mark: 'missed', explanation: 'because of after', teaches: '#hooks' },
    ]);
  });
  test('no answer, an unknown id and an answer of another kind are wrong, not an exception', () => {
    expect(gradeClosed(oneChoice, { kind: 'one-choice' }).verdict).toBe('wrong');
    expect(gradeClosed(oneChoice, { kind: 'one-choice', chosen: '__proto__' }).verdict).toBe('wrong');
    expect(gradeClosed(oneChoice, { kind: 'put-in-order', order: ['after'] }).verdict).toBe('wrong');
  });
});

describe('several choices', () => {
  const choose = (...chosen: string[]) => gradeClosed(severalChoices, { kind: 'several-choices', chosen });
  test('all the correct ones and no other are right', () => {
    expect(choose('b', 'a')).toMatchObject({ verdict: 'right' });
    expect(marks(choose('a', 'b'))).toEqual({ a: 'right', b: 'right', c: 'right' });
  });
  test('some of the correct ones are partly right', () => {
    expect(choose('a').verdict).toBe('partly right');
    expect(marks(choose('a'))).toEqual({ a: 'right', b: 'missed', c: 'right' });
    expect(choose('a', 'b', 'c').verdict).toBe('partly right');
  });
  test('as many wrong ticks as right ones are wrong', () => {
    expect(choose('a', 'c').verdict).toBe('wrong');
    expect(choose().verdict).toBe('wrong');
  });
});

describe('put in order', () => {
  const order = (...ids: string[]) => gradeClosed(putInOrder, { kind: 'put-in-order', order: ids });
  test('tied items may stand in either order', () => {
    expect(order('first', 'second', 'either', 'last').verdict).toBe('right');
    expect(order('first', 'either', 'second', 'last').verdict).toBe('right');
  });
  test('one item out of place is partly right, and only that item is marked', () => {
    const grade = order('last', 'first', 'second', 'either');
    expect(grade.verdict).toBe('partly right');
    expect(marks(grade)).toEqual({ first: 'right', second: 'right', either: 'right', last: 'wrong' });
  });
  test('backwards is wrong; what is not placed is missed', () => {
    expect(order('last', 'second', 'first').verdict).toBe('wrong');
    expect(marks(order('first', 'second', 'first'))).toMatchObject({
      first: 'right',
      either: 'missed',
      last: 'missed',
    });
  });
});

describe('sort into groups', () => {
  const place = (placed: Record<string, string>) =>
    gradeClosed(sortIntoGroups, { kind: 'sort-into-groups', placed });
  test('each item is right, wrong or missed, and told where it belongs', () => {
    const grade = place({ smoke: 'hook', backup: 'resource' });
    expect(marks(grade)).toEqual({ smoke: 'right', backup: 'wrong', service: 'missed' });
    expect(grade.verdict).toBe('wrong');
    expect(grade.parts[1]).toMatchObject({ expected: 'hook' });
  });
  test('more than half in place is partly right, all is right', () => {
    expect(place({ smoke: 'hook', backup: 'hook' }).verdict).toBe('partly right');
    expect(place({ smoke: 'hook', backup: 'hook', service: 'resource' }).verdict).toBe('right');
  });
});

describe('complete the YAML', () => {
  const fill = (values: Record<string, string>) =>
    gradeClosed(completeYaml, { kind: 'complete-yaml', values });
  test('values are compared as parsed: quotes, comments and spaces do not matter', () => {
    const values = {
      type: '"PostSync"  # after',
      policy: " 'HookSucceeded, BeforeHookCreation'",
      port: '80 ',
    };
    expect(fill(values).verdict).toBe('right');
  });
  test('a number in quotes is another value', () => {
    expect(marks(fill({ port: '"80"' }))).toMatchObject({ port: 'wrong' });
    expect(marks(fill({ port: '0x50' }))).toMatchObject({ port: 'right' });
  });
  test('a known mistake is told apart', () => {
    const grade = fill({ type: 'Postsync', port: '80' });
    expect(grade.verdict).toBe('partly right');
    expect(grade.parts[0]).toMatchObject({
      mark: 'wrong',
      explanation: 'the case matters',
      expected: 'PostSync',
    });
    expect(fill({ type: 'PreSync' }).parts[0]).toMatchObject({ explanation: 'because of type' });
  });
  test('an empty gap is missed; a broken value is wrong', () => {
    expect(marks(fill({ type: ' ', policy: '"HookSucceeded' }))).toMatchObject({
      type: 'missed',
      policy: 'wrong',
    });
  });
});
