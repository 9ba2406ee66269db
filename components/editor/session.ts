'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { type LabClient, type LabState, labStore } from '@/lib/lab';
import type { Draft, DraftState } from '@/lib/progress';

interface OpenSession {
  client: LabClient;
  draft: Draft;
}

/** The worker and the draft of the workbench that stands around. */
export const SessionContext = createContext<OpenSession | undefined>(undefined);

function useSession(): OpenSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('This component stands outside of an open <Workbench>');
  return session;
}

/** The worker's client. */
export function useClient(): LabClient {
  return useSession().client;
}

/** Where the learner's work is kept. */
export function useDraft(): Draft {
  return useSession().draft;
}

/** A part of the draft's state. */
export function useDraftState<T>(select: (state: DraftState) => T): T {
  return useStore(useSession().draft.store, select);
}

/** A part of the lab's state; the component is drawn again when that part changes. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(labStore, select);
}
