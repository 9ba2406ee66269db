import { at, isMap, type KubeObject } from '../object';
import type { Because } from './because';

const NONE: ReadonlyMap<string, string> = new Map();
const read = new WeakMap<KubeObject, ReadonlyMap<string, string>>();

/**
 * The annotations of an object. A single value that is not text, such as an unquoted `5`, makes Go's
 * `GetAnnotations` answer none at all, so every other annotation of the object counts for nothing too.
 */
export function annotationsOf(object: KubeObject): ReadonlyMap<string, string> {
  const known = read.get(object);
  if (known) return known;
  const made = readAnnotations(object);
  read.set(object, made);
  return made;
}

function readAnnotations(object: KubeObject): ReadonlyMap<string, string> {
  const map = at(object, 'metadata', 'annotations');
  if (!isMap(map)) return NONE;
  const texts: [string, string][] = [];
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    if (typeof value !== 'string') return NONE;
    texts.push([key, value]);
  }
  return new Map(texts);
}

/** The first annotation whose value is not text, with what follows from it; undefined when all is well. */
export function annotationFault(object: KubeObject): Because | undefined {
  const map = at(object, 'metadata', 'annotations');
  if (map === undefined || map === null) return undefined;
  if (!isMap(map)) {
    return {
      rule: 'annotations-not-a-map',
      text: 'metadata.annotations is not a map, so no annotation is read',
    };
  }
  const odd = Object.entries(map).find(([, value]) => value !== undefined && typeof value !== 'string');
  if (!odd) return undefined;
  const value = JSON.stringify(odd[1]);
  return {
    rule: 'annotation-not-text',
    annotation: odd[0],
    value,
    text: `the value ${value} is not text: put it in quotes, or none of this object's annotations is read`,
  };
}

/** The items of a comma separated annotation: trimmed, without empty ones and repeats, in order. */
export function csvOf(object: KubeObject, annotation: string): string[] {
  const text = annotationsOf(object).get(annotation);
  if (!text) return [];
  const items = text
    .split(',')
    .map(trimSpace)
    .filter((item) => item !== '');
  return [...new Set(items)];
}

/** As Go's strings.TrimSpace, which knows a little more than String.trim: U+0085, and not U+FEFF. */
function trimSpace(text: string): string {
  return text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '');
}

/** Whether `option`, such as `PruneLast=true`, stands in a comma separated annotation. */
export function hasOption(object: KubeObject | undefined, annotation: string, option: string): boolean {
  return object !== undefined && csvOf(object, annotation).includes(option);
}

/** The value of the first `key=value` of a comma separated annotation. */
export function optionValue(
  object: KubeObject | undefined,
  annotation: string,
  key: string,
): string | undefined {
  if (!object) return undefined;
  const found = csvOf(object, annotation).find((item) => item.startsWith(`${key}=`));
  return found?.slice(key.length + 1);
}
