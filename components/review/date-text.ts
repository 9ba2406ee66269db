const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** A day (days since 1970) as one says it: `Tue 24 November`. */
export function dateText(day: number): string {
  return format.format(day * 86_400_000).replace(',', '');
}

/** A number of things: `1 card`, `2 cards`. */
export function countText(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
