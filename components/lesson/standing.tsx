'use client';

import { Inline } from '@/components/ui';
import { useFrame } from './frame-store';
import { StepList } from './step-list';
import { useStanding } from './use-standing';

interface StandingProps {
  lesson: string;
  steps: readonly { id: string; title: string; optional: boolean }[];
}

/** Where the learner stands, as a view of its own on a narrow screen. */
export function Standing({ lesson, steps }: StandingProps) {
  const { done, current, reports } = useStanding(lesson, steps);
  const show = useFrame((frame) => frame.show);
  const needed = steps.filter((step) => !step.optional);
  const finished = needed.filter((step) => done.has(step.id)).length;
  const failing = (current ? reports.get(current)?.checks : undefined)?.find((check) => !check.holds);
  return (
    <div className="mx-auto grid max-w-xl gap-5">
      <h2 className="font-bold text-2xl">Where you stand</h2>
      <p>
        {finished} of {needed.length} steps done.
      </p>
      <StepList lesson={lesson} steps={steps} onGo={() => show('read')} />
      {failing?.saw && (
        <p className="border-error border-l-2 pl-3">
          <span className="block text-quiet text-sm">The next thing</span>
          <Inline text={failing.saw} />
        </p>
      )}
      <p>
        <button
          type="button"
          className="text-accent underline"
          onClick={() => {
            show('read');
            window.location.hash = 'self-assessment';
          }}
        >
          To the self-assessment
        </button>
      </p>
    </div>
  );
}
