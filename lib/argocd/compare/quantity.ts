import type { Json } from '../object';

const NANO = 1_000_000_000n;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The size of a suffix in billionths; undefined when it is none. */
function unitOf(suffix: string): bigint | undefined {
  const binary = suffix === '' ? -1 : BINARY.indexOf(suffix);
  if (binary > 0) return NANO * 1024n ** BigInt(binary);
  const decimal = DECIMAL.indexOf(suffix);
  return decimal === -1 ? undefined : 1000n ** BigInt(decimal);
}

/**
 * A quantity as the API server writes it back: `0.5` is `500m`, `1024Mi` is `1Gi`. Anything that is none is given back as it is.
 * As apimachinery/pkg/api/resource, Quantity; exponents (`1e3`) are left as they are.
 */
export function canonicalQuantity(value: Json): Json {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return value;
  const found = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?)$/.exec(text);
  const [, sign = '', whole = '', fraction = '', suffix = ''] = found ?? [];
  const unit = unitOf(suffix);
  if (!found || unit === undefined || whole + fraction === '' || whole.length > 30 || fraction.length > 30) {
    return value;
  }
  const scale = 10n ** BigInt(fraction.length);
  const digits = BigInt(whole + fraction) * unit;
  // Upstream rounds up what is smaller than a billionth.
  const nano = digits % scale === 0n ? digits / scale : digits / scale + 1n;
  const minus = sign === '-' && nano !== 0n ? '-' : '';
  return minus + (suffix.endsWith('i') ? inBinary(nano) : inDecimal(nano));
}

function inDecimal(nano: bigint): string {
  if (nano === 0n) return '0';
  let power = 0;
  let rest = nano;
  while (power < DECIMAL.length - 1 && rest % 1000n === 0n) {
    rest /= 1000n;
    power += 1;
  }
  return `${rest}${DECIMAL[power]}`;
}

function inBinary(nano: bigint): string {
  // As CanonicalizeBytes: what is no whole number, or is below 1024, is written in decimal.
  if (nano % NANO !== 0n || nano < NANO * 1024n) return inDecimal(nano);
  let rest = nano / NANO;
  let power = 0;
  while (power < BINARY.length - 1 && rest % 1024n === 0n) {
    rest /= 1024n;
    power += 1;
  }
  return `${rest}${BINARY[power]}`;
}
