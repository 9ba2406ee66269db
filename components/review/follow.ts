import type { Event } from '@/lib/progress';
import { type Card, Deck } from '@/lib/review';

/** Makes cards of events as these grow: each event is taken once, and the deck is made anew when they changed otherwise. */
export function follow(): (events: readonly Event[]) => Card[] {
  let deck = new Deck();
  let taken: readonly Event[] = [];
  return (events) => {
    const last = taken.at(-1);
    if (last !== undefined && events[taken.length - 1]?.id !== last.id) {
      deck = new Deck();
      taken = [];
    }
    for (const event of events.slice(taken.length)) deck.take(event);
    taken = events;
    return deck.cards;
  };
}
