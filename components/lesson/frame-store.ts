'use client';

import { create } from 'zustand';

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

const KEY = 'lesson-frame';
const MIN = 30;
const MAX = 70;

/** How the learner has arranged the lesson. */
export const useFrame = create<FrameState>()((set) => ({
  open: false,
  view: 'read',
  width: 54,
  openWorkbench: () => set({ open: true, view: 'work' }),
  closeWorkbench: () => set({ open: false, view: 'read' }),
  show: (view) => set({ view }),
  resize: (width) => set({ width: Math.min(MAX, Math.max(MIN, width)) }),
}));

/**
 * Takes up what was kept on an earlier visit, and keeps what changes from now on. Called after the first render, so
 * that the server's page and the browser's agree. Where storage is closed (private mode), nothing is kept.
 *
 * @returns the way to stop
 */
export function keepFrame(): () => void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept === 'object' && kept !== null) {
      if ('open' in kept && kept.open === true) useFrame.setState({ open: true });
      if ('width' in kept && typeof kept.width === 'number') useFrame.getState().resize(kept.width);
    }
  } catch (error) {
    console.info('The arrangement cannot be read:', error);
  }
  return useFrame.subscribe(({ open, width }, before) => {
    if (open === before.open && width === before.width) return;
    try {
      localStorage.setItem(KEY, JSON.stringify({ open, width }));
    } catch (error) {
      console.info('The arrangement cannot be kept:', error);
    }
  });
}
