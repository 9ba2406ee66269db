import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { task } from '@/content/week1/day6/task';
import type { Step, Workspace } from '@/lib/lessons';
import { layOver, readTree } from '@/lib/lessons/server';
import { workspaceOf } from './workspace';

const folder = 'content/week1/day6';
const namesIn = (place: string) => readdirSync(`${folder}/${place}`).sort();

const start = await readTree(`${folder}/start`);
const solution = layOver(start, await readTree(`${folder}/solution`));
const overlay = async (place: string, base: typeof start) =>
  workspaceOf(layOver(base, await readTree(`${folder}/${place}`)));

const passes = (step: Step, workspace: Workspace) =>
  step.checks.every((check) => check.test(workspace).holds);
const says = (step: Step, workspace: Workspace) =>
  step.checks.flatMap((check) => {
    const outcome = check.test(workspace);
    return outcome.holds ? [] : [`${check.id}: ${outcome.saw}`];
  });
const mistakes = task.steps.flatMap((step) => step.mistakes.map((mistake) => ({ step, mistake })));

describe('the start', () => {
  const workspace = workspaceOf(start);
  test.each(task.steps)('does not pass the step $id, and says what to do', (step) => {
    expect(passes(step, workspace)).toBe(false);
    for (const sentence of says(step, workspace)) expect(sentence).toMatch(/[.?]$/);
  });
  test('makes none of the known mistakes', () => {
    expect(
      mistakes.filter(({ mistake }) => mistake.made(workspace)).map(({ mistake }) => mistake.id),
    ).toEqual([]);
  });
});

describe.each([
  { name: 'the solution', make: async () => workspaceOf(solution) },
  ...namesIn('alternatives').map((name) => ({ name, make: () => overlay(`alternatives/${name}`, start) })),
])('$name', async ({ make }) => {
  const workspace = await make();
  test.each(task.steps)('passes the step $id', (step) => {
    expect(says(step, workspace)).toEqual([]);
  });
  test('makes none of the known mistakes', () => {
    expect(
      mistakes.filter(({ mistake }) => mistake.made(workspace)).map(({ mistake }) => mistake.id),
    ).toEqual([]);
  });
});

describe('the known mistakes', () => {
  test('have a folder each, and every folder is one', () => {
    expect(namesIn('mistakes')).toEqual(mistakes.map(({ mistake }) => mistake.id).sort());
  });
  test.each(mistakes.map(({ step, mistake }) => ({ id: mistake.id, step })))(
    '$id fails its step and earns its own hint',
    async ({ id, step }) => {
      const workspace = await overlay(`mistakes/${id}`, solution);
      expect(passes(step, workspace)).toBe(false);
      expect(
        mistakes.filter(({ mistake }) => mistake.made(workspace)).map(({ mistake }) => mistake.id),
      ).toEqual([id]);
    },
  );
  test('have hints that differ', () => {
    expect(new Set(mistakes.map(({ mistake }) => mistake.hint)).size).toBe(mistakes.length);
  });
});
