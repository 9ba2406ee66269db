import { PageLink } from '@/components/ui';
import { DayProgress } from './day-progress';

export interface DayEntry {
  id: string;
  day: number;
  title: string;
  summary: string;
  minutes: number;
  steps: readonly { id: string; title: string; optional?: boolean | undefined }[];
}

/** A week as a map: its days one under the other, each with the steps of its task. */
export function WeekMap({ week, days }: { week: number; days: readonly DayEntry[] }) {
  return (
    <section aria-labelledby={`week-${week}`}>
      <h2 id={`week-${week}`} className="font-semibold text-quiet text-sm">
        Week {week}
      </h2>
      <ol className="mt-3 ml-[1.125rem] border-line border-l-2">
        {days.map((day) => (
          <li key={day.id} className="relative pb-8 pl-8 last:pb-0">
            <span
              aria-hidden="true"
              className="-left-[1.1875rem] absolute top-0 grid size-9 place-items-center rounded-full border-2 border-accent bg-paper font-bold text-accent tabular-nums"
            >
              {day.day}
            </span>
            <h3 className="font-bold text-xl leading-8">
              <PageLink href={`/${day.id}`} className="text-ink no-underline hover:text-accent">
                <span className="sr-only">Day {day.day}: </span>
                {day.title}
              </PageLink>
            </h3>
            <p className="mt-1 max-w-prose text-quiet">{day.summary}</p>
            <p className="mt-1 text-quiet text-sm tabular-nums">about {day.minutes} minutes</p>
            <DayProgress lesson={day.id} steps={day.steps} />
          </li>
        ))}
      </ol>
    </section>
  );
}
