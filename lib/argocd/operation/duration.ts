const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** A Go duration such as `1m30s`, in milliseconds; undefined when it is none. As time.ParseDuration. */
export function parseGoDuration(text: string): number | undefined {
  const found = /^([+-]?)((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (!found) return /^[+-]?0$/.test(text) ? 0 : undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/([0-9]*\.?[0-9]*)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(number) * (UNITS.get(unit ?? '') ?? 0);
  }
  return found[1] === '-' ? -total : total;
}

/** A duration of an Application's spec: a number without unit is seconds. As v1alpha1.parseStringToDuration. */
export function parseDuration(text: string): number | undefined {
  return /^[+-]?[0-9]+$/.test(text) ? Number(text) * 1000 : parseGoDuration(text);
}
