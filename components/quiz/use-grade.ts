'use client';

import { useEffect, useState } from 'react';
import type { Verdict } from '@/lib/progress';
import type { ExplanationGrade, PointStatus } from '@/lib/quiz/explain';
import { loadRubric } from './load-rubric';

/** Grading of explanations, when it is loaded. */
export interface Grading {
  grade: ExplanationGrade;
  /** The verdict that follows from what the points are decided to be. */
  verdict: (statuses: ReadonlyMap<string, PointStatus>) => Verdict;
}

const WORDS = {
  correct: 'right',
  'partly correct': 'partly right',
  incorrect: 'wrong',
  unsure: 'unsure',
} as const;

/**
 * Grades an explanation when it is wanted; rubric and grader are loaded then.
 *
 * @returns undefined until then, `failed` when they could not be loaded, `none` for a question without a rubric.
 */
export function useGrade(
  rubricUrl: string | undefined,
  text: string,
  wanted: boolean,
): Grading | 'failed' | 'none' | undefined {
  const [grading, setGrading] = useState<Grading | 'failed'>();
  useEffect(() => {
    if (!wanted || rubricUrl === undefined) return setGrading(undefined);
    let gone = false;
    Promise.all([loadRubric(rubricUrl), import('@/lib/quiz/explain')]).then(
      ([rubric, { gradeExplanation, verdictOf }]) => {
        if (gone) return;
        const grade = gradeExplanation(rubric, text);
        setGrading({
          grade,
          verdict: (statuses) =>
            WORDS[
              verdictOf(
                rubric,
                [...statuses].map(([id, status]) => ({ id, status })),
              )
            ],
        });
      },
      (error) => {
        console.warn('The grader cannot be loaded:', error);
        if (!gone) setGrading('failed');
      },
    );
    return () => {
      gone = true;
    };
  }, [rubricUrl, text, wanted]);
  return rubricUrl === undefined ? 'none' : grading;
}
