import type { PointStatus } from './points';
import type { Rubric } from './rubric';

export type Verdict = 'correct' | 'partly correct' | 'incorrect' | 'unsure';
export type SureVerdict = Exclude<Verdict, 'unsure'>;

function settled(rubric: Rubric, statuses: ReadonlyMap<string, PointStatus>): SureVerdict {
  const all = [...statuses.values()];
  const met = all.filter((status) => status === 'met').length;
  const contradicted = all.filter((status) => status === 'contradicted').length;
  const isMet = (id: string) => statuses.get(id) === 'met';
  if (contradicted === 0 && rubric.correctWith.every((group) => group.some(isMet))) return 'correct';
  return met > 0 && met >= contradicted ? 'partly correct' : 'incorrect';
}

/**
 * The verdict that follows from the points. Where a point is unsure, it is the verdict that holds however that point is
 * decided; if there is none, the verdict is unsure. Also used when a learner has decided the points themselves.
 */
export function verdictOf(rubric: Rubric, statuses: ReadonlyMap<string, PointStatus>): Verdict {
  const open = [...statuses].find(([, status]) => status === 'unsure');
  if (open === undefined) return settled(rubric, statuses);
  const [id] = open;
  const ways = (['met', 'not shown', 'contradicted'] as const).map((status) =>
    verdictOf(rubric, new Map(statuses).set(id, status)),
  );
  const [first] = ways;
  return first !== undefined && ways.every((verdict) => verdict === first) ? first : 'unsure';
}
