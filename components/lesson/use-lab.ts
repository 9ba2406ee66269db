'use client';

import { useSyncExternalStore } from 'react';
import type { Lab, LabState } from '@/lib/lab';

let loaded: Lab | undefined;
const waiting = new Set<() => void>();

/** The page's lab. Loaded with the first use of the workbench: a page that is only read does without it. */
export async function labHere(): Promise<Lab> {
  const { labStore } = await import('@/lib/lab');
  if (loaded === undefined) {
    loaded = labStore;
    for (const tell of waiting) tell();
  }
  return labStore;
}

function subscribe(changed: () => void): () => void {
  if (loaded !== undefined) return loaded.subscribe(changed);
  let unsubscribe: (() => void) | undefined;
  const tell = () => {
    unsubscribe = loaded?.subscribe(changed);
    changed();
  };
  waiting.add(tell);
  return () => {
    waiting.delete(tell);
    unsubscribe?.();
  };
}

/**
 * A part of what the page knows about the workspace; renders again when that part changes.
 *
 * @param select must give back the same thing as long as nothing changed
 * @param closed what it is while no workbench has been opened
 */
export function useLab<T>(select: (state: LabState) => T, closed: T): T {
  return useSyncExternalStore(
    subscribe,
    () => (loaded === undefined ? closed : select(loaded.getState())),
    () => closed,
  );
}
