import { groupOf } from '@/lib/kubernetes';

/** A value of JSON; a field that is undefined is absent. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export type JsonMap = { readonly [field: string]: Json | undefined };

/**
 * An object as Argo CD sees it: plain data that may lack anything, its kind and its metadata too. Whoever holds one never
 * changes it. What reads it answers for every shape and throws for none.
 */
export type KubeObject = JsonMap;

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path, or undefined where the path ends early. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let here = value;
  for (const step of path) {
    if (typeof step === 'number') here = isList(here) ? here[step] : undefined;
    else here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** The text at a path, `''` when there is none: Go's zero value, which upstream compares with. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function numberAt(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The items of the list at a path; none when there is no list. */
export function itemsAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

export const apiVersionOf = (object: KubeObject): string => textAt(object, 'apiVersion');
export const kindOf = (object: KubeObject): string => textAt(object, 'kind');
export const nameOf = (object: KubeObject): string => textAt(object, 'metadata', 'name');
export const namespaceOf = (object: KubeObject): string => textAt(object, 'metadata', 'namespace');
export const groupOfObject = (object: KubeObject): string => groupOf(apiVersionOf(object));
export const versionOf = (object: KubeObject): string => apiVersionOf(object).split('/').at(-1) ?? '';
export const isBeingDeleted = (object: KubeObject): boolean =>
  textAt(object, 'metadata', 'deletionTimestamp') !== '';

/** The finalizers that are text. */
export function finalizersOf(object: KubeObject): readonly string[] {
  return itemsAt(object, 'metadata', 'finalizers').filter((item) => typeof item === 'string');
}

/** A copy whose `metadata` has other fields; a field that is undefined goes. */
export function withMetadata(object: KubeObject, fields: JsonMap): KubeObject {
  const metadata = at(object, 'metadata');
  const merged = Object.entries({ ...(isMap(metadata) ? metadata : {}), ...fields });
  return { ...object, metadata: Object.fromEntries(merged.filter(([, value]) => value !== undefined)) };
}

/** Whether two values are the same JSON; the order of fields does not count, absent and undefined are the same. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameJson(at(a, field), at(b, field)));
}
