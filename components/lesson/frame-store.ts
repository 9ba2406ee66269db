'use client';

import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** What a narrow screen shows. A wide one shows prose and workbench side by side. */
export type View = 'read' | 'work' | 'check';

interface FrameState {
  /** Whether the learner has opened the workbench; it opens again by itself next time. */
  open: boolean;
  view: View;
  /** The workbench's width in per cent of the window, on a wide screen. */
  width: number;
  openWorkbench(): void;
  closeWorkbench(): void;
  show(view: View): void;
  resize(width: number): void;
}

const MIN = 30;
const MAX = 70;

/** How the learner has arranged the lesson. Kept for the next visit where storage is open. */
export const useFrame = create<FrameState>()(
  persist(
    (set) => ({
      open: false,
      view: 'read',
      width: 54,
      openWorkbench: () => set({ open: true, view: 'work' }),
      closeWorkbench: () => set({ open: false, view: 'read' }),
      show: (view) => set({ view }),
      resize: (width) => set({ width: Math.min(MAX, Math.max(MIN, width)) }),
    }),
    {
      name: 'lesson-frame',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ open, width }) => ({ open, width }),
      // Read after the first render, so that the server's page and the browser's agree.
      skipHydration: true,
    },
  ),
);
