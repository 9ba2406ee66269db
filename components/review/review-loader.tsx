'use client';

import { lazy, Suspense } from 'react';
import type { LessonMaterial } from './material';

/** The door of this room is used by other pages too: what schedules and draws comes only with the page of the review. */
const ReviewHere = lazy(() => import('./review-here').then((module) => ({ default: module.ReviewHere })));

/** The review, once its script is here. */
export function ReviewLoader({ lessons }: { lessons: readonly LessonMaterial[] }) {
  return (
    <Suspense fallback={<p className="text-quiet">Looking at what you answered …</p>}>
      <ReviewHere lessons={lessons} />
    </Suspense>
  );
}
