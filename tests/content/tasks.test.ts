import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tasks } from '@/content/tasks';
import { stepReports } from '@/lib/lab/checks';
import { wayTo } from '@/lib/lab/way';
import { workspaceOf } from '@/lib/lab/workspace';
import { filesOf, type Step, type Task, type Workspace } from '@/lib/lessons';
import { layOver, readTree, readTrees } from '@/lib/lessons/server';
import { type Tree, withFiles } from '@/lib/tree';

/** The folders in a folder of the content; none where there is no such folder. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const passes = (step: Step, workspace: Workspace) =>
  step.checks.every((check) => check.test(workspace).holds);

/** What the failing checks of a step say. */
const said = (step: Step, workspace: Workspace) =>
  step.checks.flatMap((check) => {
    const outcome = check.test(workspace);
    return outcome.holds ? [] : [`${check.id}: ${outcome.saw}`];
  });

const mistakesOf = (task: Task) =>
  task.steps.flatMap((step) => step.mistakes.map((mistake) => ({ step, mistake, id: mistake.id })));
const made = (task: Task, workspace: Workspace) =>
  mistakesOf(task).flatMap(({ mistake }) => (mistake.made(workspace) ? [mistake.id] : []));

const lessons = await Promise.all(
  Object.entries(tasks).map(async ([id, load]) => {
    const start = await readTree(`content/${id}/start`);
    const solution = layOver(start, await readTree(`content/${id}/solution`));
    const stages = await readTrees(`content/${id}/stages`);
    return { id, task: await load(), start, solution, stages };
  }),
);

describe.each(lessons)('$id', ({ id, task, start, solution, stages }) => {
  const overlay = async (place: string, base: typeof start) =>
    workspaceOf(layOver(base, await readTree(`content/${id}/${place}`)));

  describe('the start', () => {
    const workspace = workspaceOf(start);
    test.each(task.steps)(
      'does not pass the step $id, and each failed check says so in a sentence',
      (step) => {
        expect(passes(step, workspace)).toBe(false);
        for (const sentence of said(step, workspace)) expect(sentence).toMatch(/\.$/);
      },
    );
    test('makes none of the known mistakes', () => {
      expect(made(task, workspace)).toEqual([]);
    });
  });

  describe.each([
    'solution',
    ...foldersIn(`content/${id}/alternatives`).map((name) => `alternatives/${name}`),
  ])('the %s', async (place) => {
    const workspace = place === 'solution' ? workspaceOf(solution) : await overlay(place, start);
    test.each(task.steps)('passes the step $id', (step) => {
      expect(said(step, workspace)).toEqual([]);
    });
    test('makes none of the known mistakes', () => {
      expect(made(task, workspace)).toEqual([]);
    });
  });

  describe('the last rung of the ladder', () => {
    /** The files when one has done what it says for the steps at these places, one after the other. */
    const taken = (places: readonly number[], from: Tree) =>
      places.reduce((tree, at) => {
        const way = wayTo(stepReports(task, workspaceOf(tree)), at, tree, solution, stages);
        return withFiles(tree, way);
      }, from);
    const steps = task.steps.map((step, at) => ({ at, id: step.id, step }));
    const first = (count: number) => [...task.steps.keys()].slice(0, count);
    const upTo = (count: number) => taken(first(count), start);

    test.each(steps)('has all that the step $id wants where those before it are done', ({ at }) => {
      const after = workspaceOf(upTo(at + 1));
      expect(task.steps.slice(0, at + 1).flatMap((step) => said(step, after))).toEqual([]);
    });
    test('ends at the solution, and has nothing more to say there', () => {
      const end = upTo(steps.length);
      expect(end).toEqual(solution);
      for (const { at } of steps) expect(taken([at], end)).toEqual(end);
    });
    test.each(foldersIn(`content/${id}/alternatives`))(
      'mends a step for who goes the way of %s and has lost its files',
      async (name) => {
        const other = layOver(start, await readTree(`content/${id}/alternatives/${name}`));
        for (const { at, step } of steps) {
          const lost = withFiles(
            other,
            filesOf(step, other).map((path) => [path, undefined]),
          );
          expect(said(step, workspaceOf(taken(first(at + 1), lost))), step.id).toEqual([]);
        }
      },
    );
  });

  describe('the known mistakes', () => {
    test('have a folder each, and every folder is one', () => {
      const ids = mistakesOf(task).map((entry) => entry.id);
      expect(foldersIn(`content/${id}/mistakes`)).toEqual(ids.sort());
    });
    test.each(mistakesOf(task))(
      '$id fails its step and earns its own hint',
      async ({ id: mistake, step }) => {
        const workspace = await overlay(`mistakes/${mistake}`, solution);
        expect(passes(step, workspace)).toBe(false);
        expect(made(task, workspace)).toEqual([mistake]);
      },
    );
    test('have hints that differ', () => {
      const hints = mistakesOf(task).map(({ mistake }) => mistake.hint);
      expect(new Set(hints).size).toBe(hints.length);
    });
  });
});
