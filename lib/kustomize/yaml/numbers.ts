/**
 * Go's way to write numbers. JavaScript finds the same shortest digits, but switches to exponents elsewhere and
 * writes them with fewer digits.
 */

/** The shortest decimal digits of a finite number, and its decimal exponent (d.ddd × 10^exponent). */
function digitsOf(value: number): { sign: string; digits: string; exponent: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return {
    sign: value < 0 || Object.is(value, -0) ? '-' : '',
    digits: mantissa.replace('.', ''),
    exponent: Number(exponent),
  };
}

function exponential(value: number): string {
  const { sign, digits, exponent } = digitsOf(value);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

function decimal(value: number): string {
  const { sign, digits, exponent } = digitsOf(value);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return `${sign}${digits}${'0'.repeat(exponent + 1 - digits.length)}`;
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** As strconv.FormatFloat(value, 'g', -1, 64); with `largest` 21 as fmt's %v. */
export function formatGeneral(value: number, largest = 6): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const { exponent } = digitsOf(value);
  return exponent < -4 || exponent >= largest ? exponential(value) : decimal(value);
}

/** As encoding/json writes a float64. */
export function formatJsonFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  if (size >= 1e-6 && size < 1e21) return decimal(value);
  return exponential(value).replace(/e-0(\d)$/, 'e-$1');
}
