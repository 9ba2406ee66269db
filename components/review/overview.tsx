'use client';

import { useMemo } from 'react';
import { download } from '@/components/progress';
import type { Event } from '@/lib/progress';
import { ankiText, answersByDay, forecastOf, heatMapOf, streakOf } from '@/lib/review';
import { countText } from './date-text';
import { Forecast } from './forecast';
import { HeatMap } from './heat-map';
import { notesOf } from './notes';
import type { Review } from './use-review';

/** What is to come and what was done, as pictures; and the way out, to Anki. */
export function Overview({ review, events }: { review: Review; events: readonly Event[] }) {
  const { cards, material, now, dayOf } = review;
  const answers = useMemo(() => answersByDay(events, dayOf), [events, dayOf]);
  const streak = streakOf(answers, now, dayOf);
  const save = () => {
    const text = ankiText(notesOf(cards, material), 'Argo CD, Day by Day');
    download({ name: 'argocd-day-by-day-anki.txt', text }, 'text/plain');
  };
  return (
    <div className="mt-16! grid gap-10 border-line border-t pt-8">
      <Forecast days={forecastOf(cards, now, dayOf)} />
      <HeatMap weeks={heatMapOf(answers, now, dayOf)} />
      <div className="grid justify-items-start gap-4">
        {streak > 1 ? (
          <p className="text-quiet">
            You have answered something on {streak} days in a row. A missed day in a week does not end this.
          </p>
        ) : null}
        <button type="button" className="button-quiet" onClick={save}>
          Export to Anki
        </button>
        <p className="max-w-prose text-quiet text-sm">
          A text file with {countText(cards.length, 'card')}, for File, Import in Anki. It stays on this
          machine.
        </p>
      </div>
    </div>
  );
}
