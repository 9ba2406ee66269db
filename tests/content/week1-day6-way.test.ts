import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { names } from '@/content/week1/day6/names';
import { task } from '@/content/week1/day6/task';
import { createLab } from '@/lib/lab';
import { stepReports } from '@/lib/lab/checks';
import { wayTo } from '@/lib/lab/way';
import { workspaceOf } from '@/lib/lab/workspace';
import { layOver, readTree, readTrees } from '@/lib/lessons/server';
import { nameOf, withFiles } from '@/lib/tree';

const folder = 'content/week1/day6';
const start = await readTree(`${folder}/start`);
const solution = layOver(start, await readTree(`${folder}/solution`));
const stages = await readTrees(`${folder}/stages`);

/** What the last rung shows for each step when those before it were done as it shows: file by file, what goes and comes. */
const shown = new Map<string, Map<string, string[]>>();
beforeAll(async () => {
  let tree = start;
  for (const [at, { id }] of task.steps.entries()) {
    const lab = createLab();
    lab.begin({ lesson: 'week1/day6', start, solution, stages, tree });
    const steps = stepReports(task, workspaceOf(tree));
    lab.checked(steps, []);
    const files = (await lab.diffToSolution(id)).map(({ path, status, hunks }) => {
      const lines = hunks.flatMap((hunk) => hunk.lines).filter(({ kind }) => kind !== 'same');
      const changed = lines.map(({ kind, text }) => `${kind} ${text.trim()}`);
      return [nameOf(path), status === 'changed' ? changed : [status]] as const;
    });
    shown.set(id, new Map(files));
    tree = withFiles(tree, wayTo(steps, at, tree, solution, stages));
  }
});
const of = (step: string) => Object.fromEntries(shown.get(step) ?? []);

test('the diff of a step shows what this step asks for, and nothing of the later ones', () => {
  expect(Object.keys(of('copy')).sort()).toEqual([
    'deployment.yaml',
    'kustomization.yaml',
    'preflight-job.yaml',
  ]);
  expect(of('point')).toEqual({
    'app.yaml': [`out path: ${names.overlayBefore}`, `in path: ${names.overlay}`],
  });
  expect(of('hook')).toEqual({ 'service.yaml': ['missing'], 'smoke-test-hook.yaml': ['missing'] });
  expect(of('list')).toEqual({ 'kustomization.yaml': ['in - service.yaml', 'in - smoke-test-hook.yaml'] });
  expect(of('sync')).toEqual({});
});

test('mending the script and hardening the Job are two diffs of the same file', () => {
  const smoke = of('smoke')['smoke-test-hook.yaml']?.join('\n');
  expect(smoke).toMatch(/^out command: /);
  expect(smoke).toContain('in set -e');
  expect(smoke).not.toMatch(/securityContext|runAs|seccomp/);
  const harden = of('harden');
  expect(harden['smoke-test-hook.yaml']?.filter((line) => line.startsWith('out'))).toEqual([]);
  expect(harden['smoke-test-hook.yaml']).toContain(`in runAsUser: ${names.curlUser}`);
  expect(harden['app.yaml']).toEqual([
    `out ${names.enforceLabel}: baseline`,
    `in ${names.enforceLabel}: restricted`,
  ]);
});

test('the files on the way are those of Day 5 and of the text, letter by letter', () => {
  const { kustomizationFile, hookFile, day5, day6 } = names.inWorkspace;
  expect(stages.get('copy')?.get(kustomizationFile)).toBe(start.get(kustomizationFile.replace(day6, day5)));
  const prose = readFileSync(`${folder}/lesson.mdx`, 'utf8');
  const told = /```yaml title="[^"]*smoke-test-hook\.yaml"[^\n]*\n([\s\S]*?)```/.exec(prose)?.[1];
  expect(stages.get('hook')?.get(hookFile)).toBe(told);
});

test('who hardened the Job before mending its script keeps that', async () => {
  const { hookFile } = names.inWorkspace;
  const hardened = String(solution.get(hookFile)).replace('set -e', 'true');
  const lab = createLab();
  const tree = withFiles(solution, [[hookFile, hardened]]);
  lab.begin({ lesson: 'week1/day6', start, solution, stages, tree });
  lab.checked(stepReports(task, workspaceOf(tree)), []);
  const lines = (await lab.diffToSolution('smoke'))
    .flatMap(({ hunks }) => hunks)
    .flatMap((hunk) => hunk.lines);
  expect(
    lines.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text.trim()}`),
  ).toEqual(['out true', 'in set -e']);
});
