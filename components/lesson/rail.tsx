import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui';
import { StepList } from './step-list';

interface RailProps {
  lesson: string;
  day: number;
  title: string;
  steps: readonly { id: string; title: string; optional: boolean }[];
  /** The outline of the text. */
  children: ReactNode;
}

/** The thin column beside the text: the way back, the outline, the steps. */
export function Rail({ lesson, day, title, steps, children }: RailProps) {
  return (
    <div className="grid gap-7">
      <p className="text-sm">
        <PageLink href="/" className="text-accent underline underline-offset-4">
          The course
        </PageLink>
        <span className="mt-2 block font-bold leading-snug">
          <span className="block text-quiet">Day {day}</span>
          {title}
        </span>
      </p>
      {children}
      <div>
        <p className="mb-1.5 font-semibold text-quiet text-sm">Your task</p>
        <StepList lesson={lesson} steps={steps} />
      </div>
    </div>
  );
}
