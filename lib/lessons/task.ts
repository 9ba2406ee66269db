import type { Tree } from '@/lib/tree';

/** A parsed object of the workspace with the place it came from. `value` is plain data, as JSON would hold it. */
export interface PlacedObject {
  path: string;
  /** One-based line of the object's first key. */
  line: number;
  value: Readonly<Record<string, unknown>>;
}

/** What a check may look at: parsed objects and builds, never text. Everything is computed on demand and cached. */
export interface Workspace {
  tree: Tree;
  /** The objects of one YAML file in order; empty when it is missing or cannot be read. */
  objects(path: string): readonly PlacedObject[];
  /** The objects that `kustomize build` makes of a directory, or its error, word for word. */
  build(directory: string): { objects: readonly PlacedObject[] } | { error: string };
}

/** What a check found. `saw` is one sentence that says what is there instead, and what to do next. */
export type Outcome = { holds: true } | { holds: false; saw: string; at?: { path: string; line?: number } };

export interface Check {
  id: string;
  /** What must be true, as a statement: `The Application points at week1/day6/overlays/dev`. */
  says: string;
  test(workspace: Workspace): Outcome;
}

/** A way to go wrong that the task knows. `mistakes/<id>/` in the content holds files that make it. */
export interface Mistake {
  id: string;
  made(workspace: Workspace): boolean;
  /** Said instead of the ladder's first rung when this mistake is seen. */
  hint: string;
}

/** The ladder; the last rung is computed: how the step's files differ from the solution as far as this step. */
export interface Hints {
  observe: string;
  where: string;
  change: string;
}

export interface Step {
  id: string;
  title: string;
  /** An optional step is not needed for the day to be done. */
  optional?: boolean;
  checks: readonly Check[];
  mistakes: readonly Mistake[];
  hints: Hints;
  /** Paths that this step changes: what the last rung of the ladder shows and what resetting the step puts back. */
  files: readonly string[];
}

/**
 * The day's task. Beside it lie `start/` (the workspace at the beginning), `solution/` and `alternatives/<name>/`
 * (files laid over the start, so that every step passes), `stages/<step>/` (files of that step as they stand when it
 * is done, where a later step changes them again; the diff of a step tells nothing of the later ones) and `mistakes/<id>/` (files laid over the solution, so
 * that the mistake's step fails). In an overlay, a file named `.removed` lists paths to take away, one a line.
 */
export interface Task {
  steps: readonly Step[];
  /** The file that the workbench opens first. */
  opens: string;
}
