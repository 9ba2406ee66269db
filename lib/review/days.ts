const dayLength = 86_400_000;
const quarter = 900_000;

/** Tells the day of an instant (milliseconds since 1970): days since 1970-01-01 in the learner's own calendar. */
export type DayOf = (at: number) => number;

/**
 * Days as a time zone counts them, with its summer time: `Europe/Zurich`.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function daysIn(timeZone: string): DayOf {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  // Zones change on the quarter hour, so the day is one within a quarter; asking Intl for each event would be slow.
  const known = new Map<number, number>();
  return (at) => {
    const block = Math.floor(at / quarter);
    const before = known.get(block);
    if (before !== undefined) return before;
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    const [year, month, date] = [parts.get('year') ?? 1970, parts.get('month') ?? 1, parts.get('day') ?? 1];
    const day = Math.round(Date.UTC(year, month - 1, date) / dayLength);
    known.set(block, day);
    return day;
  };
}

/** The date of a day: `2026-11-23`. */
export function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The weekday of a day: 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
