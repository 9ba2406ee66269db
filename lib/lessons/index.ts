export type { Check, Hints, Mistake, Outcome, PlacedObject, Step, Task, Workspace } from './task';
