import { formatJsonFloat } from './numbers';

/**
 * What a node means, as JSON has it. Integers beyond 2^53 are bigint; keys live in a Map, so that no key
 * (`__proto__`, `constructor`) can be anything but a key.
 */
export type Value = null | boolean | number | bigint | string | Value[] | Fields;
export type Fields = Map<string, Value>;

export const isFields = (value: Value | undefined): value is Fields => value instanceof Map;

/** Orders strings as Go does, by UTF-8 bytes, which is by code point. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const highX = x >= 0xd800 && x <= 0xdfff;
    const highY = y >= 0xd800 && y <= 0xdfff;
    if (highX !== highY) return highX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

const sortedKeys = (fields: Fields): string[] => [...fields.keys()].sort(compareText);

const htmlEscapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function jsonString(value: string): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => htmlEscapes[c] ?? c);
}

/** The value as Go's encoding/json writes it: sorted keys, no spaces, HTML's characters escaped. */
export function toJson(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') return formatJsonFloat(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (!isFields(value)) return String(value);
  return `{${sortedKeys(value)
    .map((key) => `${jsonString(key)}:${toJson(value.get(key) ?? null)}`)
    .join(',')}}`;
}

/** A plain JavaScript value: what JSON.parse would give, own properties only. */
export function toPlain(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (isFields(value)) return Object.fromEntries([...value].map(([key, inner]) => [key, toPlain(inner)]));
  return value;
}
