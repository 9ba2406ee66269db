'use client';

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Draft, type DraftState, type Progress, type ProgressState, progressHere } from '@/lib/progress';

/** Runs something when the page has nothing better to do. Safari has no idle callback. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: 500 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, 50);
  return () => clearTimeout(timer);
}

/** What this browser knows of the learner; undefined until the page is idle and storage is open. */
export function useProgress(): Progress | undefined {
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    let gone = false;
    const callOff = whenIdle(() => {
      progressHere().then(
        (opened) => {
          if (!gone) setProgress(opened);
        },
        (error) => console.warn('Saved progress cannot be loaded:', error),
      );
    });
    return () => {
      gone = true;
      callOff();
    };
  }, []);
  return progress;
}

/** The draft of a lesson; undefined until storage is open, and without a lesson. */
export function useDraft(lesson: string | undefined): Draft | undefined {
  const progress = useProgress();
  const [draft, setDraft] = useState<Draft>();
  useEffect(() => {
    if (lesson === undefined) return;
    let gone = false;
    void progress?.draft(lesson).then((opened) => {
      if (!gone) setDraft(opened);
    });
    return () => {
      gone = true;
    };
  }, [progress, lesson]);
  return draft?.lesson === lesson ? draft : undefined;
}

const noProgress = createStore<ProgressState>(() => ({
  events: [],
  lessons: new Map(),
  trouble: undefined,
  aside: [],
}));
const noDraft = createStore<DraftState>(() => ({
  files: new Map(),
  answers: new Map(),
  desk: {},
  saving: 'saved',
  savedAt: undefined,
  restored: undefined,
  beside: [],
  undo: [],
  elsewhere: [],
}));

/** A part of the progress, kept up to date; of an empty one until storage is open. */
export function useProgressState<T>(progress: Progress | undefined, select: (state: ProgressState) => T): T {
  return useStore(progress?.store ?? noProgress, select);
}

/** A part of a draft, kept up to date; of an empty one until storage is open. */
export function useDraftState<T>(draft: Draft | undefined, select: (state: DraftState) => T): T {
  return useStore(draft?.store ?? noDraft, select);
}
