/** The parts of a lesson that are code, as they are written; whoever asks parses them (lib/lessons/server). */
export interface LessonModules {
  task: unknown;
  quiz: unknown;
  /** How the explanation is recognised; undefined where `quiz.ts` exports no `rubric`. */
  rubric: unknown;
}

/**
 * Imports the task, the quiz and the rubric of one lesson.
 *
 * @param id the lesson's place in the course: `week1/day6`
 */
export async function modulesOf(id: string): Promise<LessonModules> {
  const [week, day] = id.split('/');
  const [task, quiz] = await Promise.all([
    import(`./${week}/${day}/task.ts`),
    import(`./${week}/${day}/quiz.ts`),
  ]);
  return { task: task.task, quiz: quiz.quiz, rubric: quiz.rubric };
}
