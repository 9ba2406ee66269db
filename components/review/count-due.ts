import type { Event } from '@/lib/progress';
import { cardsOf, daysIn, queueOf } from '@/lib/review';
import { keyOf } from './material';

/** How many of the known cards are due now. */
export function countDue(events: readonly Event[], known: ReadonlySet<string>): number {
  const dayOf = daysIn(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return queueOf(cardsOf(events), Date.now(), dayOf).filter((card) => known.has(keyOf(card))).length;
}
