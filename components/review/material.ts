import type { ClosedQuestion, Explain } from '@/lib/quiz';
import { questionOfStep } from '@/lib/review';

/** A step of a task, as it is asked again. */
export interface StepQuestion {
  kind: 'step';
  /** `step:service` */
  id: string;
  /** The step's own id, which names its place in the lesson. */
  step: string;
  title: string;
  /** What is true when it is done, as statements. */
  says: readonly string[];
  /** What had to be changed. */
  change: string;
}

export type Asked = ClosedQuestion | Explain | StepQuestion;

/** What can be asked of one lesson. */
export interface LessonMaterial {
  /** `week1/day6` */
  lesson: string;
  title: string;
  asked: readonly Asked[];
  /** Where the rubric lies by which explanations are compared. */
  rubricUrl: string | undefined;
}

/** What the review takes from a lesson's task. */
export interface StepOfTask {
  id: string;
  title: string;
  checks: readonly { says: string }[];
  hints: { change: string };
}

/** A step of a task as a question. */
export function askStep({ id, title, checks, hints }: StepOfTask): StepQuestion {
  const says = checks.map((check) => check.says);
  return { kind: 'step', id: questionOfStep(id), step: id, title, says, change: hints.change };
}

/** The name of a card: of its lesson and its question. */
export function keyOf({ lesson, question }: { lesson: string; question: string }): string {
  return `${lesson}#${question}`;
}

/** One thing to ask, with the lesson it comes from. */
export interface Material extends Omit<LessonMaterial, 'asked'> {
  asked: Asked;
}

/** Finds what a card asks, by its name. */
export function materialByKey(lessons: readonly LessonMaterial[]): ReadonlyMap<string, Material> {
  return new Map(
    lessons.flatMap(({ asked, ...lesson }) =>
      asked.map((one): [string, Material] => [
        keyOf({ lesson: lesson.lesson, question: one.id }),
        { ...lesson, asked: one },
      ]),
    ),
  );
}
