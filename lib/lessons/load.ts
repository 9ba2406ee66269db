import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tree } from '@/lib/tree';
import { type CompiledLesson, compileLesson } from './compile';
import { ContentFault, lineOf } from './fault';
import { layOver, readTree } from './files';
import type { Task } from './task';

const CONTENT = 'content';
const WEEK = /^week(\d+)$/;
const DAY = /^day(\d+)$/;

/** A lesson's place in the course. `id` is also its address: `week1/day6`. */
export interface LessonPlace {
  id: string;
  week: number;
  day: number;
}

export interface Lesson extends LessonPlace, CompiledLesson {
  start: Tree;
  solution: Tree;
}

/** All lessons that are written, in the order of the course. */
export async function findLessons(root = CONTENT): Promise<LessonPlace[]> {
  const places: LessonPlace[] = [];
  for (const week of await readdir(root)) {
    const weekNumber = Number(WEEK.exec(week)?.[1]);
    if (!weekNumber) continue;
    for (const day of await readdir(path.join(root, week))) {
      const dayNumber = Number(DAY.exec(day)?.[1]);
      if (dayNumber) places.push({ id: `${week}/${day}`, week: weekNumber, day: dayNumber });
    }
  }
  return places.sort((a, b) => a.week - b.week || a.day - b.day);
}

/**
 * Loads and compiles a lesson, and checks its text against its task and its quiz.
 *
 * @throws ContentFault with file, line and what to write instead
 */
export async function loadLesson(
  place: LessonPlace,
  task: Task,
  quiz: readonly { id: string }[],
): Promise<Lesson> {
  const folder = path.join(CONTENT, place.id);
  const file = `${folder}/lesson.mdx`;
  const compiled = await compileLesson(file, await readFile(file, 'utf8'));
  const taskFile = `${folder}/task.ts`;
  await sameIds(compiled.text.steps, file, 'Step', task.steps, taskFile);
  const questions = new Set(quiz.map((question) => question.id));
  for (const { id, line } of compiled.text.questions) {
    if (!questions.has(id)) {
      throw new ContentFault(
        file,
        line,
        `no question "${id}" in quiz.ts; it has ${[...questions].join(', ')}`,
      );
    }
  }
  const start = await readTree(path.join(folder, 'start'));
  if (!start.has(task.opens)) {
    const source = await readFile(taskFile, 'utf8');
    throw new ContentFault(
      taskFile,
      lineOf(source, 'opens'),
      `opens "${task.opens}", which is not a file of start/`,
    );
  }
  return {
    ...place,
    ...compiled,
    start,
    solution: layOver(start, await readTree(path.join(folder, 'solution'))),
  };
}

/** The text must tell every step of the task, once, and in the same order. */
async function sameIds(
  told: readonly { id: string; line: number }[],
  file: string,
  component: string,
  wanted: readonly { id: string }[],
  wantedFile: string,
): Promise<void> {
  for (const [index, { id, line }] of told.entries()) {
    const expected = wanted[index]?.id;
    if (id === expected) continue;
    const instead = expected
      ? `write <${component} id="${expected}"> here`
      : `take it out, or add it to ${wantedFile}`;
    throw new ContentFault(
      file,
      line,
      `<${component} id="${id}"> is not the next one of ${wantedFile}; ${instead}`,
    );
  }
  const missing = wanted[told.length]?.id;
  if (missing === undefined) return;
  const line = lineOf(await readFile(wantedFile, 'utf8'), `'${missing}'`);
  throw new ContentFault(
    wantedFile,
    line,
    `${component} "${missing}" is not told in ${file}; add <${component} id="${missing}">`,
  );
}
