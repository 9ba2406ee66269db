export { isSection, SECTIONS, type Section } from './sections';
export { filesOf, type Stages, solutionAt } from './stages';
export type { Check, Hints, Mistake, Outcome, PlacedObject, Step, Task, Workspace } from './task';
