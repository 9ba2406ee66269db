export { type ClosedGrade, gradeClosed, type Mark, type Part } from './grade-closed';
export type {
  ClosedAnswer,
  ClosedQuestion,
  CompleteYaml,
  Explain,
  OneChoice,
  PutInOrder,
  Question,
  Quiz,
  SeveralChoices,
  SortIntoGroups,
} from './questions';
