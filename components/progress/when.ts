const DAY = 24 * 60 * 60 * 1000;

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/**
 * Says when something was, as one would tell it: `9:05 today`, `yesterday`, `Tuesday`, `3 March`, `3 March 2025`.
 *
 * @param at @param now epoch milliseconds, told in the machine's own time zone.
 */
export function whenOf(at: number, now: number): string {
  // Rounded: a day on which the clocks change has 23 or 25 hours.
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options).format(at);
  if (days <= 0) return `${say({ hour: 'numeric', minute: '2-digit' })} today`;
  if (days === 1) return 'yesterday';
  if (days < 7) return say({ weekday: 'long' });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return say({ day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}
