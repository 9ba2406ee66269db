// This door is light: nothing behind it loads an editor, a YAML parser or a schema. Those live in the worker.
export type { LabClient } from './client';
export type { Keeper, ResetScope } from './keeper';
export type { BuildReport, CheckReport, Completion, StepReport, Target } from './protocol';
export { startSession } from './session';
export type { DiffLine, FileDiff } from './solution-diff';
export type { LabState, Place, Undoable } from './state';
export { type Beginning, createLab, type Lab, labStore } from './store';
