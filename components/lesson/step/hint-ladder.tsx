'use client';

import { lazy, Suspense } from 'react';
import { record, useLessonProgress } from '@/components/progress';
import { Inline } from '@/components/ui';
import type { StepText } from './step-text';

const SolutionDiff = lazy(() =>
  import('./solution-diff').then((module) => ({ default: module.SolutionDiff })),
);

interface LadderProps {
  lesson: string;
  step: StepText;
  /** What the task knows about the mistake that it sees; said first, in place of the first rung. */
  mistake: string | undefined;
}

const RUNGS = ['Observe', 'Where to look', 'What to change', 'One solution'] as const;

/** Help, a rung at a time: observe, where to look, what to change, the diff to one solution. */
export function HintLadder({ lesson, step, mistake }: LadderProps) {
  const { hints } = useLessonProgress(lesson);
  const shown = hints.get(step.id) ?? 0;
  const texts = [mistake ?? step.hints.observe, step.hints.where, step.hints.change];
  const next = RUNGS[shown];
  return (
    <div className="ladder needs-script">
      {shown > 0 && (
        <ol>
          {texts.slice(0, shown).map((text, rung) => (
            <li key={RUNGS[rung]}>
              <strong>{RUNGS[rung]}.</strong> <Inline text={text} />
            </li>
          ))}
          {shown > texts.length && (
            <li>
              <strong>{RUNGS[texts.length]}.</strong>{' '}
              <Suspense fallback={'…'}>
                <SolutionDiff step={step.id} />
              </Suspense>
            </li>
          )}
        </ol>
      )}
      {next && (
        <button
          type="button"
          className="button-quiet"
          onClick={() => record({ kind: 'hint-shown', lesson, step: step.id, rung: shown + 1 })}
        >
          {shown === 0 ? 'Stuck? Show a hint' : `Next hint: ${next.toLowerCase()}`}
        </button>
      )}
    </div>
  );
}
