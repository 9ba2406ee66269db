import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modulesOf } from '@/content/modules';
import { quiz, rubric } from '@/content/week1/day6/quiz';
import { task } from '@/content/week1/day6/task';
import { checkAgreement } from '@/lib/lessons/agreement';
import { checkMistakes, checkYaml } from '@/lib/lessons/check-folders';
import { foldersIn } from '@/lib/lessons/files';
import { parseRubric } from '@/lib/lessons/rubric';
import { loadLesson, parseTask } from '@/lib/lessons/server';
import { readSources } from '@/lib/lessons/sources';
import { treeOf } from '@/lib/tree';

const place = { id: 'week1/day6', week: 1, day: 6 };
const folder = `content/${place.id}`;
const lesson = await loadLesson(place, await modulesOf(place.id));
const sources = { task: await readSources(folder, 'task.ts'), quiz: await readSources(folder, 'quiz.ts') };
const made = await foldersIn(`${folder}/mistakes`);

function faultOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const withStep = (id: string, change: object) => ({
  ...task,
  steps: task.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
});
const mistakesOf = (id: string) => task.steps.find((step) => step.id === id)?.mistakes ?? [];
const parsed = (value: unknown) => faultOf(() => parseTask(`${folder}/task.ts`, '', value, sources.task));
const agreeing = (change: object) =>
  faultOf(() => checkAgreement({ ...lesson, ...change }, { text: `${folder}/lesson.mdx`, ...sources }));

/** The beginning of a fault at the line of a text in a file of the lesson. */
function placeOf(file: string, text: string): string {
  const source = readFileSync(`${folder}/${file}`, 'utf8');
  return `${folder}/${file}:${source.slice(0, source.indexOf(text)).split('\n').length}: `;
}

test('a lesson without a fault has none', () => {
  expect(parsed(task)).toBe('');
  expect(agreeing({})).toBe('');
  expect(faultOf(() => checkMistakes(folder, made, task, sources.task))).toBe('');
});

test('a value of another type is told where it is written, in whichever file that is', () => {
  const [first] = mistakesOf('smoke');
  expect(parsed(withStep('smoke', { mistakes: [{ ...first, hint: undefined }] }))).toBe(
    `${placeOf('steps/smoke.ts', "hint: 'The exit status of a script")}steps.4.mistakes.0.hint: is missing; add it, as a string`,
  );
  expect(parsed(withStep('list', { title: 7 }))).toBe(
    `${placeOf('steps/listing.ts', "title: 'List")}steps.3.title: is number; write a string`,
  );
});

test('a step that changes a file which is not there is told with its place', () => {
  expect(agreeing({ task: withStep('list', { files: ['none.yaml'] }) })).toBe(
    `${placeOf('steps/listing.ts', "id: 'list'")}the step "list" changes "none.yaml", which is in neither start/ nor solution/; name a file that is`,
  );
});

test('a link that leads nowhere is told, in the text as in the questions', () => {
  const text = { ...lesson.text, links: [{ to: 'nowhere', line: 12 }] };
  expect(agreeing({ text })).toContain(`${folder}/lesson.mdx:12: the link leads to "#nowhere"`);
  const [lost] = quiz
    .filter(({ id }) => id === 'two-annotations')
    .map((one) => ({ ...one, teaches: '#gone' }));
  expect(agreeing({ quiz: [...quiz, lost] })).toContain('nothing in lesson.mdx has the id of "#gone"');
});

test('a mistake and its folder belong together', () => {
  const check = (mistakes: object) =>
    faultOf(() => checkMistakes(folder, made, withStep('sync', { mistakes }), sources.task));
  expect(check([])).toContain('no step knows the mistake "overlay-reads-day5"');
  const more = { id: 'new-one', made: () => false, hint: 'What is wrong here, and what to do.' };
  expect(check([...mistakesOf('sync'), more])).toContain('the mistake "new-one" has no folder');
});

test('a fault of the rubric is told where the rubric is written', () => {
  const graded = (change: object) =>
    faultOf(() => parseRubric(sources.quiz, { ...rubric, ...change }, lesson.quiz));
  const [point, ...others] = rubric.points;
  const renamed = { points: [{ ...point, id: 'renamed' }, ...others] };
  expect(graded({})).toBe('');
  expect(graded({ floor: undefined })).toBe(
    `${placeOf('explain.ts', 'floor:')}floor: rubric: is missing; add it, as an object`,
  );
  expect(graded({ points: others })).toBe(
    `${placeOf('explain.ts', 'correctWith:')}correctWith.0: rubric: there is no point \`${point?.id}\``,
  );
  expect(graded({ question: 'no-such' })).toContain('grades "no-such", which is no question to explain');
  expect(graded({ ...renamed, correctWith: [['renamed']] })).toContain(
    `${placeOf('explain.ts', "question: 'wave-or-hook'")}the question has the points`,
  );
});

test('a YAML file that cannot be read is told with its line; other files are not looked at', () => {
  const of = (files: Record<string, string>) => faultOf(() => checkYaml('content/x/start', treeOf(files)));
  expect(of({ 'app.yaml': 'kind: Job\n', 'notes.md': 'a: b: c\n' })).toBe('');
  expect(of({ 'sub/app.yml': 'kind: Job\nmetadata\n  name: x\n' })).toMatch(
    /^content\/x\/start\/sub\/app\.yml:2: .*colon/,
  );
});
