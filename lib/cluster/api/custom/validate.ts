import type { Json, JsonMap } from '../../interface';
import { equal, isMap, mapAt, own, textsAt } from '../../object';
import type { FieldFault } from '../errors';
import * as faults from '../validation/faults';

/** More are never told. */
const MOST = 50;

/** What a custom object's schema has against it. As apiextensions-apiserver/pkg/apiserver/validation and kube-openapi/pkg/validation. */
export function validateCustom(object: JsonMap, schema: JsonMap): FieldFault[] {
  const found: FieldFault[] = [];
  const { apiVersion: _, kind: __, metadata: ___, ...rest } = object;
  const required = textsAt(schema, 'required').filter(
    (field) => !['apiVersion', 'kind', 'metadata'].includes(field),
  );
  visit(rest, { ...schema, required }, '', found);
  return found.slice(0, MOST);
}

const below = (path: string, key: string) => (path ? `${path}.${key}` : key);

function visit(value: Json, schema: JsonMap, path: string, found: FieldFault[]): void {
  if (found.length >= MOST || (value === null && schema.nullable === true)) return;
  const { type } = schema;
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (typeof value !== 'string' && !Number.isInteger(value))
      found.push(wrongType(path, value, 'integer,string'));
    return;
  }
  if (typeof type === 'string' && !isOf(value, type)) {
    found.push(wrongType(path, value, type));
    return;
  }
  if (Array.isArray(schema.enum) && !schema.enum.some((word) => equal(word, value)))
    found.push(faults.notSupported(path, value, schema.enum.map(String)));
  if (typeof value === 'string') texts(value, schema, path, found);
  else if (typeof value === 'number') numbers(value, schema, path, found);
  else if (Array.isArray(value)) {
    sizes(value, value.length, schema, path, 'items', found);
    const items = mapAt(schema, 'items');
    value.forEach((item, i) => {
      visit(item ?? null, items, `${path}[${i}]`, found);
    });
  } else if (isMap(value)) fields(value, schema, path, found);
}

function fields(map: JsonMap, schema: JsonMap, path: string, found: FieldFault[]): void {
  sizes(map, Object.keys(map).length, schema, path, 'properties', found);
  for (const field of textsAt(schema, 'required'))
    if (own(map, field) === undefined) found.push(faults.required(below(path, field), ''));
  const properties = mapAt(schema, 'properties');
  for (const key of Object.keys(map)) {
    const item = map[key];
    const inner = own(properties, key) ?? schema.additionalProperties;
    if (item !== undefined && isMap(inner)) visit(item, inner, below(path, key), found);
  }
}

function wrongType(path: string, value: Json, type: string): FieldFault {
  return faults.invalidValue(
    path,
    typeOf(value),
    `${path} in body must be of type ${type}: ${JSON.stringify(typeOf(value))}`,
  );
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isOf(value: Json, type: string): boolean {
  const own = typeOf(value);
  return own === type || (type === 'number' && own === 'integer');
}

function texts(value: string, schema: JsonMap, path: string, found: FieldFault[]): void {
  const { minLength, maxLength, pattern } = schema;
  const length = [...value].length;
  if (typeof minLength === 'number' && length < minLength)
    found.push(
      faults.invalidValue(path, value, `${path} in body should be at least ${minLength} chars long`),
    );
  if (typeof maxLength === 'number' && length > maxLength)
    found.push(faults.plain(path, 'FieldValueTooLong', `Too long: may not be more than ${maxLength} bytes`));
  if (typeof pattern === 'string' && !matchesPattern(pattern, value))
    found.push(faults.invalidValue(path, value, `${path} in body should match '${pattern}'`));
}

/** A pattern that this engine cannot read, or on a text so long that it could be slow, counts as matched. */
function matchesPattern(pattern: string, value: string): boolean {
  if (value.length > 1000 || pattern.length > 500) return true;
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function numbers(value: number, schema: JsonMap, path: string, found: FieldFault[]): void {
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && value < minimum)
    found.push(
      faults.invalidValue(path, value, `${path} in body should be greater than or equal to ${minimum}`),
    );
  if (typeof maximum === 'number' && value > maximum)
    found.push(
      faults.invalidValue(path, value, `${path} in body should be less than or equal to ${maximum}`),
    );
}

function sizes(
  value: Json,
  size: number,
  schema: JsonMap,
  path: string,
  what: 'items' | 'properties',
  found: FieldFault[],
): void {
  const least = schema[what === 'items' ? 'minItems' : 'minProperties'];
  const most = schema[what === 'items' ? 'maxItems' : 'maxProperties'];
  if (typeof least === 'number' && size < least)
    found.push(faults.invalidValue(path, value, `${path} in body should have at least ${least} ${what}`));
  if (typeof most === 'number' && size > most)
    found.push(
      faults.plain(path, 'FieldValueTooMany', `Too many: ${size}: must have at most ${most} ${what}`),
    );
}
