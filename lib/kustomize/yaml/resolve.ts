import { Failure } from '../failure';
import type { Flavour } from './cursor';
import { Tag } from './node';
import { timestampOf } from './timestamp';

/** What a scalar means: numbers keep apart what Go keeps apart (integers of 64 bits, floats, times). */
export type Scalar =
  | { tag: typeof Tag.null }
  | { tag: typeof Tag.bool; value: boolean }
  | { tag: typeof Tag.int; value: bigint }
  | { tag: typeof Tag.float; value: number }
  | { tag: typeof Tag.timestamp; value: string }
  | { tag: typeof Tag.str; value: string };

const words = new Map<string, Scalar>();
for (const word of ['true', 'True', 'TRUE']) words.set(word, { tag: Tag.bool, value: true });
for (const word of ['false', 'False', 'FALSE']) words.set(word, { tag: Tag.bool, value: false });
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, { tag: Tag.null });
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, { tag: Tag.float, value: Number.NaN });
for (const word of ['.inf', '.Inf', '.INF']) {
  words.set(word, { tag: Tag.float, value: Number.POSITIVE_INFINITY });
  words.set(`+${word}`, { tag: Tag.float, value: Number.POSITIVE_INFINITY });
  words.set(`-${word}`, { tag: Tag.float, value: Number.NEGATIVE_INFINITY });
}

/** What only YAML 1.1 takes for true and false; v2 still does. */
const oldWords = new Map<string, Scalar>();
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']) {
  oldWords.set(word, { tag: Tag.bool, value: true });
}
for (const word of ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF']) {
  oldWords.set(word, { tag: Tag.bool, value: false });
}

const maxUint64 = 18446744073709551615n;
const minInt64 = -9223372036854775808n;
const decimal = /^[-+]?(0|[1-9][0-9]*)$/;
const prefixed = /^([-+]?)0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** strconv.ParseFloat after a leading dot also knows nothing more than this. */
const dotFloat = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;

function integerOf(plain: string): bigint | undefined {
  let value: bigint | undefined;
  if (decimal.test(plain)) value = BigInt(plain.startsWith('+') ? plain.slice(1) : plain);
  else {
    const match = prefixed.exec(plain);
    if (match === null) return undefined;
    const [, sign = '', digits = ''] = match;
    const octal = /^[oO]?[0-7]+$/.test(digits);
    const size = BigInt(octal ? `0o${digits.replace(/^[oO]/, '')}` : `0${digits}`);
    value = sign === '-' ? -size : size;
  }
  // A sign is only for what fits into 64 bits with a sign (strconv.ParseUint takes none).
  const signed = plain.startsWith('-') || plain.startsWith('+');
  if (value < minInt64 || value > (signed ? 9223372036854775807n : maxUint64)) return undefined;
  return value;
}

function numberOf(value: string): Scalar | undefined {
  const time = timestampOf(value);
  if (time !== undefined) return { tag: Tag.timestamp, value: time };
  const plain = value.includes('_') ? value.replaceAll('_', '') : value;
  const integer = integerOf(plain);
  if (integer !== undefined) return { tag: Tag.int, value: integer };
  if (float.test(plain) && Number.isFinite(Number(plain))) return { tag: Tag.float, value: Number(plain) };
  return undefined;
}

/** What an unquoted scalar means. As resolve.go, of the library's v3 (YAML 1.2's words) or v2 (YAML 1.1's). */
export function resolve(value: string, flavour: Flavour = 'v3'): Scalar {
  const first = value.charCodeAt(0);
  const digit = first >= 48 && first <= 57;
  if (!digit && first !== 46 && first !== 43 && first !== 45) {
    const word = words.get(value) ?? (flavour === 'v2' ? oldWords.get(value) : undefined);
    return word ?? { tag: Tag.str, value };
  }
  const word = words.get(value);
  if (word !== undefined) return word;
  if (first === 46) {
    return dotFloat.test(value) ? { tag: Tag.float, value: Number(value) } : { tag: Tag.str, value };
  }
  return numberOf(value) ?? { tag: Tag.str, value };
}

export const resolveTag = (value: string, flavour: Flavour = 'v3'): string => resolve(value, flavour).tag;

/** What a scalar with an explicit tag means; a tag that contradicts the text is an error. */
export function resolveTagged(tag: string, value: string, flavour: Flavour = 'v3'): Scalar {
  switch (tag) {
    case Tag.str:
      return { tag: Tag.str, value };
    case Tag.binary: {
      const bytes = decodeBase64(value);
      if (bytes === undefined) throw new Failure('yaml: !!binary value contains invalid base64 data');
      return { tag: Tag.str, value: bytes };
    }
    case Tag.null:
    case Tag.bool:
    case Tag.int:
    case Tag.float:
    case Tag.timestamp: {
      const found = resolve(value, flavour);
      if (found.tag === tag) return found;
      if (tag === Tag.float && found.tag === Tag.int) return { tag: Tag.float, value: Number(found.value) };
      throw new Failure(`yaml: cannot decode ${found.tag} \`${value}\` as a ${tag}`);
    }
    default:
      return { tag: Tag.str, value };
  }
}

function decodeBase64(value: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(value.replace(/[\r\n]/g, '')), (c) => c.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
