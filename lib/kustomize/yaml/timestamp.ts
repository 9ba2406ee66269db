const form =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+|,\d+)?(Z|[+-]\d{2}:\d{2}))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+|,\d+)?))?$/;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * A plain scalar that go-yaml takes for a time, as Go prints that time in JSON; undefined when it is none.
 * As resolve.go, parseTimestamp, and time.RFC3339Nano.
 */
export function timestampOf(value: string): string | undefined {
  const match = form.exec(value);
  if (match === null) return undefined;
  const [, y = '', mo = '', d = '', h1, m1, s1, f1, zone, h2, m2, s2, f2] = match;
  const [year, month, day] = [Number(y), Number(mo), Number(d)];
  const [hour, minute, second] = [Number(h1 ?? h2 ?? 0), Number(m1 ?? m2 ?? 0), Number(s1 ?? s2 ?? 0)];
  if (month < 1 || month > 12 || day < 1 || year < 1) return undefined;
  if (day > (year < 100 ? 31 : daysIn(year, month))) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const pad = (n: number) => String(n).padStart(2, '0');
  const fraction = `.${(f1 ?? f2 ?? '.').slice(1, 10)}`.replace(/\.?0*$/, '');
  const offset = zone === undefined || zone === '+00:00' || zone === '-00:00' ? 'Z' : zone;
  return `${y}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${fraction}${offset}`;
}
