'use client';

import { useMemo } from 'react';
import { useLessonProgress } from '@/components/progress';
import type { StepReport } from '@/lib/lab';
import { useLab } from './use-lab';

/** Where the learner stands in the task. */
export interface Standing {
  /** Steps that are done: as the workbench sees it now, or else as they were when it was last open. */
  done: ReadonlySet<string>;
  /** The first step that is not done and not optional, or else the first that is not done. */
  current: string | undefined;
  /** What the workbench says of each step; empty while it is closed. */
  reports: ReadonlyMap<string, StepReport>;
}

/** @param steps the task's steps in order */
export function useStanding(lesson: string, steps: readonly { id: string; optional: boolean }[]): Standing {
  const reports = useLab((state) => (state.lesson === lesson ? state.steps : NONE), NONE);
  const { steps: passed } = useLessonProgress(lesson);
  return useMemo(() => {
    const done = new Set(
      reports.length > 0 ? reports.filter((report) => report.done).map((report) => report.id) : passed.keys(),
    );
    const open = steps.filter((step) => !done.has(step.id));
    const current = open.find((step) => !step.optional) ?? open[0];
    return { done, current: current?.id, reports: new Map(reports.map((report) => [report.id, report])) };
  }, [reports, passed, steps]);
}

const NONE: readonly StepReport[] = [];
