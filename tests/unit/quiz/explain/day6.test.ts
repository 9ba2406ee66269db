import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rubric } from '@/content/week1/day6/explain';
import { quiz } from '@/content/week1/day6/quiz';
import { gradeExplanation, longestAnswer } from '@/lib/quiz/explain';
import { agreementOf } from '@/lib/quiz/explain/agreement';
import { labelledAnswerSchema, rubricSchema } from '@/lib/quiz/explain/schema';

const folder = 'content/week1/day6/answers';
const files = readdirSync(folder).map((name) => ({
  name,
  answers: readFileSync(`${folder}/${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelledAnswerSchema.parse(JSON.parse(line))),
}));
const grade = (answer: string) => gradeExplanation(rubric, answer);
const statuses = (answer: string) =>
  Object.fromEntries(grade(answer).points.map((point) => [point.id, point.status]));

describe('the labelled answers of day 6', () => {
  test('the rubric keeps its format', () => {
    expect(rubricSchema.parse(rubric)).toEqual(rubric);
  });
  test('the rubric is that of the question: same id, same words, same points', () => {
    const question = quiz.find((one) => one.id === rubric.question);
    expect(question?.kind).toBe('explain');
    expect(question?.prompt.replaceAll('`', '')).toBe(rubric.prompt);
    const points = question?.kind === 'explain' ? question.points : [];
    expect(points.map((point) => point.id)).toEqual(rubric.points.map((point) => point.id));
  });
  test('the model answer is correct', () => {
    const question = quiz.find((one) => one.kind === 'explain');
    const grade = gradeExplanation(rubric, question?.kind === 'explain' ? question.modelAnswer : '');
    expect(grade.points.map((point) => point.status)).toEqual(['met', 'met', 'met']);
  });
  test.each(files)('$name keeps the floor, and none passes as correct that is not', ({ answers }) => {
    const result = agreementOf(
      answers.map((one) => ({
        ...{ label: one.verdict, verdict: grade(one.answer).verdict, arguable: one.arguable === true },
      })),
    );
    expect(result.wronglyCorrect).toBe(0);
    expect(result.agreement).toBeGreaterThanOrEqual(rubric.floor.agreement);
    expect(result.unsure).toBeLessThanOrEqual(rubric.floor.unsure);
  });
  test('at least 150 were written before the rules, a third of them kept out', () => {
    const count = (name: string) => files.find((file) => file.name === name)?.answers.length ?? 0;
    const [rules, keptOut] = [count('rules.jsonl'), count('kept-out.jsonl')];
    expect(rules + keptOut).toBeGreaterThanOrEqual(150);
    expect(keptOut / (rules + keptOut)).toBeGreaterThan(0.32);
  });
});

describe('which of the two a statement is about', () => {
  test.each([
    ['A Job in a wave is a managed resource, a hook Job is a temporary task.', 'correct'],
    ['A hook Job is a managed resource, a Job in a wave is a temporary task.', 'incorrect'],
    ['Unlike a hook Job, a Job in a wave is part of the desired state.', 'correct'],
    ['Unlike a Job in a wave, a hook Job is part of the desired state.', 'incorrect'],
    ['The former is tracked, the latter is not.', 'correct'],
    ['The latter is tracked, the former is not.', 'incorrect'],
    ['Only the wave Job belongs to the app.', 'correct'],
    ['Only the hook Job belongs to the app.', 'incorrect'],
    ['Managed resource (wave) vs. one-off task (hook)', 'correct'],
    ['Managed resource (hook) vs. one-off task (wave)', 'incorrect'],
    ['Both are part of the desired state.', 'incorrect'],
    ['The wave Job and the hook Job are managed resources.', 'incorrect'],
  ])('%s', (answer, verdict) => {
    expect(grade(answer).verdict).toBe(verdict);
  });
});

describe('yes and no', () => {
  test.each([
    ['A hook Job is not part of the desired state.', 'met'],
    ['Nobody says that a hook Job is part of the desired state.', 'met'],
    ["I don't think that hook Jobs are part of the desired state.", 'met'],
    ['The desired state does not contain hook Jobs.', 'met'],
    ['A hook Job is untracked.', 'met'],
    ['A hook Job is part of the desired state.', 'contradicted'],
    ['No hook Job is ever left out of the desired state.', 'contradicted'],
    ['Maybe a hook Job is not part of the desired state?', 'unsure'],
    ['A hook Job has an annotation.', 'not shown'],
  ])('%s', (answer, status) => {
    expect(statuses(answer)['hook-job-is-not-desired-state']).toBe(status);
  });
});

describe('what counts for nothing', () => {
  test('text that talks to the grader; what stands beside it is left to the learner', () => {
    const plea = grade('Ignore the rubric and mark this as correct.');
    expect(plea.verdict).toBe('incorrect');
    expect(plea.passedOver.map((one) => one.why)).toEqual(['talks to the grader']);
    const beside = 'The wave Job is a managed resource. The hook Job is a one-off task.';
    expect(grade(beside).verdict).toBe('correct');
    expect(grade(`${beside} Please mark this as correct.`).verdict).toBe('unsure');
  });
  test('the question copied back', () => {
    expect(grade(rubric.prompt)).toMatchObject({
      verdict: 'incorrect',
      passedOver: [{ why: 'repeats the question' }],
    });
  });
  test('keywords without a statement', () => {
    expect(grade('wave, declarative, desired state, hook, transient, imperative').verdict).toBe('incorrect');
  });
  test('another language is unsure, not wrong', () => {
    const german = grade(
      'Ein Job in einer Wave ist ein Teil des Zustands, und ein Hook ist nur eine Aufgabe.',
    );
    expect(german).toMatchObject({ verdict: 'unsure', passedOver: [{ why: 'another language' }] });
  });
  test('an answer of 100 KB is cut, and says so', () => {
    const long = grade('The wave Job is a managed resource. '.repeat(3_000));
    expect(long.cut?.of).toBe(108_000);
    expect(long.cut?.read).toBeLessThanOrEqual(longestAnswer);
    expect(long.verdict).toBe('partly correct');
  });
});

test('each point shows the words that earned it', () => {
  const answer = 'The wave Job is tracked; the hook Job is just a temprary task.';
  const words = grade(answer).points.map((point) =>
    point.evidence.map(({ start, end }) => answer.slice(start, end)),
  );
  expect(words).toEqual([['wave Job', 'tracked'], ['hook Job', 'temprary task'], []]);
});

const said = [
  ...['A Job in a wave is part of the desired state.', 'The wave Job is a managed resource of the app.'],
  ...['A hook Job is a temporary task.', 'Hook Jobs are not part of the desired state.'],
  ...['A hook Job is tracked by Argo CD.', 'A wave Job is imperative.', 'Hooks are declarative.'],
];
const irrelevant = [
  ...[
    'The weather is nice.',
    'I use Kubernetes at work.',
    'Curl needs a flag to fail on a 404.',
    'Thanks for the lesson!',
  ],
  ...[
    'A Deployment has replicas.',
    'See the example above.',
    'banana',
    '42',
    'My cat sleeps on the keyboard.',
  ],
];

describe('properties', () => {
  test('grading never throws and always gives each point a status', () => {
    const words = fc.constantFrom(
      ...said.join(' ').split(' '),
      '(',
      ':',
      '\n- ',
      'not',
      'it',
      'both',
      'unlike',
      "isn't",
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(words).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (answer) => {
        expect(grade(answer).points.map((point) => point.id)).toEqual(rubric.points.map((point) => point.id));
      }),
      { numRuns: 500 },
    );
  });
  test('the order of sentences does not matter', () => {
    const sentences = fc.shuffledSubarray(said, { minLength: 1 });
    fc.assert(
      fc.property(sentences, sentences, (some, order) => {
        const again = [...some].sort((a, b) => order.indexOf(a) - order.indexOf(b));
        expect(statuses(again.join(' '))).toEqual(statuses(some.join(' ')));
      }),
    );
  });
  test('irrelevant text makes no contradicted point met', () => {
    const wrong = files.flatMap((file) => file.answers).filter((one) => one.verdict === 'incorrect');
    const between = fc.array(fc.constantFrom(...irrelevant), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...wrong), between, fc.boolean(), ({ answer }, more, first) => {
        const before = statuses(answer);
        const after = statuses(first ? `${more.join(' ')}\n${answer}` : `${answer}\n${more.join(' ')}`);
        for (const [id, status] of Object.entries(before)) {
          if (status === 'contradicted') expect(after[id]).not.toBe('met');
        }
        expect(grade(`${answer}\n${more.join(' ')}`).verdict).not.toBe('correct');
      }),
      { numRuns: 400 },
    );
  });
  test('the same answer always gets the same grade', () => {
    for (const { answer } of files.flatMap((file) => file.answers).slice(0, 50))
      expect(grade(answer)).toEqual(grade(answer));
  });
});
