import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tasks } from '@/content/tasks';
import { workspaceOf } from '@/lib/lab/workspace';
import type { Step, Task, Workspace } from '@/lib/lessons';
import { layOver, readTree } from '@/lib/lessons/server';

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
    return { id, task: await load(), start, solution };
  }),
);

describe.each(lessons)('$id', ({ id, task, start, solution }) => {
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
