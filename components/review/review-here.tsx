'use client';

import type { Event } from '@/lib/progress';
import { Due } from './due';
import type { LessonMaterial } from './material';
import { Overview } from './overview';
import { useEvents } from './use-events';
import { useReview } from './use-review';

/** The review of the learner whom this browser knows. */
export function ReviewHere({ lessons }: { lessons: readonly LessonMaterial[] }) {
  const events = useEvents();
  if (events === undefined) return <p className="text-quiet">Looking at what you answered …</p>;
  if (events === 'failed')
    return (
      <p>
        What you answered could not be read: a part of this page did not load. Are you offline? Nothing is
        lost. Load the page again when you are back.
      </p>
    );
  return <Loaded events={events} lessons={lessons} />;
}

function Loaded({ events, lessons }: { events: readonly Event[]; lessons: readonly LessonMaterial[] }) {
  const review = useReview(events, lessons);
  return (
    <>
      <Due review={review} />
      {review.cards.length === 0 ? null : <Overview review={review} events={events} />}
    </>
  );
}
