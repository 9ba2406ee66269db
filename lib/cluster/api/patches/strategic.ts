import type { Json, JsonMap } from '../../interface';
import { equal, isMap, own, put } from '../../object';
import { type FieldPath, isSet, listKeys } from '../schema/merge-keys';

/** A patch that the server cannot read. */
export class StrategicFault extends Error {}

const ORDER = '$setElementOrder/';
const PRIMITIVES = '$deleteFromPrimitiveList/';

/** As apimachinery/pkg/util/strategicpatch/patch.go, mergeMap. */
export function strategicPatch(target: JsonMap, patch: JsonMap, kind: string, path: FieldPath = []): JsonMap {
  const directive = patch.$patch;
  if (directive === 'replace') return stripped(patch);
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge')
    throw new StrategicFault(`unrecognized directive: ${String(directive)}`);
  const merged: JsonMap = { ...target };
  retain(merged, patch.$retainKeys);
  for (const key of Object.keys(patch)) {
    const change = patch[key];
    if (change === undefined || key === '$patch' || key === '$retainKeys') continue;
    if (key.startsWith(PRIMITIVES)) {
      const field = key.slice(PRIMITIVES.length);
      const gone = Array.isArray(change) ? change : [];
      const list = own(merged, field);
      if (Array.isArray(list))
        put(
          merged,
          field,
          list.filter((item) => !gone.some((other) => equal(item, other))),
        );
    } else if (key.startsWith(ORDER)) continue;
    else if (change === null) delete merged[key];
    else put(merged, key, mergeValue(own(target, key), change, kind, [...path, key]));
  }
  for (const key of Object.keys(patch)) {
    const field = key.slice(ORDER.length);
    const order = patch[key];
    const list = own(merged, field);
    if (key.startsWith(ORDER) && Array.isArray(order) && Array.isArray(list))
      put(merged, field, inOrder(list, order, listKeys([...path, field], kind)?.[0]));
  }
  return merged;
}

function retain(merged: JsonMap, keys: Json | undefined): void {
  if (!Array.isArray(keys)) return;
  for (const key of Object.keys(merged)) if (!keys.includes(key)) delete merged[key];
}

function stripped(patch: JsonMap): JsonMap {
  const { $patch: _, ...rest } = patch;
  return rest;
}

function mergeValue(target: Json | undefined, change: Json, kind: string, path: FieldPath): Json {
  if (isMap(change)) return strategicPatch(isMap(target) ? target : {}, change, kind, path);
  if (!Array.isArray(change)) return change;
  const list = Array.isArray(target) ? target : [];
  if (isSet(path)) return [...list, ...change.filter((item) => !list.some((other) => equal(item, other)))];
  const key = listKeys(path, kind)?.[0];
  return key === undefined ? change : mergeList(list, change, key, kind, path);
}

/** As mergeSliceWithSpecialElements and mergeSliceWithoutSpecialElements. */
function mergeList(target: Json[], patch: Json[], key: string, kind: string, path: FieldPath): Json[] {
  if (patch.some((item) => isMap(item) && item.$patch === 'replace'))
    return patch.filter(
      (item) => !(isMap(item) && item.$patch === 'replace' && Object.keys(item).length === 1),
    );
  let merged = [...target];
  const same = (a: Json, b: JsonMap) => isMap(a) && equal(a[key], b[key]);
  for (const item of patch) {
    if (!isMap(item))
      throw new StrategicFault(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    if (item[key] === undefined)
      throw new StrategicFault(`map: ${goMap(item)} does not contain declared merge key: ${key}`);
    if (item.$patch === 'delete') {
      merged = merged.filter((other) => !same(other, item));
      continue;
    }
    const at = merged.findIndex((other) => same(other, item));
    const old = merged[at];
    if (isMap(old)) merged[at] = strategicPatch(old, item, kind, path);
    else merged.push(strategicPatch({}, item, kind, path));
  }
  return merged;
}

/** A mapping as Go prints it: `map[a:1 b:map[]]`. */
function goMap(value: Json): string {
  if (isMap(value))
    return `map[${Object.keys(value)
      .sort()
      .map((key) => `${key}:${goMap(value[key] ?? null)}`)
      .join(' ')}]`;
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`;
  return value === null ? '<nil>' : String(value);
}

/** As sortMergeListsByNameArray with $setElementOrder: those that are named in their order, the others where they stood. */
export function inOrder(list: readonly Json[], order: readonly Json[], key: string | undefined): Json[] {
  const id = (item: Json) => (key !== undefined && isMap(item) ? item[key] : item);
  const rank = new Map(order.map((item, i): [string, number] => [JSON.stringify(id(item) ?? null), i]));
  const rankOf = (item: Json) => rank.get(JSON.stringify(id(item) ?? null));
  const named = list
    .filter((item) => rankOf(item) !== undefined)
    .sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0));
  const merged: Json[] = [];
  // What only the server has comes before the first named one that stood behind it.
  let next = 0;
  for (const item of list) {
    if (rankOf(item) === undefined) merged.push(item);
    else {
      const taken = named[next++];
      if (taken !== undefined) merged.push(taken);
    }
  }
  return merged;
}
