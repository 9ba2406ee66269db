import type { FieldSpec } from '../config/fieldspec';
import { fieldSpec } from '../config/fieldspec';
import type { Selector } from '../core/selector';
import { type Fields, isFields, type Value } from '../yaml';

/** Reads from decoded values: the shape has been checked, what is absent has Go's zero value. */
export const noFields: Fields = new Map();

export function textAt(fields: Fields, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

export const flagAt = (fields: Fields, name: string): boolean => fields.get(name) === true;

export function numberAt(fields: Fields, name: string): number {
  const value = fields.get(name);
  return typeof value === 'number' ? value : 0;
}

export function fieldsAt(fields: Fields, name: string): Fields | undefined {
  const value = fields.get(name);
  return isFields(value) ? value : undefined;
}

export function listAt(fields: Fields, name: string): readonly Value[] {
  const value = fields.get(name);
  return Array.isArray(value) ? value : [];
}

export const textsAt = (fields: Fields, name: string): string[] =>
  listAt(fields, name).map((item) => (typeof item === 'string' ? item : ''));

export const itemsAt = (fields: Fields, name: string): Fields[] =>
  listAt(fields, name).map((item) => (isFields(item) ? item : noFields));

export function textMapAt(fields: Fields, name: string): Map<string, string> {
  const entries = fieldsAt(fields, name) ?? noFields;
  return new Map([...entries].map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}

export function selectorOf(fields: Fields): Selector {
  return {
    group: textAt(fields, 'group'),
    version: textAt(fields, 'version'),
    kind: textAt(fields, 'kind'),
    name: textAt(fields, 'name'),
    namespace: textAt(fields, 'namespace'),
    clusterScoped: false,
    labelSelector: textAt(fields, 'labelSelector'),
    annotationSelector: textAt(fields, 'annotationSelector'),
  };
}

export const fieldSpecOf = (fields: Fields): FieldSpec =>
  fieldSpec(
    textAt(fields, 'path'),
    { group: textAt(fields, 'group'), version: textAt(fields, 'version'), kind: textAt(fields, 'kind') },
    flagAt(fields, 'create'),
  );

/** A configuration without what is empty, as Go's omitempty leaves it out. */
export function omitEmpty(fields: Fields, keep: readonly string[] = []): Fields {
  const result: Fields = new Map();
  for (const [key, value] of fields) {
    const inner = isFields(value) ? omitEmptyInside(value) : value;
    const empty =
      inner === '' ||
      inner === false ||
      inner === 0 ||
      inner === null ||
      (Array.isArray(inner) && inner.length === 0) ||
      (isFields(inner) && inner.size === 0 && !keep.includes(key));
    if (!empty || keep.includes(key)) result.set(key, inner);
  }
  return result;
}

const omitEmptyInside = (fields: Fields): Fields => new Map([...fields].filter(([, value]) => value !== ''));
