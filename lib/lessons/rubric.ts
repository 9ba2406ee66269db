import type { Quiz } from '@/lib/quiz';
import type { Rubric } from '@/lib/quiz/explain';
import { rubricSchema } from '@/lib/quiz/explain/schema';
import { inWords } from './issue';
import { faultAt, faultIn, type Sources } from './sources';

/**
 * Reads a lesson's rubric, and checks that it grades a question of the quiz, point by point.
 *
 * @param sources the code of the quiz, `quiz.ts` in front
 * @param value what it exports as `rubric`; undefined where nothing is graded so
 * @throws ContentFault when it is no rubric, or speaks of other points than the question does
 */
export function parseRubric(sources: Sources, value: unknown, quiz: Quiz): Rubric | null {
  if (value === undefined) return null;
  const parsed = rubricSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw faultIn(sources, value, issue?.path ?? [], `rubric: ${inWords(issue)}`);
  }
  const rubric = parsed.data;
  const question = quiz.find((one) => one.id === rubric.question);
  if (question?.kind !== 'explain') {
    throw faultAt(
      sources,
      [`question: '${rubric.question}'`],
      `the rubric grades "${rubric.question}", which is no question to explain`,
    );
  }
  const asked = question.points.map((point) => point.id).join(', ');
  const graded = rubric.points.map((point) => point.id).join(', ');
  if (asked !== graded) {
    const strange = rubric.points.find((point) => !question.points.some(({ id }) => id === point.id));
    throw faultAt(
      sources,
      [...(strange === undefined ? [] : [`id: '${strange.id}'`]), `question: '${rubric.question}'`],
      `the question has the points ${asked}, the rubric ${graded}; name them alike`,
    );
  }
  return rubric;
}
