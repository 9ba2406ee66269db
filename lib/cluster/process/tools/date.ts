import type { Program } from '../machine';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');

/** A date by strftime's letters, in UTC: containers have no other zone unless they are given one. */
export function formatDate(format: string, time: number): string {
  const date = new Date(time);
  const hour = date.getUTCHours();
  const day = DAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  const yearDay = Math.floor((time - start) / 86_400_000) + 1;
  const letter: { [letter: string]: string } = {
    a: day.slice(0, 3),
    A: day,
    b: month.slice(0, 3),
    h: month.slice(0, 3),
    B: month,
    C: two(Math.floor(date.getUTCFullYear() / 100)),
    d: two(date.getUTCDate()),
    e: String(date.getUTCDate()).padStart(2),
    F: date.toISOString().slice(0, 10),
    H: two(hour),
    I: two(hour % 12 || 12),
    j: three(yearDay),
    k: String(hour).padStart(2),
    l: String(hour % 12 || 12).padStart(2),
    m: two(date.getUTCMonth() + 1),
    M: two(date.getUTCMinutes()),
    n: '\n',
    N: three(date.getUTCMilliseconds()).padEnd(9, '0'),
    p: hour < 12 ? 'AM' : 'PM',
    R: date.toISOString().slice(11, 16),
    s: String(Math.floor(time / 1000)),
    S: two(date.getUTCSeconds()),
    t: '\t',
    T: date.toISOString().slice(11, 19),
    u: String(date.getUTCDay() || 7),
    w: String(date.getUTCDay()),
    y: two(date.getUTCFullYear() % 100),
    Y: String(date.getUTCFullYear()),
    z: '+0000',
    Z: 'UTC',
    '%': '%',
  };
  letter.D = `${letter.m}/${letter.d}/${letter.y}`;
  letter.x = letter.D;
  letter.X = letter.T ?? '';
  letter.c = `${letter.a} ${letter.b} ${letter.e} ${letter.T} ${letter.Y}`;
  letter.r = `${letter.I}:${letter.M}:${letter.S} ${letter.p}`;
  return format.replace(/%([-_0^]?)(\d*)([a-zA-Z%])/g, (whole, flag: string, width: string, key: string) => {
    const value = letter[key];
    if (value === undefined) return whole;
    if (key === 'N' && width) return value.slice(0, Number(width));
    if (flag === '-') return value.replace(/^[0 ]+(?=.)/, '');
    return flag === '^' ? value.toUpperCase() : value;
  });
}

/** A time as `date -d` reads it: `@seconds`, a date, `now`, `yesterday`, `-1 day`, `2 hours ago`; undefined when it is none. */
function parseWhen(text: string, now: number): number | undefined {
  if (/^@-?\d+(?:\.\d+)?$/.test(text)) return Number(text.slice(1)) * 1000;
  if (text === '' || text === 'now' || text === 'today') return now;
  if (text === 'yesterday') return now - 86_400_000;
  if (text === 'tomorrow') return now + 86_400_000;
  const relative = /^([+-]?\d+) *(second|sec|minute|min|hour|day|week)s?( ago)?$/.exec(text);
  if (relative) {
    const unit =
      { second: 1, sec: 1, minute: 60, min: 60, hour: 3600, day: 86_400, week: 604_800 }[relative[2] ?? ''] ??
      0;
    return now + Number(relative[1]) * unit * 1000 * (relative[3] ? -1 : 1);
  }
  const iso = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?(?: ?(?:Z|UTC))?$/.exec(text);
  const time = iso ? Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

export const date: Program = async ({ argv, out, err, machine }) => {
  const gnu = machine.image.userland === 'gnu';
  let format = gnu ? '%a %b %e %H:%M:%S %Z %Y' : '%a %b %e %H:%M:%S %Z %Y';
  let time = machine.now();
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word.startsWith('+')) format = word.slice(1);
    else if (word === '-d' || word.startsWith('--date')) {
      const text = word.startsWith('--date=') ? word.slice(7) : (argv[++i] ?? '');
      const when = parseWhen(text, machine.now());
      if (when === undefined) {
        err(`date: invalid date '${text}'\n`);
        return 1;
      }
      time = when;
    } else if (word === '-R' || word === '--rfc-email') format = '%a, %d %b %Y %H:%M:%S %z';
    else if (/^(?:-I|--iso-8601)/.test(word)) {
      format = /s(?:econds)?$/.test(word) ? `%Y-%m-%dT%H:%M:%S${gnu ? '+00:00' : '%z'}` : '%Y-%m-%d';
    } else if (word !== '-u' && word !== '--utc' && word !== '--universal') {
      err(`date: invalid date '${word}'\n`);
      return 1;
    }
  }
  out(`${formatDate(format, time)}\n`);
  return 0;
};
