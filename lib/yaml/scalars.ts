import type { ScalarValue } from './nodes';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']);
const FALSE = new Set(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF']);
const SPECIAL: Record<string, number> = { inf: Number.POSITIVE_INFINITY, nan: Number.NaN };
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const PREFIXED = /^([-+]?)0([xXoObB])([0-9a-fA-F]+)$/;

/**
 * The value of a plain scalar as Kubernetes reads it: YAML 1.1 as far as Go's reader knows it, so `yes` is a boolean,
 * `0644` is octal and a date stays a string. As sigs.k8s.io/yaml, goyaml.v2/resolve.go.
 */
export function resolvePlain(text: string): ScalarValue {
  if (NULLS.has(text)) return null;
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return TRUE.has(text) ? true : FALSE.has(text) ? false : text;
  const special = /^[-+]?\.(inf|nan)$/i.exec(text)?.[1]?.toLowerCase();
  if (special !== undefined) return (text.startsWith('-') ? -1 : 1) * (SPECIAL[special] ?? 0);
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const prefixed = PREFIXED.exec(plain);
  if (prefixed) return prefixedNumber(prefixed, text);
  if (/^[-+]?0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  return FLOAT.test(plain) ? Number(plain) : text;
}

function prefixedNumber([, sign, base, digits]: RegExpExecArray, text: string): ScalarValue {
  const value = Number(`0${(base ?? '').toLowerCase()}${digits ?? ''}`);
  return Number.isNaN(value) ? text : sign === '-' ? -value : value;
}
