import {
  at,
  isList,
  isMap,
  itemsAt,
  type Json,
  type JsonMap,
  type KubeObject,
  sameJson,
  textAt,
} from '../object';
import type { Step } from './paths';

/** The test that `k:{...}` or `v:...` of a field set stands for. */
function itemTest(key: string): ((item: Json) => boolean) | undefined {
  try {
    const wanted: Json = JSON.parse(key.slice(2));
    if (key.startsWith('v:')) return (item) => sameJson(item, wanted);
    if (!isMap(wanted)) return undefined;
    return (item) => Object.entries(wanted).every(([field, value]) => sameJson(at(item, field), value));
  } catch {
    return undefined;
  }
}

function stepOf(key: string): Step | undefined {
  if (key.startsWith('f:')) return key.slice(2);
  if (key.startsWith('i:')) return Number(key.slice(2));
  return key.startsWith('k:') || key.startsWith('v:') ? itemTest(key) : undefined;
}

/** The leaves of a `fieldsV1`, as paths. As structured-merge-diff's fieldpath serialisation. */
export function fieldPaths(fields: Json | undefined, before: readonly Step[] = []): Step[][] {
  if (!isMap(fields)) return [];
  return Object.entries(fields).flatMap(([key, inner]) => {
    const step = stepOf(key);
    if (step === undefined) return [];
    const deeper = isMap(inner) ? Object.keys(inner).filter((name) => name !== '.') : [];
    const path = [...before, step];
    return deeper.length === 0 ? [path] : fieldPaths(inner, path);
  });
}

/**
 * What a manager owns of a live object by server-side apply, as an object: the counterpart of the last-applied annotation.
 * Undefined when it never applied.
 */
export function ownedBy(live: KubeObject, manager: string): KubeObject | undefined {
  const entry = itemsAt(live, 'metadata', 'managedFields').find(
    (item) => textAt(item, 'manager') === manager && textAt(item, 'operation') === 'Apply',
  );
  const fields = at(entry, 'fieldsV1');
  const owned = isMap(fields) ? project(live, fields) : undefined;
  return isMap(owned) ? owned : undefined;
}

function project(value: Json | undefined, fields: JsonMap): Json | undefined {
  const keys = Object.keys(fields).filter((key) => key !== '.');
  if (value === undefined || keys.length === 0) return value;
  if (isMap(value)) {
    const entries = keys.flatMap((key): [string, Json][] => {
      const inner = fields[key];
      const field = key.startsWith('f:') ? key.slice(2) : undefined;
      const kept =
        field !== undefined && Object.hasOwn(value, field)
          ? project(value[field], isMap(inner) ? inner : {})
          : undefined;
      return field === undefined || kept === undefined ? [] : [[field, kept]];
    });
    return Object.fromEntries(entries);
  }
  if (!isList(value)) return value;
  const tests = keys.flatMap((key) => {
    const test = itemTest(key);
    const inner = fields[key];
    return test ? [{ test, inner: isMap(inner) ? inner : {} }] : [];
  });
  return value.flatMap((item) => {
    const match = tests.find(({ test }) => test(item));
    const kept = match && project(item, match.inner);
    return kept === undefined ? [] : [kept];
  });
}
