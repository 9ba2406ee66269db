/** What to put in place of `from` to `to` (offsets of UTF-16 units). */
export interface Span {
  from: number;
  to: number;
  text: string;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The smallest replacement that turns `before` into `after`, whole characters; undefined when they are equal. */
export function spanThatDiffers(before: string, after: string): Span | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) from--;
  let tail = 0;
  while (
    tail < most - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (tail > 0 && isHighSurrogate(before.charCodeAt(before.length - tail - 1))) tail--;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
}
