'use client';

import { useLessonProgress } from '@/components/progress';

interface DayProgressProps {
  lesson: string;
  steps: readonly { id: string; title: string; optional?: boolean | undefined }[];
}

/** The steps of a day's task on the map, with their ticks. */
export function DayProgress({ lesson, steps }: DayProgressProps) {
  const passed = useLessonProgress(lesson).steps;
  return (
    <ol className="mt-4 grid gap-2.5" aria-label="Steps of the task">
      {steps.map((step, index) => {
        const done = passed.has(step.id);
        return (
          <li key={step.id} className="relative">
            <span
              aria-hidden="true"
              className={`-left-[2.6875rem] absolute top-0.5 grid size-5 place-items-center rounded-full border-2 text-[0.6875rem] tabular-nums ${
                done ? 'border-postsync bg-postsync text-paper' : 'border-edge bg-paper text-quiet'
              }`}
            >
              {done ? '✓' : index + 1}
            </span>
            <a href={`/${lesson}#step-${step.id}`} className="text-ink no-underline hover:text-accent">
              {step.title}
              {step.optional && <span className="text-quiet"> (optional)</span>}
              {done && <span className="sr-only">, done</span>}
            </a>
          </li>
        );
      })}
    </ol>
  );
}
