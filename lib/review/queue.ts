import type { Card } from './cards';
import type { DayOf } from './days';

/** No day is longer, not even that on which summer time ends. */
const longestDay = 90_000_000;

/** Whether the card is to be asked now: cards being learnt by the minute, the others by the day. */
export function isDue(card: Card, now: number, dayOf: DayOf): boolean {
  if (card.due <= now) return true;
  // The calendar is asked only where it decides: it is slow, and there may be ten thousand cards.
  return !card.isLearning && card.due - now < longestDay && dayOf(card.due) <= dayOf(now);
}

/** Mixes the lessons: as long as there is a choice, no two cards in a row are of one lesson. */
function interleaved(cards: readonly Card[]): Card[] {
  const lessons = new Map<string, Card[]>();
  for (const card of cards) {
    const own = lessons.get(card.lesson);
    if (own === undefined) lessons.set(card.lesson, [card]);
    else own.push(card);
  }
  const piles = [...lessons.values()].map((pile) => ({ pile, taken: 0 }));
  const mixed: Card[] = [];
  let last: (typeof piles)[number] | undefined;
  while (mixed.length < cards.length) {
    let next: (typeof piles)[number] | undefined;
    // The largest pile first: it is the one that could be left over.
    for (const one of piles) {
      const left = one.pile.length - one.taken;
      const most = next === undefined ? 0 : next.pile.length - next.taken;
      if (one !== last && left > most) next = one;
    }
    const from = next ?? last;
    const card = from?.pile[from.taken];
    if (from === undefined || card === undefined) break;
    from.taken += 1;
    mixed.push(card);
    last = from;
  }
  return mixed;
}

function byDue(a: Card, b: Card): number {
  return a.due - b.due || (a.question < b.question ? -1 : 1);
}

/**
 * What is due today, in the order in which to ask it: first what the learner was sure of and wrong about; in each part
 * the longest due first, mixed over lessons.
 */
export function queueOf(cards: readonly Card[], now: number, dayOf: DayOf): Card[] {
  const due = cards.filter((card) => isDue(card, now, dayOf)).sort(byDue);
  const first = due.filter((card) => card.sureAndWrong);
  return [...interleaved(first), ...interleaved(due.filter((card) => !card.sureAndWrong))];
}
