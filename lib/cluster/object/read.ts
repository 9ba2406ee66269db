import type { Json, JsonMap } from '../interface';

type Step = string | number;

/** Whether a value is a JSON object (neither list nor null). */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A mapping's own entry: keys come from learners, and `constructor` is no field. */
export function own(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The value at a path, or undefined where the path leaves the value. */
export function at(value: Json | undefined, ...path: Step[]): Json | undefined {
  let here = value;
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? here[step] : undefined;
    else here = isMap(here) ? own(here, step) : undefined;
  }
  return here;
}

/** The text at a path; undefined when there is none or it is of another type. */
export function textAt(value: Json | undefined, ...path: Step[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at a path; undefined when there is none or it is of another type. */
export function numberAt(value: Json | undefined, ...path: Step[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The truth value at a path; undefined when there is none or it is of another type. */
export function boolAt(value: Json | undefined, ...path: Step[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

const NO_MAP: JsonMap = Object.freeze({});
const NO_LIST: Json[] = [];
Object.freeze(NO_LIST);

/** The mapping at a path; an empty one (frozen) when there is none. */
export function mapAt(value: Json | undefined, ...path: Step[]): JsonMap {
  const found = at(value, ...path);
  return isMap(found) ? found : NO_MAP;
}

/** The list at a path; an empty one (frozen) when there is none. */
export function listAt(value: Json | undefined, ...path: Step[]): Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : NO_LIST;
}

/** The mappings of the list at a path; other items are left out. */
export function mapsAt(value: Json | undefined, ...path: Step[]): JsonMap[] {
  return listAt(value, ...path).filter(isMap);
}

/** The texts of the list at a path; other items are left out. */
export function textsAt(value: Json | undefined, ...path: Step[]): string[] {
  return listAt(value, ...path).filter((item) => typeof item === 'string');
}

/** The entries of the mapping at a path whose values are texts, such as labels. */
export function textMapAt(value: Json | undefined, ...path: Step[]): { [key: string]: string } {
  const texts: { [key: string]: string } = {};
  for (const [key, item] of Object.entries(mapAt(value, ...path)))
    if (typeof item === 'string') put(texts, key, item);
  return texts;
}

/** Sets an own entry of a mapping, whatever its key is called (`__proto__` too). */
export function put<T>(map: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
