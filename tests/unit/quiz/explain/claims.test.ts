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
