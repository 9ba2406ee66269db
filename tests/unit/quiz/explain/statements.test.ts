import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rubric } from '@/content/week1/day6/explain';
import { gradeExplanation } from '@/lib/quiz/explain';
import { labelledAnswerSchema } from '@/lib/quiz/explain/schema';

const verdict = (answer: string) => gradeExplanation(rubric, answer).verdict;

const wave = fc.constantFrom(
  'a Job in a sync wave',
  'the wave Job',
  'a sync-wave Job',
  'the Job from the wave',
);
const hook = fc.constantFrom('a Job used as a sync hook', 'the hook Job', 'a Job with a hook annotation');
/** What is true of a Job in a wave, and its denial. */
const managed = fc.constantFrom(
  ...([
    ['is part of the desired state', 'is not part of the desired state'],
    ['is tracked by Argo CD', "isn't tracked by Argo CD"],
    ['belongs to the app', "doesn't belong to the app"],
    ['gets compared with Git', 'never gets compared with Git'],
    ['is regarded as a normal resource', 'is not regarded as a normal resource'],
    ['is included in the target state', 'is excluded from the target state'],
    ['has to exist for the app to be in sync', "doesn't have to exist for the app to be in sync"],
  ] as const),
);
/** What is true of a hook, and its denial. */
const task = fc.constantFrom(
  ...([
    ['is a temporary task', 'is not a temporary task'],
    ['is an imperative action', "isn't an imperative action"],
    ['belongs to the sync operation', 'does not belong to the sync operation'],
    ['is thrown away after the sync', 'is never thrown away after the sync'],
  ] as const),
);
const joint = fc.constantFrom(
  ', whereas ',
  ', while ',
  ', but ',
  '. ',
  '; ',
  ', and ',
  '. In contrast, ',
  '\n',
);
const facts = fc.record({ wave, hook, managed, task, other: managed, joint, turned: fc.boolean() });
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

/** Two sentences in one of the two orders. */
function pair({ joint: between, turned }: Facts, one: string, two: string): string {
  return turned ? `${two}${between}${one}.` : `${one}${between}${two}.`;
}

describe('statements in any of many forms', () => {
  const cases: [string, (facts: Facts) => string, string][] = [
    ['what is true', (f) => pair(f, `${f.wave} ${f.managed[0]}`, `${f.hook} ${f.task[0]}`), 'correct'],
    [
      'what is denied of the hook',
      (f) => pair(f, `${f.wave} ${f.managed[0]}`, `${f.hook} ${f.other[1]}`),
      'correct',
    ],
    ['swapped roles', (f) => pair(f, `${f.hook} ${f.managed[0]}`, `${f.wave} ${f.task[0]}`), 'incorrect'],
    ['swapped denials', (f) => pair(f, `${f.hook} ${f.managed[0]}`, `${f.wave} ${f.other[1]}`), 'incorrect'],
    ['denied truths', (f) => pair(f, `${f.wave} ${f.managed[1]}`, `${f.hook} ${f.task[1]}`), 'incorrect'],
    ['unlike', (f) => `Unlike ${f.hook}, ${f.wave} ${f.managed[0]}.`, 'correct'],
    ['unlike, swapped', (f) => `Unlike ${f.wave}, ${f.hook} ${f.managed[0]}.`, 'incorrect'],
    ['only', (f) => `Only ${f.wave} ${f.managed[0]}.`, 'correct'],
    ['only, swapped', (f) => `Only ${f.hook} ${f.managed[0]}.`, 'incorrect'],
    ['nobody says', (f) => `Nobody says that ${f.wave} ${f.managed[0]}.`, 'incorrect'],
    [
      'it',
      (f) => `${f.wave} ${f.managed[0]}. It ${f.other[0]}. ${f.hook} ${f.task[0]}; it ${f.other[1]}.`,
      'correct',
    ],
    [
      'which',
      (f) => `There is ${f.wave}, which ${f.managed[0]}, and ${f.hook}, which ${f.task[0]}.`,
      'correct',
    ],
    ['former and latter', (f) => `The former ${f.managed[0]} and the latter ${f.task[0]}.`, 'correct'],
    ['latter and former', (f) => `The latter ${f.managed[0]} and the former ${f.task[0]}.`, 'incorrect'],
    ['one side alone', (f) => `${f.wave} ${f.managed[0]}.`, 'partly correct'],
    ['a question', (f) => `Is it true that ${f.wave} ${f.managed[0]}?`, 'incorrect'],
  ];
  test.each(cases)('%s', (_, answer, expected) => {
    fc.assert(
      fc.property(facts, (some) => {
        expect(verdict(answer(some))).toBe(expected);
      }),
    );
  });
});

/** The answer with the names of the two Jobs exchanged. */
function swapped(answer: string): string {
  return answer.replace(/\b(?:sync[- ])?(waves?|hooks?)\b/gi, (_, name: string) => {
    const plural = name.endsWith('s') ? 's' : '';
    return /^w/i.test(name) ? `hook${plural}` : `wave${plural}`;
  });
}

test('no correct answer stays correct when the two Jobs change their names', () => {
  const folder = 'content/week1/day6/answers';
  const answers = readdirSync(folder)
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').trim().split('\n'))
    .map((line) => labelledAnswerSchema.parse(JSON.parse(line)))
    .filter((one) => one.verdict === 'correct' && /wave/i.test(one.answer) && /hook/i.test(one.answer))
    .filter((one) => !/\b(former|latter|first|second|post-?sync|pre-?sync|preflight)\b/i.test(one.answer));
  expect(answers.length).toBeGreaterThan(150);
  const after = answers.map((one) => ({
    ...one,
    before: verdict(one.answer),
    now: verdict(swapped(one.answer)),
  }));
  expect(after.filter(({ now }) => now === 'correct').map((one) => one.id)).toEqual([]);
  // Of those that were understood, nothing is left.
  const understood = after.filter(({ before }) => before === 'correct');
  expect(understood.filter(({ now }) => now === 'partly correct').map((one) => one.id)).toEqual([]);
});
