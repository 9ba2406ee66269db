import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { names } from '@/content/week1/day6/names';
import { quiz } from '@/content/week1/day6/quiz';
import { workspaceOf } from '@/lib/lab/workspace';
import { layOver, readTree } from '@/lib/lessons/server';

const folder = 'content/week1/day6';
const start = await readTree(`${folder}/start`);
const solution = workspaceOf(layOver(start, await readTree(`${folder}/solution`)));
const objects = [...solution.tree.keys()].flatMap((path) => solution.objects(path));
const prose = readFileSync(`${folder}/lesson.mdx`, 'utf8');
const yaml = [...solution.tree.values()].join('\n');

/** All different matches of a pattern, sorted. */
const all = (pattern: RegExp, text: string) =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[0]))].sort();

describe('the names of Day 6', () => {
  test('are those of the objects in the solution', () => {
    const shown = objects.map(({ value: { kind, metadata } }) => `${String(kind)} ${nameIn(metadata)}`);
    expect(shown).toEqual(
      expect.arrayContaining([
        `Application ${names.application}`,
        `Deployment ${names.deployment}`,
        `Service ${names.service}`,
        `Job ${names.preflight}`,
        `Job ${names.hook}`,
      ]),
    );
  });
  test('include every image of the files and of the text', () => {
    const known = Object.values(names.images).sort();
    expect(all(/docker\.io\/[\w./-]+:[\w.-]+\w/g, yaml)).toEqual(known);
    const told = all(/docker\.io\/[\w./-]+:[\w.-]+\w/g, prose);
    expect(told.filter((image) => !known.some((one) => one === image))).toEqual([]);
  });
  test('include every path of the lesson that the text names', () => {
    const paths = all(/week1\/day\d[\w/.-]*\w/g, prose);
    const known = [names.day5, names.day6, names.overlay, names.base];
    const files = [...solution.tree.keys()].map((path) => path.replace(`${names.repository}/`, ''));
    expect(paths.filter((path) => ![...known, ...files].includes(path))).toEqual([]);
  });
  test('agree with the files in the user, the port and the annotations', () => {
    expect(yaml).toContain(`runAsUser: ${names.curlUser}\n`);
    expect(prose).toContain(`runAsUser: ${names.curlUser}\n`);
    expect(yaml).toContain(`containerPort: ${names.serverPort}\n`);
    expect(yaml).toContain(`port: ${names.servicePort}\n`);
    expect(yaml).toContain(`${names.annotations.hook}: ${names.hookPhase}\n`);
    expect(yaml).toContain(`${names.annotations.deletePolicy}: ${names.deletePolicy}\n`);
    expect(prose).toContain(`${names.annotations.deletePolicy}: ${names.deletePolicy}\n`);
    expect(yaml).toContain(`${names.enforceLabel}: restricted\n`);
  });
});

describe('the example in the text', () => {
  const fences = [...prose.matchAll(/```yaml title="([^"]+)"\n([\s\S]*?)```/g)].map((m) => ({
    title: m[1],
    code: m[2],
  }));
  test('is the file of the solution, letter by letter', () => {
    const example = /<Annotated[\s\S]*?```yaml\n([\s\S]*?)```/.exec(prose)?.[1];
    expect(example).toBe(solution.tree.get(names.inWorkspace.hookFile));
  });
  test('shows the Service as the solution has it', () => {
    const service = fences.find(({ title }) => title?.endsWith('service.yaml'))?.code;
    expect(service).toBe(solution.tree.get(names.inWorkspace.serviceFile));
  });
});

test('there are at least two questions of each of the five closed kinds', () => {
  const counts = new Map<string, number>();
  for (const { kind } of quiz) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const kind of ['one-choice', 'several-choices', 'put-in-order', 'sort-into-groups', 'complete-yaml'])
    expect(counts.get(kind), kind).toBeGreaterThanOrEqual(2);
  expect(quiz.filter(({ kind }) => kind === 'explain')).toHaveLength(1);
});

function nameIn(metadata: unknown): string {
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata ? String(metadata.name) : '';
}
