'use client';

import { useStore } from 'zustand';
import { type LabState, labStore } from '@/lib/lab';

/** A part of what the page knows about the workspace; renders again when that part changes. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(labStore, select);
}
