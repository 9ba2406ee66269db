import type { Card } from './cards';
import type { DayOf } from './days';
import { weekdayOf } from './days';
import { isAnswered, type ReviewEvent } from './events';

/** How many cards there are for a day (days since 1970, in the learner's calendar). */
export interface DayCount {
  day: number;
  count: number;
}

/** How many cards fall due on each of the next days, as things stand; what is overdue counts for today. */
export function forecastOf(cards: readonly Card[], now: number, dayOf: DayOf, days = 30): DayCount[] {
  const today = dayOf(now);
  const forecast = Array.from({ length: days }, (_, at) => ({ day: today + at, count: 0 }));
  for (const card of cards) {
    const slot = forecast[Math.max(0, dayOf(card.due) - today)];
    if (slot !== undefined) slot.count += 1;
  }
  return forecast;
}

/** How many answers were given on each day. */
export function answersByDay(events: Iterable<ReviewEvent>, dayOf: DayOf): Map<number, number> {
  const counts = new Map<number, number>();
  for (const event of events) {
    if (!isAnswered(event)) continue;
    const day = dayOf(event.at);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

/** A day of the heat map; `level` is 0 for nothing and 1 to 4 up to the busiest day that is shown. */
export interface HeatDay extends DayCount {
  level: 0 | 1 | 2 | 3 | 4;
}

const levels = [1, 2, 3, 4] as const;

/**
 * The heat map of the last weeks: weeks from the oldest to this one, each from Monday to Sunday; this week ends today.
 *
 * @param answers what `answersByDay` gives.
 */
export function heatMapOf(
  answers: ReadonlyMap<number, number>,
  now: number,
  dayOf: DayOf,
  weeks = 20,
): HeatDay[][] {
  const today = dayOf(now);
  const start = today - weekdayOf(today) - (weeks - 1) * 7;
  const days = Array.from({ length: today - start + 1 }, (_, at) => ({
    ...{ day: start + at, count: answers.get(start + at) ?? 0 },
  }));
  const most = Math.max(1, ...days.map((one) => one.count));
  const shown = days.map((one): HeatDay => {
    const level = levels[Math.ceil((4 * one.count) / most) - 1] ?? 0;
    return { ...one, level };
  });
  return Array.from({ length: weeks }, (_, week) => shown.slice(week * 7, week * 7 + 7));
}

/**
 * On how many days in a row the learner answered something. One missed day is forgiven if the six days before it had
 * none; today, while it lasts, is not missed.
 *
 * @param answers what `answersByDay` gives.
 */
export function streakOf(answers: ReadonlyMap<number, number>, now: number, dayOf: DayOf): number {
  const today = dayOf(now);
  let streak = 0;
  let missed: number | undefined;
  for (let day = today; ; day -= 1) {
    if (answers.has(day)) streak += 1;
    else if (day !== today) {
      if (missed !== undefined && missed - day < 7) return streak;
      missed = day;
    }
    // Two days missed in a row end every streak, so this comes to an end.
  }
}
