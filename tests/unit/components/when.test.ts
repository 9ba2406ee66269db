import { expect, test } from 'vitest';
import { whenOf } from '@/components/progress/when';

const now = new Date(2026, 0, 8, 14, 30).getTime(); // A Thursday, in this machine's time zone.
const at = (...[year, month, day, hour = 12, minute = 0]: [number, number, number, number?, number?]) =>
  new Date(year, month, day, hour, minute).getTime();

test.each([
  [at(2026, 0, 8, 9, 5), '9:05 today'],
  [at(2026, 0, 7, 23, 59), 'yesterday'],
  [at(2026, 0, 6), 'Tuesday'],
  [at(2026, 0, 2), 'Friday'],
  [at(2026, 0, 1), '1 January'],
  [at(2025, 11, 31), '31 December 2025'],
  [at(2026, 0, 9), /today$/],
])('%i is told as %s', (time, said) => {
  expect(whenOf(time, now)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
});
