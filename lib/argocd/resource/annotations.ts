import { at, isMap, type Json, type KubeObject } from '../object';
import type { Because } from './because';

type TextMap = Readonly<Record<string, string>>;

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isTextMap = (value: Json | undefined): value is TextMap =>
  isMap(value) && Object.values(value).every(isText);

/**
 * The value of an annotation. A single value of the object's annotations that is not text, such as an unquoted `5`, makes Go's
 * `GetAnnotations` answer none at all, so every other annotation counts for nothing too.
 */
export function annotationOf(object: KubeObject, name: string): string | undefined {
  const map = at(object, 'metadata', 'annotations');
  return isTextMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;
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
  const text = annotationOf(object, annotation);
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
