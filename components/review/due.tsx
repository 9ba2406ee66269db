'use client';

import { lazy, Suspense, useEffect, useRef } from 'react';
import { PageLink } from '@/components/ui';
import { laterOf } from './later';
import { keyOf } from './material';
import type { Review } from './use-review';

/** The questions' forms come by themselves: a lesson has them too, and shall not load what schedules. */
const Card = lazy(() => import('./card').then((module) => ({ default: module.Card })));

/** The card that is asked now; or else that there is none, and when there will be. */
export function Due({ review }: { review: Review }) {
  const { asked, cards, queue, material, round, next } = review;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (round > 0) heading.current?.focus();
  }, [round]);
  // An answer takes its card from the queue; the learner still has it before them.
  const left = queue.filter((card) => keyOf(card) !== asked).length + 1;
  const what = asked === undefined ? undefined : material.get(asked);
  const title = (text: string) => (
    <h2 ref={heading} tabIndex={-1} className="font-bold text-xl">
      {text}
    </h2>
  );
  if (what !== undefined)
    return (
      <section data-review="card">
        {title(left > 1 ? `${left} cards are due` : 'One card is due')}
        <p className="mt-1 mb-6 text-quiet text-sm">
          From “<PageLink href={`/${what.lesson}`}>{what.title}</PageLink>”
        </p>
        <Suspense fallback={<p className="text-quiet">The card is on its way …</p>}>
          <Card key={`${asked} ${round}`} material={what} next={next} />
        </Suspense>
      </section>
    );
  if (cards.length === 0)
    return (
      <section data-review="nothing">
        {title('Nothing to review yet')}
        <p className="mt-2 max-w-prose">
          Questions that you answer in a lesson come here on the day when you would begin to forget them. So
          do the steps of a task that you did with hints. <PageLink href="/">Go to the course</PageLink>
        </p>
      </section>
    );
  return (
    <section data-review="done">
      {title(round > 0 ? 'Done for now' : 'Nothing is due now')}
      <p className="mt-2 max-w-prose">{laterOf(review)}</p>
    </section>
  );
}
