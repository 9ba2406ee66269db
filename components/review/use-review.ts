'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Event } from '@/lib/progress';
import { type Card, type DayOf, daysIn, queueOf } from '@/lib/review';
import { follow } from './follow';
import { keyOf, type LessonMaterial, type Material, materialByKey } from './material';

/** What there is to review. */
export interface Review {
  /** All cards whose question the course still has. */
  cards: readonly Card[];
  material: ReadonlyMap<string, Material>;
  /** What is due, in order. */
  queue: readonly Card[];
  /** The name of the card that is being asked; it stays until `next`, though its answer takes it from the queue. */
  asked: string | undefined;
  /** Counts what was asked. */
  round: number;
  next: () => void;
  now: number;
  dayOf: DayOf;
}

/** Cards that are learnt by the minute come due while the page is open. */
const LOOK_AGAIN = 20_000;

/** Follows what is due, one card at a time. */
export function useReview(events: readonly Event[], lessons: readonly LessonMaterial[]): Review {
  const dayOf = useMemo(() => daysIn(new Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const material = useMemo(() => materialByKey(lessons), [lessons]);
  const [cardsOf] = useState(follow);
  const [now, setNow] = useState(Date.now);
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<string>();
  const cards = useMemo(
    () => cardsOf(events).filter((card) => material.has(keyOf(card))),
    [cardsOf, events, material],
  );
  const queue = useMemo(() => queueOf(cards, now, dayOf), [cards, now, dayOf]);

  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = setInterval(look, LOOK_AGAIN);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  const first = queue[0];
  const asked = held ?? (first === undefined ? undefined : keyOf(first));
  useEffect(() => setHeld(asked), [asked]);
  const next = () => {
    setHeld(undefined);
    setNow(Date.now());
    setRound((before) => before + 1);
  };
  return { cards, material, queue, asked, round, next, now, dayOf };
}
