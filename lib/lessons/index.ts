export { isSection, SECTIONS, type Section } from './sections';
export type { Check, Hints, Mistake, Outcome, PlacedObject, Step, Task, Workspace } from './task';
