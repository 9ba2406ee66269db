const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A quantity as a number of its base unit (cores, bytes, pieces): `500m` is 0.5, `1Gi` 1073741824. What is none is 0.
 * As apimachinery/pkg/api/resource/quantity.go.
 */
export function quantity(value: unknown): number {
  if (typeof value === 'number') return value;
  const match =
    typeof value === 'string' ? /^([+-]?[0-9.]+)(?:[eE]([+-]?\d+))?([numkMGTPE]?i?)$/.exec(value) : null;
  if (!match) return 0;
  const [, digits = '', exponent = '0', suffix = ''] = match;
  return Number(digits) * 10 ** Number(exponent) * (FACTORS[suffix] ?? 0);
}
