import type { Answer, Verdict } from '@/lib/progress';
import type { Explain } from '@/lib/quiz';
import type { PointStatus } from '@/lib/quiz/explain';
import type { Grading } from './use-grade';

/** What is said of each point: by the grader, if there is one, and by the learner. */
export interface Judgement {
  id: string;
  grader: PointStatus | undefined;
  learner: PointStatus;
}

/** A tick means that the answer says it. Without one it does not; that it says the opposite is the grader's word. */
export function statusOf(ticked: boolean, grader: PointStatus | undefined): PointStatus {
  if (ticked) return 'met';
  return grader === 'contradicted' ? 'contradicted' : 'not shown';
}

/**
 * Puts together what the learner has said and what the grader has found; at first the learner agrees with it. Of what the
 * grader is unsure of, the learner has said nothing yet: it stays unsure until they do.
 */
export function judge(
  question: Explain,
  answer: Answer | undefined,
  grading: Grading | undefined,
): Judgement[] {
  return question.points.map(({ id }) => {
    const grader = grading?.grade.points.find((point) => point.id === id)?.status;
    const said =
      answer?.points !== undefined && Object.hasOwn(answer.points, id) ? answer.points[id] : undefined;
    return {
      id,
      grader,
      learner: said?.learner ?? (grader === 'unsure' ? grader : statusOf(grader === 'met', grader)),
    };
  });
}

/** The verdict that follows. Without a rubric: right with every point, wrong with none. */
export function verdictFor(judgements: readonly Judgement[], grading: Grading | undefined): Verdict {
  if (grading !== undefined)
    return grading.verdict(new Map(judgements.map(({ id, learner }) => [id, learner])));
  const met = judgements.filter(({ learner }) => learner === 'met').length;
  return met === judgements.length ? 'right' : met > 0 ? 'partly right' : 'wrong';
}

/** The judgements as they are saved and recorded. */
export function pointsOf(judgements: readonly Judgement[]): NonNullable<Answer['points']> {
  return Object.fromEntries(
    judgements.map(({ id, grader, learner }) => [
      id,
      grader === undefined ? { learner } : { learner, grader },
    ]),
  );
}
