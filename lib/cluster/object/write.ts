import type { ApiObject, Json, JsonMap } from '../interface';
import { isMap, put } from './read';

/** A copy that shares nothing with the original; undefined fields are left out. */
export function copy(value: JsonMap): JsonMap;
export function copy(value: Json): Json;
export function copy(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => copy(item));
  if (!isMap(value)) return value;
  const map: JsonMap = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) put(map, key, copy(item));
  }
  return map;
}

/** Freezes a value and all below it. What is frozen already is taken to be so all the way down. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const item of Array.isArray(value) ? value : Object.values(value)) freeze(item);
  return Object.freeze(value);
}

/** Whether a mapping is an object as the API stores it. */
export function isApiObject(value: Json | undefined): value is ApiObject {
  if (!isMap(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') return false;
  const { metadata } = value;
  return (
    isMap(metadata) &&
    typeof metadata.name === 'string' &&
    typeof metadata.uid === 'string' &&
    typeof metadata.resourceVersion === 'string'
  );
}
