'use client';

import { useEffect, useRef } from 'react';
import { record, useLessonProgress } from '@/components/progress';
import { useLab } from './use-lab';

/** Records that the lesson was opened and which steps pass, as they do. Shows nothing. */
export function Recorder({ lesson }: { lesson: string }) {
  const { steps: passed, hints } = useLessonProgress(lesson);
  const reports = useLab((state) => (state.lesson === lesson ? state.steps : NONE), NONE);
  const told = useRef(new Set<string>());
  useEffect(() => record({ kind: 'opened', lesson }), [lesson]);
  useEffect(() => {
    for (const { id, done } of reports) {
      if (!done || passed.has(id) || told.current.has(id)) continue;
      told.current.add(id);
      record({ kind: 'step-passed', lesson, step: id, hints: hints.get(id) ?? 0 });
    }
  }, [lesson, reports, passed, hints]);
  return null;
}

const NONE: readonly { id: string; done: boolean }[] = [];
