import type { FileContent } from '@/lib/tree';
import type { Diagnostic, Position, Range, TextEdit } from '@/lib/validation';

/** One check of a step, as it stands now. */
export interface CheckReport {
  id: string;
  says: string;
  holds: boolean;
  /** What is there instead, and what to do next; only where the check does not hold. */
  saw?: string;
  at?: { path: string; line?: number };
}

/** A step of the task, as it stands now. */
export interface StepReport {
  id: string;
  title: string;
  optional: boolean;
  /** Paths that the step changes: files, or folders with all that lies in them. */
  files: readonly string[];
  done: boolean;
  checks: readonly CheckReport[];
  /** The hint of the first known mistake that is seen, and its id. */
  mistake?: { id: string; hint: string };
}

/** What `kustomize build` prints for a directory: its output, or its error, word for word. */
export type BuildReport = { directory: string; warnings: readonly string[] } & (
  | { output: string }
  | { error: string }
);

/** An Application of the workspace and the directory that it points at. */
export interface Target {
  /** The file that holds the Application. */
  path: string;
  name: string;
  /** Its directory in the workspace: the repository's folder and `spec.source.path`. */
  directory: string;
}

/** A completion; `edit` replaces what stands at its range. `snippet`: the text holds `$1`-like stops. */
export interface Completion {
  label: string;
  kind: 'field' | 'value' | 'snippet';
  detail?: string;
  documentation?: string;
  edit: TextEdit;
  snippet: boolean;
  sortText?: string;
  /** What the text to be replaced is compared with, where it is not the label. */
  filterText?: string;
}

/** What the editor asks; each kind has one kind of answer. */
export interface Answers {
  complete: readonly Completion[];
  hover: { markdown: string; range?: Range } | undefined;
  definition: readonly { path: string; range: Range }[];
  /** The formatted text; undefined for a file that is not text. */
  format: string | undefined;
  build: BuildReport;
}

export type Question =
  | { kind: 'complete' | 'hover' | 'definition'; path: string; position: Position }
  | { kind: 'format'; path: string }
  | { kind: 'build'; directory: string };

export type Answer = { [K in keyof Answers]: { kind: K; value: Answers[K] } }[keyof Answers];

/** From the page to the worker. `files` carries what changed since the last one; `version` only grows. */
export type Request =
  | { type: 'open'; lesson: string }
  | { type: 'files'; version: number; changed: readonly (readonly [string, FileContent | undefined])[] }
  | { type: 'ask'; id: number; question: Question };

/** From the worker to the page. */
export type Reply =
  /** The worker has loaded and warmed up. */
  | { type: 'ready' }
  /** The file that it turns to now (none: all of them together), so that the page can name it should it never
   * come back. */
  | { type: 'at'; path?: string }
  | { type: 'diagnosed'; version: number; files: readonly (readonly [string, readonly Diagnostic[]])[] }
  | { type: 'checked'; version: number; steps: readonly StepReport[]; targets: readonly Target[] }
  | { type: 'answered'; id: number; answer: Answer }
  /** A bug of ours, with its stack; the request it belongs to has no other reply. */
  | { type: 'failed'; about: { version: number } | { id: number }; message: string };
