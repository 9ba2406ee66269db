import type { Schedule } from './schedule';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** As robfig/cron spec.go: what does not come in five years never comes. */
const DAYS_AHEAD = 366 * 5;

/** The minutes by which a time zone is ahead of UTC at an instant (epoch ms); 0 for a zone that the host does not know. */
function offset(zone: string | undefined, at: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'Etc/UTC') return 0;
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(new Date(at));
    const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return Math.round((local - Math.floor(at / 1000) * 1000) / MINUTE);
  } catch {
    // An unknown zone is refused by the API's validation; it never comes this far.
    return 0;
  }
}

/**
 * The first time of the schedule after an instant (epoch ms both), in a time zone; undefined when there is none in five years.
 * As robfig/cron spec.go, SpecSchedule.Next.
 */
export function nextTime(schedule: Schedule, after: number, zone?: string): number | undefined {
  if (schedule.every) return Math.floor(after / 1000) * 1000 + schedule.every;
  // Searched on the clock of the zone, as if that were UTC.
  const local = after + offset(zone, after) * MINUTE;
  const from = Math.floor(local / MINUTE) * MINUTE + MINUTE;
  const firstDay = Math.floor(from / DAY) * DAY;
  for (let i = 0; i < DAYS_AHEAD; i++) {
    const day = firstDay + i * DAY;
    if (!onDay(schedule, new Date(day))) continue;
    const found = inDay(schedule, day, from);
    if (found === undefined) continue;
    const utc = found - offset(zone, found) * MINUTE;
    return found - offset(zone, utc) * MINUTE;
  }
  return undefined;
}

function onDay({ days, months, weekdays, anyDay }: Schedule, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const ofMonth = days.has(date.getUTCDate());
  const ofWeek = weekdays.has(date.getUTCDay());
  return anyDay ? ofMonth && ofWeek : ofMonth || ofWeek;
}

function inDay({ hours, minutes }: Schedule, day: number, from: number): number | undefined {
  for (let hour = 0; hour < 24; hour++) {
    if (!hours.has(hour)) continue;
    for (let minute = 0; minute < 60; minute++) {
      const at = day + (hour * 60 + minute) * MINUTE;
      if (at >= from && minutes.has(minute)) return at;
    }
  }
  return undefined;
}
