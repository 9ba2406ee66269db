import type { Json, JsonMap } from '../../interface';
import { isMap, own, put } from '../../object';
import type { FieldPath } from '../schema/merge-keys';
import { itemName, type Shape } from './shape';
import { isEmpty, type Tree } from './tree';

/** The live object with an applied one merged in. As structured-merge-diff/typed/merge.go. */
export function mergeApplied(live: JsonMap, applied: JsonMap, shape: Shape, path: FieldPath = []): JsonMap {
  const merged: JsonMap = { ...live };
  for (const key of Object.keys(applied)) {
    const value = applied[key];
    if (value !== undefined && value !== null)
      put(merged, key, mergeValue(own(live, key), value, shape, [...path, key]));
  }
  return merged;
}

function mergeValue(live: Json | undefined, applied: Json, shape: Shape, path: FieldPath): Json {
  if (isMap(applied))
    return isMap(live) && !shape.atomic(path) ? mergeApplied(live, applied, shape, path) : applied;
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;
  const keys = shape.keys(path);
  if (!keys && !shape.set(path)) return applied;
  const nameOf = (item: Json) => (keys ? itemName(item, keys) : JSON.stringify(item));
  const wanted = new Map(applied.map((item) => [nameOf(item), item]));
  const known = new Set(live.map(nameOf));
  const kept = live.map((item) => {
    const other = wanted.get(nameOf(item));
    return isMap(item) && isMap(other) ? mergeApplied(item, other, shape, path) : item;
  });
  return [...kept, ...applied.filter((item) => !known.has(nameOf(item)))];
}

/** An object without a set of fields. */
export function without(value: JsonMap, fields: Tree, shape: Shape, path: FieldPath = []): JsonMap {
  const left: JsonMap = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    const below = own(fields, `f:${key}`);
    if (item === undefined) continue;
    if (!isMap(below)) put(left, key, item);
    else if (!(isEmpty(below) || below['.'] !== undefined) || hasMore(item, below)) {
      const rest = withoutBelow(item, below, shape, [...path, key]);
      if (rest !== undefined) put(left, key, rest);
    }
  }
  return left;
}

/** Whether something is left of a value that is in the set together with parts of it. */
function hasMore(item: Json, fields: Tree): boolean {
  return (
    isMap(item) && !isEmpty(fields) && Object.keys(item).some((key) => own(fields, `f:${key}`) === undefined)
  );
}

function withoutBelow(value: Json, fields: Tree, shape: Shape, path: FieldPath): Json | undefined {
  if (isMap(value)) {
    const left = without(value, fields, shape, path);
    return Object.keys(left).length || !Object.keys(value).length ? left : undefined;
  }
  if (!Array.isArray(value)) return value;
  const keys = shape.keys(path);
  const items = value.flatMap((item) => {
    const below = own(fields, keys ? itemName(item, keys) : `v:${JSON.stringify(item)}`);
    if (!isMap(below)) return [item];
    if (!isMap(item) || !keys || isEmpty(below)) return [];
    const left = without(item, below, shape, path);
    // The keys alone are no item that anybody wants.
    return Object.keys(left).some((key) => !keys.includes(key)) || below['.'] === undefined ? [left] : [];
  });
  return items.length ? items : undefined;
}
