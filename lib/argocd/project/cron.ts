/** A schedule of five fields: which values each allows. */
export interface Schedule {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** Neither day field is `*`: then either may fit. */
  eitherDay: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Bounds {
  least: number;
  most: number;
  names?: readonly string[];
}

const FIELDS: readonly Bounds[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: WEEKDAYS },
];

/** Reads a cron schedule: minute, hour, day, month, weekday. As robfig/cron with five fields and no `@daily`. */
export function parseCron(text: string): { ok: true; schedule: Schedule } | { ok: false; message: string } {
  const parts = text.trim().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return { ok: false, message: 'empty spec string' };
  if (parts.length !== 5) {
    const found = `found ${parts.length}: [${parts.join(' ')}]`;
    return { ok: false, message: `expected exactly 5 fields, ${found}` };
  }
  const sets: Set<number>[] = [];
  for (const [i, part] of parts.entries()) {
    const bounds = FIELDS[i];
    const values = bounds && parseField(part, bounds);
    if (!values) return { ok: false, message: `failed to parse int from ${part}` };
    sets.push(values);
  }
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return { ok: false, message: 'empty spec string' };
  const eitherDay = !/^[*?]/.test(parts[2] ?? '') && !/^[*?]/.test(parts[4] ?? '');
  return { ok: true, schedule: { minutes, hours, days, months, weekdays, eitherDay } };
}

function parseField(text: string, bounds: Bounds): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const found = /^([*?]|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    if (!found) return undefined;
    const [, first = '', last, step] = found;
    const any = first === '*' || first === '?';
    const from = any ? bounds.least : numberOf(first, bounds);
    const open = any || (step !== undefined && last === undefined);
    const to = open ? bounds.most : last === undefined ? from : numberOf(last, bounds);
    const by = step === undefined ? 1 : Number(step);
    if (from === undefined || to === undefined || from > to || by === 0 || (any && last !== undefined)) {
      return undefined;
    }
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function numberOf(text: string, { least, most, names }: Bounds): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named === -1 ? (/^\d+$/.test(text) ? Number(text) : Number.NaN) : named + least;
  return value >= least && value <= most ? value : undefined;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far ahead a time is looked for. */
const YEARS = 5;

/** The first time after `after` that fits, in milliseconds and as if in UTC; undefined when there is none in five years. */
export function nextTime(schedule: Schedule, after: number): number | undefined {
  let time = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  const end = time + YEARS * 366 * DAY;
  while (time < end) {
    const date = new Date(time);
    if (!fitsDay(schedule, date)) time = Math.floor(time / DAY) * DAY + DAY;
    else if (!schedule.hours.has(date.getUTCHours()))
      time = Math.floor(time / 3_600_000) * 3_600_000 + 3_600_000;
    else if (!schedule.minutes.has(date.getUTCMinutes())) time += MINUTE;
    else return time;
  }
  return undefined;
}

function fitsDay({ months, days, weekdays, eitherDay }: Schedule, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const day = days.has(date.getUTCDate());
  const weekday = weekdays.has(date.getUTCDay());
  return eitherDay ? day || weekday : day && weekday;
}
