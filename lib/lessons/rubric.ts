import type { Quiz } from '@/lib/quiz';
import type { Rubric } from '@/lib/quiz/explain';
import { rubricSchema } from '@/lib/quiz/explain/schema';
import { ContentFault } from './fault';

/**
 * Reads a lesson's rubric, and checks that it grades a question of the quiz, point by point.
 *
 * @param file the path of `quiz.ts`, for messages
 * @param value what it exports as `rubric`; undefined where nothing is graded so
 * @throws ContentFault when it is no rubric, or speaks of other points than the question does
 */
export function parseRubric(file: string, value: unknown, quiz: Quiz): Rubric | null {
  if (value === undefined) return null;
  const parsed = rubricSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ContentFault(file, 1, `rubric, ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const rubric = parsed.data;
  const question = quiz.find((one) => one.id === rubric.question);
  if (question?.kind !== 'explain') {
    throw new ContentFault(
      file,
      1,
      `the rubric grades "${rubric.question}", which is no question to explain`,
    );
  }
  const asked = question.points.map((point) => point.id).join(', ');
  const graded = rubric.points.map((point) => point.id).join(', ');
  if (asked !== graded) {
    throw new ContentFault(
      file,
      1,
      `the question has the points ${asked}, the rubric ${graded}; name them alike`,
    );
  }
  return rubric;
}
