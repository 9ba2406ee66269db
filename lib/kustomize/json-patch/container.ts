import { Failure } from '../failure';
import { type Fields, isFields, type Value } from '../yaml';

export const missing = 'missing value';
const invalidIndex = 'invalid index referenced';

/** What has members: an object or a list. */
export type Container = Fields | Value[];

const indexOf = (key: string): number => {
  if (!/^[-+]?\d+$/.test(key))
    throw new Failure(`strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);
  return Number(key);
};

function existingIndex(list: readonly Value[], key: string): number {
  const index = indexOf(key);
  if (index >= list.length || index < -list.length) {
    throw new Failure(`Unable to access invalid index: ${index}: ${invalidIndex}`);
  }
  return index < 0 ? index + list.length : index;
}

export const get = (container: Container, key: string): Value | undefined =>
  isFields(container)
    ? (container.get(key) ?? undefined)
    : (container[existingIndex(container, key)] ?? undefined);

export function add(container: Container, key: string, value: Value): void {
  if (isFields(container)) {
    container.set(key, value);
    return;
  }
  if (key === '-') {
    container.push(value);
    return;
  }
  let index: number;
  try {
    index = indexOf(key);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`value was not a proper array index: '${key}': ${caught.message}`);
  }
  if (index > container.length || index < -container.length - 1) {
    throw new Failure(`Unable to access invalid index: ${index}: ${invalidIndex}`);
  }
  container.splice(index < 0 ? index + container.length + 1 : index, 0, value);
}

export function remove(container: Container, key: string): void {
  if (isFields(container)) {
    if (!container.delete(key)) throw new Failure(`Unable to remove nonexistent key: ${key}: ${missing}`);
  } else container.splice(existingIndex(container, key), 1);
}

export function set(container: Container, key: string, value: Value): void {
  if (isFields(container)) container.set(key, value);
  else container[existingIndex(container, key)] = value;
}

const decodeKey = (key: string): string => key.replace(/~[01]/g, (c) => (c === '~1' ? '/' : '~'));

/** The object or list that holds what a pointer names, and the last key; undefined when there is none. */
export function find(doc: Container, path: string): { container: Container; key: string } | undefined {
  const parts = path.split('/');
  const key = parts.pop();
  if (key === undefined || parts.length < 1) return undefined;
  let container = doc;
  for (const part of parts.slice(1)) {
    let next: Value | undefined;
    try {
      next = get(container, decodeKey(part));
    } catch (caught) {
      if (!(caught instanceof Failure)) throw caught;
      return undefined;
    }
    if (next === undefined || (!isFields(next) && !Array.isArray(next))) return undefined;
    container = next;
  }
  return { container, key: decodeKey(key) };
}
