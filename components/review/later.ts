import { dateText } from './date-text';
import type { Review } from './use-review';

/** Says when the next card comes: `The next card comes at 14:05 today.` */
export function laterOf({ cards, now, dayOf }: Pick<Review, 'cards' | 'now' | 'dayOf'>): string {
  const due = Math.min(...cards.map((card) => card.due));
  const days = dayOf(due) - dayOf(now);
  if (days > 0) return `The next card comes ${days === 1 ? 'tomorrow' : `on ${dateText(dayOf(due))}`}.`;
  const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit' }).format(due);
  return `The next card comes at ${time} today: what is new, or was not known, is asked again soon.`;
}
