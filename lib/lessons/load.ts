import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Quiz } from '@/lib/quiz';
import type { Rubric } from '@/lib/quiz/explain';
import { quizSchema } from '@/lib/quiz/schema';
import type { Tree } from '@/lib/tree';
import { checkAgreement } from './agreement';
import { checkMistakes, checkStages, checkYaml } from './check-folders';
import { type CompiledLesson, compileLesson } from './compile';
import { foldersIn, layOver, readTree, readTrees } from './files';
import { inWords } from './issue';
import { parseRubric } from './rubric';
import { faultIn, readSources } from './sources';
import type { Stages } from './stages';
import type { Task } from './task';
import { parseTask } from './task-schema';

const CONTENT = 'content';
const WEEK = /^week(\d+)$/;
const DAY = /^day(\d+)$/;

/** A lesson's place in the course. `id` is also its address: `week1/day6`. */
export interface LessonPlace {
  id: string;
  week: number;
  day: number;
}

/** Everything of a lesson, parsed, compiled, and in agreement with itself. */
export interface Lesson extends LessonPlace, CompiledLesson {
  task: Task;
  quiz: Quiz;
  /** How the explanation is recognised, or null where nothing in the lesson is graded so. */
  rubric: Rubric | null;
  /** The workspace at the beginning, and when everything is done. */
  start: Tree;
  solution: Tree;
  /** What the files look like on the way there. */
  stages: Stages;
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
 * Loads, compiles and checks a lesson.
 *
 * @param modules what `task.ts` and `quiz.ts` export, not yet parsed
 * @throws ContentFault with file, line and what to write instead
 */
export async function loadLesson(
  place: LessonPlace,
  modules: { task: unknown; quiz: unknown; rubric: unknown },
): Promise<Lesson> {
  const folder = path.join(CONTENT, place.id);
  const file = `${folder}/lesson.mdx`;
  const [source, taskSources, quizSources] = await Promise.all([
    readFile(file, 'utf8'),
    readSources(folder, 'task.ts'),
    readSources(folder, 'quiz.ts'),
  ]);

  const compiled = await compileLesson(file, source);
  const task = parseTask(`${folder}/task.ts`, '', modules.task, taskSources);
  const parsedQuiz = quizSchema.safeParse(modules.quiz);
  if (!parsedQuiz.success) {
    const issue = parsedQuiz.error.issues[0];
    throw faultIn(quizSources, modules.quiz, issue?.path ?? [], inWords(issue));
  }
  const start = await readTree(path.join(folder, 'start'));
  const stages = await readTrees(path.join(folder, 'stages'));
  const solution = await readTree(path.join(folder, 'solution'));
  checkStages(folder, stages, task, taskSources);
  checkYaml(`${folder}/start`, start);
  checkYaml(`${folder}/solution`, solution);
  for (const [step, tree] of stages) checkYaml(`${folder}/stages/${step}`, tree);
  const lesson: Lesson = {
    ...place,
    ...compiled,
    task,
    quiz: parsedQuiz.data,
    rubric: parseRubric(quizSources, modules.rubric, parsedQuiz.data),
    start,
    solution: layOver(start, solution),
    stages,
  };
  checkAgreement(lesson, { text: file, task: taskSources, quiz: quizSources });
  checkMistakes(folder, await foldersIn(path.join(folder, 'mistakes')), task, taskSources);
  return lesson;
}
