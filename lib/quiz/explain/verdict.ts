import type { PointGrade } from './points';
import type { Rubric } from './rubric';

export type Verdict = 'correct' | 'partly correct' | 'incorrect' | 'unsure';
export type SureVerdict = Exclude<Verdict, 'unsure'>;
type Decided = Pick<PointGrade, 'id' | 'status' | 'disputed'>;

function settled(rubric: Rubric, points: readonly Decided[]): SureVerdict {
  const count = (status: PointGrade['status']) => points.filter((point) => point.status === status).length;
  const isMet = (id: string) => points.some((point) => point.id === id && point.status === 'met');
  const [met, contradicted] = [count('met'), count('contradicted')];
  if (contradicted === 0 && rubric.correctWith.every((group) => group.some(isMet))) return 'correct';
  return met > 0 && met >= contradicted ? 'partly correct' : 'incorrect';
}

/**
 * The verdict that follows from the points. Where a point is unsure, it is the verdict that holds however that point is
 * decided; if there is none, the verdict is unsure. Also used when a learner has decided the points themselves.
 */
export function verdictOf(rubric: Rubric, points: readonly Decided[]): Verdict {
  const open = points.find((point) => point.status === 'unsure');
  if (open === undefined) return settled(rubric, points);
  const ways: PointGrade['status'][] = ['met', 'not shown'];
  if (open.disputed === true) ways.push('contradicted');
  const verdicts = ways.map((status) =>
    verdictOf(
      rubric,
      points.map((point) => (point === open ? { id: point.id, status } : point)),
    ),
  );
  const [first] = verdicts;
  return first !== undefined && verdicts.every((verdict) => verdict === first) ? first : 'unsure';
}
