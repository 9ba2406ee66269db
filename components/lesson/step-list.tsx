'use client';

import { useStanding } from './use-standing';

interface StepListProps {
  lesson: string;
  steps: readonly { id: string; title: string; optional: boolean }[];
  /** Called when a step is chosen, before the page goes there. */
  onGo?: () => void;
}

/** The steps of the task with their ticks, each a link to its place in the text. */
export function StepList({ lesson, steps, onGo }: StepListProps) {
  const { done, current } = useStanding(lesson, steps);
  return (
    <ol className="text-sm leading-snug">
      {steps.map((step, index) => (
        <li key={step.id}>
          <a
            href={`#step-${step.id}`}
            onClick={onGo}
            aria-current={step.id === current ? 'step' : undefined}
            className="flex items-start gap-2.5 py-1 text-quiet no-underline hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
          >
            <StepMark done={done.has(step.id)} current={step.id === current} number={index + 1} />
            <span>
              {step.title}
              {step.optional && <span className="font-normal text-quiet"> (optional)</span>}
              {done.has(step.id) && <span className="sr-only">, done</span>}
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ done, current, number }: { done: boolean; current: boolean; number: number }) {
  const tone = done
    ? 'border-postsync bg-postsync text-paper'
    : current
      ? 'border-accent text-accent'
      : 'border-edge';
  return (
    <span
      aria-hidden="true"
      className={`grid size-5 shrink-0 place-items-center rounded-full border-2 text-[0.6875rem] tabular-nums ${tone}`}
    >
      {done ? '✓' : number}
    </span>
  );
}
