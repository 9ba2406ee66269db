import type { PointRubric } from './rubric';
import type { Span, Statement } from './statements';

export type PointStatus = 'met' | 'not shown' | 'contradicted' | 'unsure';

export interface PointGrade {
  id: string;
  status: PointStatus;
  /** Set on an unsure point for which something was said against it, too: it may turn out contradicted. */
  disputed?: true;
  /** The words of the answer that decided it, in order; empty when nothing was said to the point. */
  evidence: Span[];
}

function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last !== undefined && span.start <= last.end + 1) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}

/** Whether the same is said of a thing and denied, in the same words. */
function takesBack(one: Statement, other: Statement): boolean {
  return one.denied !== other.denied && one.idea === other.idea && one.words === other.words;
}

/**
 * What the statements of an answer make of a point. Who says one thing and then another that does not
 * go with it leaves us unsure, and so does who only guesses; who says and denies the very same contradicts it; what is said of both things alike is no difference, and meets nothing.
 *
 * @param unreadable whether part of the answer could not be read, so that silence proves nothing.
 */
export function gradePoint(
  point: PointRubric,
  statements: readonly Statement[],
  unreadable: boolean,
): PointGrade {
  const about = statements.filter((statement) => statement.thing === point.about);
  const among = (ideas: readonly string[] | undefined) =>
    about.filter((one) => ideas?.includes(one.denied ? `!${one.idea}` : one.idea) === true);
  const against = among(point.denies);
  const clearlyAgainst = against.filter((one) => !one.hedged);
  const said = among(point.says).filter((one) => !one.shared);
  const clearly = said.filter((one) => !one.hedged);
  const hinted = among(point.hints).filter((one) => !one.shared);
  const grade = (status: PointStatus, by: readonly Statement[]): PointGrade => ({
    id: point.id,
    status,
    evidence: merged(by.flatMap((one) => one.spans)),
  });
  if (clearlyAgainst.length > 0) {
    const unsaid = clearly.find((one) => clearlyAgainst.some((against) => takesBack(one, against)));
    if (unsaid !== undefined) return grade('contradicted', [unsaid, ...clearlyAgainst]);
    return clearly.length > 0
      ? { ...grade('unsure', [...clearly, ...clearlyAgainst]), disputed: true }
      : grade('contradicted', clearlyAgainst);
  }
  if (against.length > 0) return { ...grade('unsure', [...said, ...against]), disputed: true };
  if (clearly.length > 0) return grade('met', clearly);
  if (said.length > 0 || hinted.length > 0) return grade('unsure', [...said, ...hinted]);
  return grade(unreadable ? 'unsure' : 'not shown', []);
}
