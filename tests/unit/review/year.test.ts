import { expect, test } from 'vitest';
import {
  answersByDay,
  cardsOf,
  Deck,
  daysIn,
  forecastOf,
  queueOf,
  type ReviewEvent,
  recallOf,
  streakOf,
} from '@/lib/review';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 8);
const utc = daysIn('UTC');

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A learner who does a lesson a week, of nine questions and a task of two steps, one of them with hints; who reviews on
 * most days, and remembers as FSRS expects.
 */
function liveAYear(): { events: ReviewEvent[]; loads: number[]; known: number; asked: number } {
  const events: ReviewEvent[] = [];
  const deck = new Deck();
  const live = (event: ReviewEvent) => {
    events.push(event);
    deck.take(event);
  };
  const loads: number[] = [];
  const roll = dice(6);
  let [known, asked] = [0, 0];
  for (let today = 0; today < 364; today += 1) {
    let now = start + today * day;
    if (today % 7 === 0) {
      for (let question = 0; question < 9; question += 1) {
        now += 120_000;
        const verdict = roll() < 0.7 ? 'right' : 'wrong';
        live({
          kind: 'answered',
          at: now,
          lesson: `week${today / 7 + 1}/day1`,
          question: `q${question}`,
          verdict,
        });
      }
    }
    if (today % 7 === 1) {
      const done = { kind: 'step-passed' as const, lesson: `week${Math.ceil(today / 7)}/day1` };
      live({ ...done, at: now, step: 'copy', hints: 0 } satisfies ReviewEvent);
      live({ ...done, at: now, step: 'service', hints: 2 } satisfies ReviewEvent);
    }
    if (roll() < 0.1) continue;
    loads.push(0);
    for (let round = 0; round < 6; round += 1) {
      now += 900_000;
      const queue = queueOf(deck.cards, now, utc);
      for (const [at, card] of queue.entries()) {
        const isReview = !card.isLearning;
        const remembers = roll() < recallOf(card, now);
        if (isReview) {
          asked += 1;
          known += remembers ? 1 : 0;
        }
        const { lesson, question } = card;
        live({
          ...{
            kind: 'answered',
            at: now + at * 100,
            lesson,
            question,
            verdict: remembers ? 'right' : 'wrong',
          },
          confidence: roll() < 0.5 ? 'high' : 'medium',
        });
      }
      loads[loads.length - 1] = (loads.at(-1) ?? 0) + queue.length;
      if (queue.length === 0) break;
    }
  }
  return { events, loads, known, asked };
}

test('a year of a learner: nothing is lost, nine of ten are known, and the days stay short', () => {
  const { events, loads, known, asked } = liveAYear();
  const now = start + 364 * day;
  const cards = cardsOf(events);
  expect(cards).toHaveLength(52 * (9 + 1));
  expect(cards.filter((card) => card.question === 'step:service')).toHaveLength(52);
  expect(asked).toBeGreaterThan(1000);
  expect(known / asked).toBeGreaterThan(0.85);
  expect(known / asked).toBeLessThan(0.95);
  expect(Math.max(...loads)).toBeLessThan(70);
  expect(loads.reduce((sum, load) => sum + load, 0) / loads.length).toBeLessThan(25);
  const old = cards.filter((card) => card.lesson === 'week1/day1');
  expect(Math.max(...old.map((card) => card.due - card.lastAnswered))).toBeGreaterThan(60 * day);
  const ahead = forecastOf(cards, now, utc).reduce((sum, one) => sum + one.count, 0);
  expect(ahead).toBeGreaterThan(0);
  expect(ahead).toBeLessThanOrEqual(cards.length);
  expect(streakOf(answersByDay(events, utc), now, utc)).toBeGreaterThan(0);
  expect(cardsOf(events)).toEqual(cards);
});
