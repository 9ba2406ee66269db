import type { StoreApi } from 'zustand/vanilla';
import type { Stages } from '@/lib/lessons';
import type { FileChange, Tree } from '@/lib/tree';
import type { Diagnostic } from '@/lib/validation';
import type { Keeper } from './keeper';
import type { StepReport, Target } from './protocol';

/** A place in a file, one-based as people count; `asked` tells one request for the same place from the next. */
export interface Place {
  path: string;
  line: number;
  column: number;
  asked: number;
}

/** A file or folder that has another path now. */
export interface Move {
  from: string;
  to: string;
}

/** A change that can be taken back: what was done, in the past tense, and the files it touched. */
export interface Undoable {
  says: string;
  changes: readonly FileChange[];
  /** The keeper's own id for it, which takes back more than files. */
  kept?: string;
  /** What was renamed: open tabs follow it back. */
  moved?: Move;
}

/** Everything that the page knows about the lesson's workspace. */
export interface LabState {
  /** The lesson that is open, or undefined. */
  lesson: string | undefined;
  /** `closed` until the workbench opens; `failed` when its files or its worker cannot be loaded. */
  status: 'closed' | 'loading' | 'ready' | 'failed';
  /** What went wrong with the lab itself, in one sentence; the files are safe. */
  trouble: string | undefined;
  tree: Tree;
  start: Tree;
  solution: Tree;
  stages: Stages;
  /** Folders that exist although no file lies in them. Git would not keep them. */
  folders: ReadonlySet<string>;
  tabs: readonly string[];
  active: string | undefined;
  /** Where the editor should go, as the last request said. */
  place: Place | undefined;
  diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The tree that `diagnostics` is about; another one than `tree` while a check is under way. */
  diagnosed: Tree | undefined;
  steps: readonly StepReport[];
  targets: readonly Target[];
  /** The tree as it was when a step's turn came in this visit, by the step's id: what a reset of it goes back to. */
  began: ReadonlyMap<string, Tree>;
  undoable: readonly Undoable[];
  redoable: readonly Undoable[];
  keeper: Keeper | undefined;
}

export type LabApi = StoreApi<LabState>;

const NOTHING: Tree = new Map();

/** The state of a page on which no workbench is open. */
export const CLOSED: LabState = {
  lesson: undefined,
  status: 'closed',
  trouble: undefined,
  tree: NOTHING,
  start: NOTHING,
  solution: NOTHING,
  stages: new Map(),
  folders: new Set(),
  tabs: [],
  active: undefined,
  place: undefined,
  diagnostics: new Map(),
  diagnosed: undefined,
  steps: [],
  targets: [],
  began: new Map(),
  undoable: [],
  redoable: [],
  keeper: undefined,
};
