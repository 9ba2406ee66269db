import type { Progress } from './progress';

export type { Aside } from './aside';
export type { Beside, Draft, DraftState } from './draft/draft';
export type { NewEvent, Progress, ProgressState } from './progress';
export { type LessonProgress, progressOf } from './progress-of';
export type { Answer, Event, Given, Verdict } from './schema';
export type { ImportPlan, ImportSummary } from './transfer/plan';
export type { Trouble } from './world';

let opened: Promise<Progress> | undefined;

/**
 * Opens the progress that this browser keeps, once for the page. Only in a browser. Storage and schemas are loaded on
 * the first call, so that a page is read before they are. Never fails, except when the script cannot be loaded.
 */
export function progressHere(): Promise<Progress> {
  opened ??= import('./browser/open').then(({ openHere }) => openHere());
  opened.catch(() => {
    opened = undefined; // Offline, or a new version was published: the next call tries again.
  });
  return opened;
}
