'use client';

import { useSyncExternalStore } from 'react';
import { type Event, type Progress, progressHere } from '@/lib/progress';

let opened: Progress | undefined;
let failed = false;

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
    (error: unknown) => {
      console.warn('Progress cannot be read:', error);
      failed = true;
      changed();
    },
  );
  return () => {
    isGone = true;
    unsubscribe?.();
  };
}

const now = () => opened?.store.getState().events ?? (failed ? 'failed' : undefined);

/** Everything the learner did; undefined until it is read, `failed` when the script that reads it cannot be loaded. */
export function useEvents(): readonly Event[] | 'failed' | undefined {
  return useSyncExternalStore(subscribe, now, () => undefined);
}
