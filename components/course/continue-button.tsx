'use client';

import { useCourseProgress } from '@/components/progress';
import { PageLink } from '@/components/ui';
import type { DayEntry } from './week-map';

type Day = Pick<DayEntry, 'id' | 'day' | 'title' | 'steps'>;

/** The one button: begins, or goes on where the learner stopped. */
export function ContinueButton({ days }: { days: readonly Day[] }) {
  const progress = useCourseProgress();
  const isDone = (day: Day) =>
    day.steps.every((step) => step.optional === true || progress.get(day.id)?.steps.has(step.id) === true);
  const started = days.filter((day) => progress.get(day.id)?.openedAt !== undefined);
  const day = started.find((one) => !isDone(one)) ?? days.find((one) => !isDone(one)) ?? days.at(-1);
  if (!day) return null;

  const known = progress.get(day.id);
  const next = day.steps.find((step) => step.optional !== true && known?.steps.has(step.id) !== true);
  const hasStarted = (known?.steps.size ?? 0) > 0;
  const label = isDone(day)
    ? `Read Day ${day.day} again`
    : hasStarted
      ? `Continue with Day ${day.day}`
      : `Begin with Day ${day.day}`;
  const href = hasStarted && next ? `/${day.id}#step-${next.id}` : `/${day.id}`;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <PageLink href={href} className="button-primary text-lg">
        {label}
      </PageLink>
      <span className="text-quiet">{hasStarted && next ? `You stopped at: ${next.title}` : day.title}</span>
    </p>
  );
}
