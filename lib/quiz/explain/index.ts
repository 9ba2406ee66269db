export { type ExplanationGrade, gradeExplanation } from './grade';
export { longestAnswer } from './limits';
export type { PointGrade, PointStatus } from './points';
export type { PointRubric, Rubric, Thing } from './rubric';
export type { Span } from './statements';
export { type SureVerdict, type Verdict, verdictOf } from './verdict';
