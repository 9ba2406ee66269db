import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { modulesOf } from '@/content/modules';
import { tasks } from '@/content/tasks';
import { build } from '@/lib/kustomize';
import { findLessons, layOver, loadLesson, readTree } from '@/lib/lessons/server';
import { quizSchema } from '@/lib/quiz/schema';
import { folderOf, nameOf, type Tree } from '@/lib/tree';
import { validateTree } from '@/lib/validation';
import { hasKubectl, kubectlKustomize } from './kubectl';

const lessons = await findLessons();

/** What a module of a lesson exports under a name. */
async function exported(id: string, module: string): Promise<unknown> {
  const all: Record<string, unknown> = await import(path.resolve('content', id, `${module}.ts`));
  return all[module];
}

const quizOf = async (id: string) => quizSchema.parse(await exported(id, 'quiz'));

test('the registry of tasks names exactly the lessons that are written', () => {
  expect(Object.keys(tasks).sort()).toEqual(lessons.map(({ id }) => id).sort());
});

describe.each(lessons)('$id', (place) => {
  test('is registered with its own task', async () => {
    expect(await tasks[place.id]?.()).toBe(await exported(place.id, 'task'));
  });

  test('has a text that tells its task and its questions', async () => {
    const lesson = await loadLesson(place, await modulesOf(place.id));
    expect(lesson.frontmatter.title).toBeTruthy();
  });

  test('has questions whose every answer leads to a paragraph of the text', async () => {
    const quiz = await quizOf(place.id);
    const { text } = await loadLesson(place, await modulesOf(place.id));
    const links = [...JSON.stringify(quiz).matchAll(/"teaches":"#([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(0);
    expect([...new Set(links)].filter((link) => !text.anchors.has(link))).toEqual([]);
  });

  test('begins and ends without a problem in the editor, and no other right solution has an error', async () => {
    const folder = `content/${place.id}`;
    const start = await readTree(`${folder}/start`);
    const over = async (name: string) => layOver(start, await readTree(`${folder}/${name}`));
    const problems = (tree: Tree) =>
      [...validateTree(tree)].flatMap(([path, all]) => all.map((one) => ({ path, ...one })));
    expect(problems(start)).toEqual([]);
    expect(problems(await over('solution'))).toEqual([]);
    for (const name of list(`${folder}/alternatives`)) {
      const errors = problems(await over(`alternatives/${name}`)).filter(({ severity }) => severity === 1);
      expect(errors, name).toEqual([]);
    }
  });

  test.runIf(hasKubectl)(
    'has only kustomizations that the real kustomize builds, to the same text as ours',
    async () => {
      const folder = `content/${place.id}`;
      const start = await readTree(`${folder}/start`);
      const overlays = ['solution', ...list(`${folder}/alternatives`).map((name) => `alternatives/${name}`)];
      const trees = [
        start,
        ...(await Promise.all(
          overlays.map((name) => readTree(`${folder}/${name}`).then((t) => layOver(start, t))),
        )),
      ];
      const differences = trees.flatMap((tree, index) =>
        [...tree.keys()]
          .filter((file) => nameOf(file) === 'kustomization.yaml')
          .flatMap((file) => {
            const [real, ours] = [kubectlKustomize(tree, folderOf(file)), build(tree, folderOf(file))];
            const same = 'text' in real && 'output' in ours && real.text === ours.output;
            return same ? [] : [{ tree: overlays[index - 1] ?? 'start', file, real, ours }];
          }),
      );
      expect(differences).toEqual([]);
    },
  );
});

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
