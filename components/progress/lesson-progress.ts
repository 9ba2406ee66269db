'use client';

import { useSyncExternalStore } from 'react';
import { type LessonProgress, type NewEvent, type Progress, progressHere } from '@/lib/progress';

type Lessons = ReadonlyMap<string, LessonProgress>;

const NO_LESSONS: Lessons = new Map();
const NOTHING: LessonProgress = { steps: new Map(), hints: new Map(), questions: new Map() };

let opened: Progress | undefined;

function subscribe(changed: () => void): () => void {
  let unsubscribe: (() => void) | undefined;
  let isGone = false;
  progressHere().then(
    (progress) => {
      opened = progress;
      if (isGone) return;
      unsubscribe = progress.store.subscribe(changed);
      changed();
    },
    (error: unknown) => console.warn('Progress cannot be shown:', error),
  );
  return () => {
    isGone = true;
    unsubscribe?.();
  };
}

/** What this browser knows of the learner, by lesson; nothing on the server and until it is read. */
export function useCourseProgress(): Lessons {
  return useSyncExternalStore(
    subscribe,
    () => opened?.store.getState().lessons ?? NO_LESSONS,
    () => NO_LESSONS,
  );
}

/** The same for one lesson. */
export function useLessonProgress(lesson: string): LessonProgress {
  return useCourseProgress().get(lesson) ?? NOTHING;
}

/** Records what the learner did. What cannot be kept is told by the notices. */
export function record(event: NewEvent): void {
  progressHere()
    .then((progress) => progress.record(event))
    .catch((error: unknown) => console.warn('This cannot be recorded:', error));
}
