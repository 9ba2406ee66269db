import type { StoreApi } from 'zustand/vanilla';
import type { FileContent } from '@/lib/tree';
import type { Answer, Desk, PieceKey } from '../schema';

/** A second version of a piece that the learner is asked about: from another tab, or from an import. */
export interface Beside {
  id: string;
  /** What it is a version of: a file by its path, or an answer by its question's id. */
  of: PieceKey;
  at: number;
  from: 'tab' | 'import';
  value: FileContent | null | Answer | Desk;
}

/** Something that was reset or replaced and can be taken back. */
interface Undoable {
  id: string;
  at: number;
  /** What happened, for a button or a line: `The lesson was reset`. */
  label: string;
}

type SaveState = 'saved' | 'saving' | 'failed';

/** A lesson's draft at one moment. Maps and objects are replaced, never changed. */
export interface DraftState {
  /** What differs from the lesson's start: content by path; null where a file of the start is deleted. */
  files: ReadonlyMap<string, FileContent | null>;
  answers: ReadonlyMap<string, Answer>;
  desk: Desk;
  saving: SaveState;
  /** Epoch milliseconds; undefined while there is nothing saved. */
  savedAt: number | undefined;
  /** Set when the page opened with work of an earlier visit, until it is reset or the line is put away. */
  restored: { at: number } | undefined;
  beside: readonly Beside[];
  /** The latest first. */
  undo: readonly Undoable[];
  /** Files that another tab changed while this one was open, and that were taken over from there. */
  elsewhere: readonly string[];
}

/** What to put back to how the lesson starts. `paths` are the files of the step, as concrete paths. */
export type ResetScope =
  | { scope: 'lesson' }
  | { scope: 'step'; step: string; paths: readonly string[] }
  | { scope: 'file'; path: string };

/**
 * The learner's draft of one lesson. Everything written shows in `store` at once, is saved shortly after, and never
 * overwrites what another tab saved: that is kept in `store.beside`.
 */
export interface Draft {
  lesson: string;
  store: StoreApi<DraftState>;
  /** Keeps a file's content; null says that a file of the start is deleted. */
  write(path: string, content: FileContent | null): void;
  /** Says that files are as in the lesson's start again: they leave the draft. */
  forget(paths: readonly string[]): void;
  answer(question: string, answer: Answer): void;
  /** Keeps a part of where things stood; the last tab to say so wins. */
  arrange(part: Partial<Desk>): void;
  /** Puts back to the start what `what` says, and records the event. Resolves to the id that undoes it. */
  reset(what: ResetScope): Promise<string>;
  /** Takes a reset or a choice back; this can be undone in its turn. Resolves to false for an id that is gone. */
  undo(id: string): Promise<boolean>;
  /** Settles a second version: takes it, or keeps what is there. Either can be undone. */
  choose(id: string, which: 'beside' | 'current'): Promise<void>;
  /** Puts the lines about restoring and about other tabs away. */
  dismiss(): void;
  /** Saves now what is still waiting. Resolves when it is saved or has failed. */
  flush(): Promise<void>;
}
