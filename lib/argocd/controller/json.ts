import type { Manifest, ObjectRef } from '@/lib/cluster';
import {
  apiVersionOf,
  at,
  isMap,
  type Json,
  type JsonMap,
  type KubeObject,
  kindOf,
  nameOf,
  namespaceOf,
  sameJson,
} from '../object';

/** A private copy of an object, as the API takes it. */
export function toManifest(object: KubeObject): Manifest {
  return JSON.parse(JSON.stringify(object));
}

export function refOf(object: KubeObject): ObjectRef {
  const namespace = namespaceOf(object);
  return {
    apiVersion: apiVersionOf(object),
    kind: kindOf(object),
    ...(namespace && { namespace }),
    name: nameOf(object),
  };
}

/** What a merge patch (RFC 7386) must say to make `next` of `before`; undefined when they are the same. */
export function mergePatch(before: Json | undefined, next: JsonMap): JsonMap | undefined {
  const old = isMap(before) ? before : {};
  const entries: [string, Json][] = [];
  for (const field of new Set([...Object.keys(old), ...Object.keys(next)])) {
    const was = at(old, field);
    const is = at(next, field);
    if (sameJson(was, is)) continue;
    if (is === undefined) entries.push([field, null]);
    else if (isMap(is) && isMap(was)) entries.push([field, mergePatch(was, is) ?? {}]);
    else entries.push([field, is]);
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** RFC 3339 with seconds, as metav1.Time is written. */
export const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Epoch milliseconds of such a text; undefined when it is none. */
export function timeAt(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  const ms = typeof found === 'string' ? Date.parse(found) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** A map without the fields that Go leaves out when they are empty (`omitempty`). */
export function withoutEmpty(map: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(map).filter(([, value]) => {
      if (value === undefined || value === '' || value === false || value === 0) return false;
      return !(Array.isArray(value) && value.length === 0);
    }),
  );
}
