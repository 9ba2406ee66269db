import type { Json } from '../../interface';
import type { FieldFault } from '../errors';

/** The faults of k8s.io/apimachinery/pkg/util/validation/field/errors.go, in its words. */

/** A value as ErrorBody prints it: texts in quotes, numbers and truth values bare, everything else as JSON. */
function shown(value: Json | undefined): string {
  return typeof value === 'string' ? goQuote(value) : JSON.stringify(value ?? null);
}

/** As Go's %q, for what occurs here. */
function goQuote(text: string): string {
  return JSON.stringify(text);
}

export function plain(field: string, reason: string, text: string): FieldFault {
  return { field, reason, text };
}

export function required(field: string, detail: string): FieldFault {
  return plain(field, 'FieldValueRequired', `Required value${detail ? `: ${detail}` : ''}`);
}

export function invalidValue(field: string, value: Json | undefined, detail: string): FieldFault {
  return plain(field, 'FieldValueInvalid', `Invalid value: ${shown(value)}${detail ? `: ${detail}` : ''}`);
}

export function notSupported(field: string, value: Json | undefined, words: readonly string[]): FieldFault {
  const list = words.map((word) => JSON.stringify(word)).join(', ');
  return plain(
    field,
    'FieldValueNotSupported',
    `Unsupported value: ${shown(value)}${list ? `: supported values: ${list}` : ''}`,
  );
}

export function duplicate(field: string, value: Json | undefined): FieldFault {
  return plain(field, 'FieldValueDuplicate', `Duplicate value: ${shown(value)}`);
}

export function absent(field: string, value: Json | undefined): FieldFault {
  return plain(field, 'FieldValueNotFound', `Not found: ${shown(value)}`);
}

export function notAllowed(field: string, detail: string): FieldFault {
  return plain(field, 'FieldValueForbidden', `Forbidden: ${detail}`);
}

export function tooLong(field: string, most: number): FieldFault {
  return plain(field, 'FieldValueTooLong', `Too long: may not be more than ${most} bytes`);
}

// As pkg/apis/core/validation/validation.go.
export const NOT_NEGATIVE = 'must be greater than or equal to 0';
export const IMMUTABLE = 'field is immutable';
