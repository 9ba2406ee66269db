import type { Json } from '../interface';
import { isMap } from './read';

/** Whether two values are the same JSON; a field that is undefined is absent, and the order of fields does not count. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  let fields = 0;
  for (const key of Object.keys(a)) {
    const value = a[key];
    if (value === undefined) continue;
    fields++;
    if (!Object.hasOwn(b, key) || !equal(value, b[key])) return false;
  }
  for (const key of Object.keys(b)) if (b[key] !== undefined) fields--;
  return fields === 0;
}
