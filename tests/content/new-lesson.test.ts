import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workspaceOf } from '@/lib/lab/workspace';
import { compileLesson, layOver, parseTask, readTree } from '@/lib/lessons/server';
import { quizSchema } from '@/lib/quiz/schema';

const root = mkdtempSync(path.join(tmpdir(), 'new-lesson-'));
const folder = path.join(root, 'content/week3/day12');
const script = path.resolve('scripts/new-lesson.mjs');
const make = (...args: string[]) => execFileSync('node', [script, ...args], { cwd: root, stdio: 'pipe' });

mkdirSync(path.join(root, 'content'));
cpSync('content/tasks.ts', path.join(root, 'content/tasks.ts'));
make('week3/day12');
afterAll(() => rmSync(root, { recursive: true }));

test('a new lesson has a text, a task and a quiz that are valid and agree', async () => {
  const [taskModule, quizModule] = await Promise.all([
    import(path.join(folder, 'task.ts')),
    import(path.join(folder, 'quiz.ts')),
  ]);
  const task = parseTask('task.ts', '', taskModule.task);
  const quiz = quizSchema.parse(quizModule.quiz);
  const file = path.join(folder, 'lesson.mdx');
  const { text } = await compileLesson(file, readFileSync(file, 'utf8'));
  expect(text.steps.map(({ id }) => id)).toEqual(task.steps.map(({ id }) => id));
  expect(text.anchors).toContain(quiz[0]?.teaches.slice(1));

  const start = await readTree(path.join(folder, 'start'));
  const solution = layOver(start, await readTree(path.join(folder, 'solution')));
  const wrong = layOver(solution, await readTree(path.join(folder, 'mistakes/not-listed')));
  const [step] = task.steps;
  const holds = [start, solution, wrong].map((tree) => step?.checks[0]?.test(workspaceOf(tree)).holds);
  expect(holds).toEqual([false, true, false]);
  expect(step?.mistakes[0]?.made(workspaceOf(wrong))).toBe(true);
});

test('it is registered, behind those that are there', () => {
  const lines = readFileSync(path.join(root, 'content/tasks.ts'), 'utf8').split('\n');
  expect(lines.at(-3)).toContain("'week3/day12': () => import('./week3/day12/task')");
});

test('a lesson that is there is not overwritten, and a name that is none is refused', () => {
  expect(() => make('week3/day12')).toThrow(/is there already/);
  expect(() => make('week3/day12/../..')).toThrow(/Say which lesson/);
  expect(() => make()).toThrow(/Say which lesson/);
  expect(existsSync(path.join(root, 'content/week3'))).toBe(true);
});
