'use client';

import { useEffect, useState } from 'react';
import { PageLink } from '@/components/ui';
import { useEvents } from './use-events';

/**
 * A link to the review that is there only when something is due.
 *
 * @param known the names of all cards that the course can ask: `week1/day6#hook-types`
 */
export function ReviewLink({ known }: { known: readonly string[] }) {
  const events = useEvents();
  const [due, setDue] = useState(0);
  useEffect(() => {
    if (typeof events !== 'object') return;
    // Scheduling is loaded only for those who have answered something.
    if (!events.some(({ kind }) => kind === 'answered' || kind === 'step-passed')) return setDue(0);
    let gone = false;
    import('./count-due').then(
      ({ countDue }) => {
        if (!gone) setDue(countDue(events, new Set(known)));
      },
      (error: unknown) => console.warn('What is due cannot be counted:', error),
    );
    return () => {
      gone = true;
    };
  }, [events, known]);
  if (due === 0) return null;
  return (
    <PageLink href="/review" className="text-quiet underline underline-offset-4">
      Review ({due} due)
    </PageLink>
  );
}
