/** The times that a schedule names: of each field the values, and whether the field was `*`. */
export interface Schedule {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** A `*` in the day of the month or of the week: then both must hold, else one of them. */
  anyDay: boolean;
  /** `@every 90s`: in ms. */
  every?: number;
}

interface Field {
  min: number;
  max: number;
  names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * A schedule of five fields or a descriptor; a text says what is wrong with it, in the words of github.com/robfig/cron.
 * As robfig/cron parser.go, ParseStandard.
 */
export function parseSchedule(text: string): Schedule | string {
  if (text.startsWith('@')) return descriptor(text);
  const parts = text.split(/\s+/).filter(Boolean);
  if (parts.length === 0) return 'empty spec string';
  if (parts.length !== 5) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
  const sets: Set<number>[] = [];
  const stars: boolean[] = [];
  for (const [i, field] of FIELDS.entries()) {
    const parsed = parseField(parts[i] ?? '', field);
    if (typeof parsed === 'string') return parsed;
    sets.push(parsed.values);
    stars.push(parsed.star);
  }
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return 'empty spec string';
  return { minutes, hours, days, months, weekdays, anyDay: Boolean(stars[2] || stars[4]) };
}

function descriptor(text: string): Schedule | string {
  const fields = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined;
  if (fields) return parseSchedule(fields);
  const every = /^@every ((?:\d+(?:\.\d+)?[hms])+)$/.exec(text)?.[1];
  if (!every) return `unrecognized descriptor: ${text}`;
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };
  let ms = 0;
  for (const [, amount, unit = 's'] of every.matchAll(/(\d+(?:\.\d+)?)([hms])/g))
    ms += Number(amount) * (units[unit] ?? 0);
  const none = new Set<number>();
  const rounded = Math.max(1000, Math.floor(ms / 1000) * 1000);
  return {
    minutes: none,
    hours: none,
    days: none,
    months: none,
    weekdays: none,
    anyDay: true,
    every: rounded,
  };
}

function parseField(text: string, field: Field): { values: Set<number>; star: boolean } | string {
  const values = new Set<number>();
  let star = false;
  for (const part of text.split(',')) {
    const range = parseRange(part, field);
    if (typeof range === 'string') return range;
    star ||= range.star;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return { values, star };
}

function parseRange(
  text: string,
  { min, max, names }: Field,
): { from: number; to: number; step: number; star: boolean } | string {
  const [span = '', stepText, ...more] = text.split('/');
  if (more.length) return `too many slashes: ${text}`;
  const [low = '', high, ...rest] = span.split('-');
  if (rest.length) return `too many hyphens: ${text}`;
  const step = stepText === undefined ? 1 : numberOf(stepText, []);
  if (typeof step === 'string') return step;
  const isStar = low === '*' || low === '?';
  const from = isStar ? min : numberOf(low, names);
  if (typeof from === 'string') return from;
  const given = isStar ? max : high === undefined ? undefined : numberOf(high, names);
  if (typeof given === 'string') return given;
  // `5/15` means `5-59/15`.
  const to = given ?? (stepText === undefined ? from : max);
  if (from < min) return `beginning of range (${from}) below minimum (${min}): ${text}`;
  if (to > max) return `end of range (${to}) above maximum (${max}): ${text}`;
  if (from > to) return `beginning of range (${from}) beyond end of range (${to}): ${text}`;
  if (step === 0) return `step of range should be a positive number: ${text}`;
  return { from, to, step, star: isStar && step === 1 };

  function numberOf(word: string, words: readonly string[]): number | string {
    const named = words.indexOf(word.toLowerCase());
    // Months count from 1.
    if (named !== -1) return named + (words === MONTHS ? 1 : 0);
    return /^\d+$/.test(word)
      ? Number(word)
      : `failed to parse int from ${word}: strconv.Atoi: parsing "${word}": invalid syntax`;
  }
}
