/** Quantities as the API prints them. As apimachinery/pkg/api/resource/quantity.go, CanonicalizeBytes. */

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,3})?$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: readonly [string, number][] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
];
/** Nothing is finer. */
const NANO = 1_000_000_000n;

interface Quantity {
  /** In billionths. */
  nano: bigint;
  form: 'binary' | 'decimal' | 'exponent';
}

/** The quantity that a text writes, or undefined when it writes none. */
function parseQuantity(text: string): Quantity | undefined {
  const found = FORM.exec(text);
  if (!found || text.length > 64) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = found;
  if (!whole && !fraction) return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const binary = BINARY.indexOf(unit);
  let nano: bigint;
  if (unit && binary > 0)
    nano = divideUp(digits * 1024n ** BigInt(binary) * NANO, 10n ** BigInt(fraction.length));
  else {
    const exponent = /^[eE][+-]?\d/.test(unit)
      ? Number(unit.slice(1))
      : (DECIMAL.find(([name]) => name === unit)?.[1] ?? 0);
    const power = exponent + 9 - fraction.length;
    nano = power >= 0 ? digits * 10n ** BigInt(Math.min(power, 60)) : divideUp(digits, 10n ** BigInt(-power));
  }
  const form = unit && binary > 0 ? 'binary' : /^[eE][+-]?\d/.test(unit) ? 'exponent' : 'decimal';
  return { nano: sign === '-' ? -nano : nano, form };
}

function divideUp(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

/** A quantity's value as a number (cores, bytes), for comparing and adding; undefined when the text is none. */
export function quantityValue(quantity: string | number): number | undefined {
  const parsed = parseQuantity(String(quantity));
  return parsed && Number(parsed.nano) / 1e9;
}

/** The text that the API server stores for a quantity: `1000m` is `1`, `0.5` is `500m`, `1024Mi` is `1Gi`. */
export function canonicalQuantity(quantity: string | number): string {
  const text = String(quantity);
  const parsed = parseQuantity(text);
  if (!parsed) return text;
  const { nano, form } = parsed;
  if (nano === 0n) return '0';
  if (form === 'binary' && (nano < 0n ? -nano : nano) >= 1024n * NANO && nano % NANO === 0n) {
    let value = nano / NANO;
    let unit = 0;
    while (unit < BINARY.length - 1 && value % 1024n === 0n) {
      value /= 1024n;
      unit++;
    }
    return `${value}${BINARY[unit]}`;
  }
  for (const [name, exponent] of DECIMAL) {
    const size = 10n ** BigInt(exponent + 9);
    if (nano % size === 0n) return `${nano / size}${form === 'exponent' && exponent ? `e${exponent}` : name}`;
  }
  return text;
}
