import { describe, expect, test } from 'vitest';
import { rubric } from '@/content/week1/day6/explain';
import { gradeExplanation } from '@/lib/quiz/explain';

const verdict = (answer: string) => gradeExplanation(rubric, answer).verdict;
const right = 'The wave Job is a managed resource and the hook Job is a temporary task';
const swapped = 'The hook Job is a managed resource and the wave Job is a temporary task';

describe('what is said is not always claimed', () => {
  test.each([
    [`It is wrong that ${right}.`],
    [`It would be a mistake to think that ${right}.`],
    [`The claim that ${right} is false.`],
    [`“${right}” is exactly what is wrong.`],
    [`I doubt that ${right}.`],
    [`${right}. None of this is true.`],
    [`That ${right} is a common misconception.`],
    [`It is a lie that ${right}.`],
    [`Everyone says that ${right}, but everyone is wrong.`],
    [`Some say that ${right}. They are mistaken.`],
    [`I used to think that ${right}, but it's the other way round.`],
    [`${right}, or so they say; in truth it's the reverse.`],
    [`Is it true that ${right}? No.`],
    [`${right}? No.`],
  ])('denied: %s', (answer) => {
    expect(verdict(answer)).toBe('incorrect');
  });
  test.each([
    [`Some say that ${right}.`],
    [`I used to think that ${right}.`],
    [`If only ${right}!`],
    [`As if ${right}!`],
    [`Suppose ${right}.`],
    [`Wrong: ${right}.`],
    [`What people get wrong: ${right}.`],
    [`The opposite of the following is true: ${right}.`],
    [`That ${right} is not what the lesson says.`],
    [`My colleague says that ${right}. He has no idea.`],
    [`${right}; I find all of this mistaken in every way.`],
    [`${right}?`],
  ])('left open: %s', (answer) => {
    expect(verdict(answer)).toBe('unsure');
  });
  test.each([
    [`It is true that ${right}.`],
    [`There is no doubt that ${right}.`],
    [`It is not wrong that ${right}.`],
    [`Is it true that ${right}? Yes.`],
    [`Some say that ${swapped}, but it's the other way round.`],
    [`One might think that the hook Job is part of the desired state, but it's not. The wave Job is.`],
    ['People say that a hook Job is part of the desired state. That’s wrong. Only the wave Job is.'],
    ["It isn't true that both are desired state: the wave Job is, the hook Job isn't."],
  ])('claimed: %s', (answer) => {
    expect(verdict(answer)).toBe('correct');
  });
});

describe('denials inside a verb', () => {
  test.each([
    ["A wave doesn't take the Job out of the desired state. A hook does.", 'correct'],
    ["A hook doesn't take the Job out of the desired state. A wave does.", 'incorrect'],
    ['A hook is left out of the desired state, a wave is not.', 'correct'],
    ['The wave Job is untracked, the hook Job is not.', 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('cases', () => {
  test.each([
    ['If it is in a wave it is a managed resource. If it is a hook it is a temporary task.', 'correct'],
    ['If you want a managed resource, use a wave. If you want a temporary task, use a hook.', 'correct'],
    ['If you want a managed resource, use a hook. If you want a temporary task, use a wave.', 'incorrect'],
    [
      'If the wave Job is deleted, Argo CD recreates it. If the hook Job is deleted, nobody recreates it.',
      'correct',
    ],
    ['The app is out of sync when the wave Job is missing.', 'partly correct'],
    ['The app is out of sync when the hook Job is missing.', 'incorrect'],
    ['If the wave Job was managed and the hook a task, I would be surprised.', 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('what is said stands before the name', () => {
  test.each([
    ['managed resource: wave; temporary task: hook', 'correct'],
    ['managed resource: hook; temporary task: wave', 'incorrect'],
    ['desired state -> wave Job, one-off task -> hook Job', 'correct'],
    ['desired state -> hook Job, one-off task -> wave Job', 'incorrect'],
    ['What Argo CD tracks is the wave, what it merely runs is the hook Job.', 'correct'],
    ['What Argo CD tracks is the hook, what it merely runs is the wave Job.', 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('which of them', () => {
  test.each([
    ['Only one of them is part of the desired state: the wave Job.', 'correct'],
    ['Only one of them is part of the desired state: the hook Job.', 'incorrect'],
    ['Not the hook but the wave Job is part of the desired state.', 'correct'],
    ['Not the wave but the hook Job is part of the desired state.', 'incorrect'],
    ["A hook Job doesn't stay part of the desired state like a wave Job.", 'correct'],
    ["A wave Job doesn't stay part of the desired state like a hook Job.", 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('lists', () => {
  test.each([
    ['* Sync wave\n  * declarative\n  * compared with Git\n* Hook\n  * imperative\n  * temporary', 'correct'],
    [
      '* Sync wave\n  * imperative\n  * temporary\n* Hook\n  * declarative\n  * compared with Git',
      'incorrect',
    ],
    ['- wave: declarative, tracked\n- hook: temporary', 'correct'],
    ['declarative, managed (wave) / temporary task, not managed (hook)', 'correct'],
    ['Terms that matter here are wave, hook, desired state, managed, transient and imperative.', 'incorrect'],
    ['Keywords: declarative; managed; wave; hook; imperative; temporary.', 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('what an answer takes back', () => {
  const statuses = (answer: string) => gradeExplanation(rubric, answer).points.map((point) => point.status);
  test('the same words said and denied contradict the point', () => {
    expect(statuses('The wave Job is a managed resource. The wave Job is not a managed resource.')).toEqual([
      ...['contradicted', 'not shown', 'not shown'],
    ]);
  });
  test('different words that do not go together leave it unsure', () => {
    expect(statuses('The wave Job is a managed resource. The wave Job is a temporary task.')[0]).toBe(
      'unsure',
    );
  });
});

test('what is said of one of them, without a word of which, is left to the learner', () => {
  expect(verdict('One is a managed resource, the other is a temporary task.')).toBe('unsure');
  expect(verdict('Maybe one of them is a managed resource, I do not know which.')).toBe('incorrect');
});

test('an order to delete a thing makes what follows about it', () => {
  expect(
    verdict('Delete the wave Job and Argo CD recreates it. Delete the hook Job and nobody notices.'),
  ).toBe('correct');
  expect(
    verdict('Delete the hook Job and Argo CD recreates it. Delete the wave Job and nobody notices.'),
  ).toBe('incorrect');
});

describe('who is meant', () => {
  test.each([
    ['The wave Job is tracked, the other isn’t.', 'correct'],
    [
      'The wave Job, which is a mere task of the sync, is not like the hook Job, which Argo CD manages.',
      'incorrect',
    ],
    ['A hook does not belong to the app, it performs some action, whereas the wave Job does.', 'correct'],
    ['Argo CD wants the wave Job to exist, and it wants the hook Job to have been run.', 'correct'],
    ['Argo CD wants the hook Job to exist, and it wants the wave Job to have been run.', 'incorrect'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});

describe('what is not said of the things', () => {
  test.each([
    [
      'There is a wave with a number, and we had forgotten it. There is a hook, and I compared a few.',
      'incorrect',
    ],
    ['wave (with a number, no hook): declarative. hook: temporary.', 'correct'],
    ['A wave Job is managed; in all other respects it is a plain Job.', 'partly correct'],
    [
      'The hook Job is a script of the sync, never compared with Git. The wave Job is compared with Git.',
      'correct',
    ],
    ['Sync wave:\n • managed\n • declared\nSync hook:\n • transient\n • not compared', 'correct'],
  ])('%s', (answer, expected) => {
    expect(verdict(answer)).toBe(expected);
  });
});
