import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { layOver, readTree } from '@/lib/lessons/server';
import type { Tree } from '@/lib/tree';
import type { Compose } from '@/lib/validation/cli/main';
import type { Composed } from '@/lib/validation/cli/report';

/** Beside the mistakes of a lesson: which rules the editor has to name in each. */
const NAMED = 'diagnostics.json';
const namedSchema = v.record(v.string(), v.array(v.string()));
const PARTS = ['start', 'solution', 'stages', 'alternatives', 'mistakes'];

/** The workspaces of all lessons at or below a path, as a learner would have them. */
export const compose: Compose = async (target) => {
  const composed: Composed[] = [];
  const parts: string[] = [];
  for (const lesson of lessonsIn(target)) {
    for (const part of PARTS) parts.push(path.posix.join(lesson, part));
    const start = await readTree(path.join(lesson, 'start'));
    const solution = layOver(start, await readTree(path.join(lesson, 'solution')));
    const onSolution = [`${lesson}/solution`, `${lesson}/start`];
    composed.push({ tree: start, onDisk: foundIn([`${lesson}/start`]) });
    composed.push({ tree: solution, onDisk: foundIn(onSolution) });
    for (const folder of foldersIn(`${lesson}/alternatives`))
      composed.push({ tree: await over(start, folder), onDisk: foundIn([folder, `${lesson}/start`]) });
    const named = namedBy(lesson);
    for (const folder of foldersIn(`${lesson}/mistakes`)) {
      const rules = named[path.basename(folder)] ?? [];
      const tree = await over(solution, folder);
      composed.push({ tree, onDisk: foundIn([folder, ...onSolution]), wrong: { folder, rules } });
    }
  }
  return { composed, parts };
};

/** Lessons have a text and a start; paths are relative to where the command runs. */
function lessonsIn(target: string): string[] {
  const folder = path.posix.normalize(path.relative('', target).split(path.sep).join('/') || '.');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  if (existsSync(`${folder}/lesson.mdx`) && existsSync(`${folder}/start`)) return [folder];
  return foldersIn(folder)
    .filter((below) => !/(?:^|\/)(?:node_modules|\.[^/]*)$/.test(below))
    .flatMap(lessonsIn);
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => path.posix.join(folder, name)).sort();
}

async function over(base: Tree, folder: string): Promise<Tree> {
  return layOver(base, await readTree(folder));
}

function foundIn(folders: readonly string[]): Composed['onDisk'] {
  return (file) => `${folders.find((folder) => existsSync(`${folder}/${file}`)) ?? folders[0]}/${file}`;
}

function namedBy(lesson: string): Record<string, string[]> {
  const file = `${lesson}/${NAMED}`;
  return existsSync(file) ? v.parse(namedSchema, JSON.parse(readFileSync(file, 'utf8'))) : {};
}
