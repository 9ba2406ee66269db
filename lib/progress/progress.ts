import type { StoreApi } from 'zustand/vanilla';
import type { Aside } from './aside';
import type { Draft } from './draft/draft';
import type { LessonProgress } from './progress-of';
import type { Event } from './schema';
import type { ImportPlan, ImportSummary } from './transfer/plan';
import type { Trouble } from './world';

type Unrecorded<E> = E extends Event ? Omit<E, 'id' | 'at'> : never;
/** An event before it has an id and a time. */
export type NewEvent = Unrecorded<Event>;

/** What this browser knows of the learner. Replaced as a whole on every change. */
export interface ProgressState {
  /** In the order in which they happened. */
  events: readonly Event[];
  /** What they add up to, by lesson. */
  lessons: ReadonlyMap<string, LessonProgress>;
  /** Why nothing can be kept at present. */
  trouble: Trouble | undefined;
  /** Records that could not be read. */
  aside: readonly Aside[];
}

/** Everything that is kept about the learner, in this browser and nowhere else. */
export interface Progress {
  store: StoreApi<ProgressState>;
  /** Records what the learner did; it shows at once and is saved right away. */
  record(event: NewEvent): Promise<void>;
  /** The draft of a lesson (`week1/day6`); the same object each time. */
  draft(lesson: string): Promise<Draft>;
  /** All events and drafts as one file. */
  exportFile(): Promise<{ name: string; text: string }>;
  /** Reads an exported file and says what importing it would do. Changes nothing. */
  readImport(text: string): Promise<{ plan: ImportPlan; summary: ImportSummary } | { refused: string }>;
  /** Merges what `readImport` has read. Nothing is overwritten: differing versions are kept beside and asked about. */
  applyImport(plan: ImportPlan): Promise<void>;
  /** A record that was set aside, as a file. */
  asideFile(id: string): { name: string; text: string } | undefined;
  /** Throws a record that was set aside away. */
  dropAside(id: string): Promise<void>;
  /** Throws everything away, in all tabs. It cannot be undone. */
  clear(): Promise<void>;
}
