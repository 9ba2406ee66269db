import type { Json, JsonMap } from '../../interface';
import { copy, isMap, mapAt, own, put } from '../../object';

/**
 * Reads a custom object by its structural schema: drops what the schema does not know, and fills in defaults.
 * As apiextensions-apiserver/pkg/apiserver/schema/pruning and .../defaulting. Tells the unknown fields as strict decoding does.
 */
export function pruned(object: JsonMap, schema: JsonMap): { value: JsonMap; unknown: string[] } {
  const unknown: string[] = [];
  const known = mapAt(schema, 'properties');
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true || !Object.keys(schema).length;
  const value: JsonMap = {};
  for (const key of Object.keys(object)) {
    const item = object[key];
    if (item === undefined) continue;
    if (key === 'apiVersion' || key === 'kind' || key === 'metadata') put(value, key, copy(item));
    else {
      const inner = own(known, key);
      if (isMap(inner)) put(value, key, prune(item, inner, key, unknown));
      else if (preserves) put(value, key, copy(item));
      else unknown.push(`unknown field "${key}"`);
    }
  }
  fillDefaults(value, known);
  return { value, unknown };
}

function prune(value: Json, schema: JsonMap, path: string, unknown: string[]): Json {
  if (Array.isArray(value)) {
    const items = mapAt(schema, 'items');
    return value.map((item, i) => prune(item ?? null, items, `${path}[${i}]`, unknown));
  }
  if (!isMap(value)) return value;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const properties = mapAt(schema, 'properties');
  const additional = schema.additionalProperties;
  const kept: JsonMap = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const inner = own(properties, key);
    if (isMap(inner)) {
      // A null that is not allowed is dropped when there is a default for it.
      if (item === null && inner.nullable !== true && inner.default !== undefined) continue;
      put(kept, key, prune(item, inner, `${path}.${key}`, unknown));
    } else if (isMap(additional)) put(kept, key, prune(item, additional, `${path}.${key}`, unknown));
    else if (preserves || additional === true || schema['x-kubernetes-embedded-resource'] === true)
      put(kept, key, copy(item));
    else unknown.push(`unknown field "${path}.${key}"`);
  }
  fillDefaults(kept, properties);
  return kept;
}

function fillDefaults(map: JsonMap, properties: JsonMap): void {
  for (const key of Object.keys(properties)) {
    const schema = own(properties, key);
    if (!isMap(schema) || schema.default === undefined || own(map, key) !== undefined) continue;
    const value = copy(schema.default);
    put(map, key, isMap(value) ? prune(value, schema, key, []) : value);
  }
}
