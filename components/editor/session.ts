'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { type LabClient, type LabState, labStore } from '@/lib/lab';

/** The worker of the workbench that stands around. */
export const ClientContext = createContext<LabClient | undefined>(undefined);

/** The worker's client; only inside of an open workbench. */
export function useClient(): LabClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('useClient outside of <Workbench>');
  return client;
}

/** A part of the lab's state; the component is drawn again when that part changes. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(labStore, select);
}
