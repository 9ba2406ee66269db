import { Failure, prefixed } from '../failure';
import { type Fields, isFields, toJson, type Value } from '../yaml';
import { add, type Container, find, get, missing, remove, set } from './container';
import { goKind } from './decode';

export const copyValue = (value: Value): Value => {
  if (Array.isArray(value)) return value.map(copyValue);
  return isFields(value) ? new Map([...value].map(([key, inner]) => [key, copyValue(inner)])) : value;
};

function textOf(operation: Fields, field: string, article: string): string {
  const value = operation.get(field) ?? null;
  if (typeof value === 'string') return value;
  if (value === null) throw new Failure(`operation${article} missing ${field} field: ${missing}`);
  throw new Failure(`json: cannot unmarshal ${goKind(value)} into Go value of type string`);
}

const pathOf = (operation: Fields): string => textOf(operation, 'path', '');
const fromOf = (operation: Fields): string => textOf(operation, 'from', ',');

function place(doc: Container, path: string, problem: string) {
  const found = find(doc, path);
  if (found === undefined) throw new Failure(`${problem}: ${missing}`);
  return found;
}

/** Where the path of an add or remove cannot be read, only this is said. */
function readPath(operation: Fields, name: string): string {
  try {
    return pathOf(operation);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`${name} operation failed to decode path: ${missing}`);
  }
}

export function applyAdd(doc: Container, operation: Fields, value: Value): void {
  const path = readPath(operation, 'add');
  const { container, key } = place(doc, path, `add operation does not apply: doc is missing path: "${path}"`);
  prefixed(`error in add for path: '${path}'`, () => add(container, key, value));
}

export function applyRemove(doc: Container, operation: Fields): void {
  const path = readPath(operation, 'remove');
  const { container, key } = place(
    doc,
    path,
    `remove operation does not apply: doc is missing path: "${path}"`,
  );
  prefixed(`error in remove for path: '${path}'`, () => remove(container, key));
}

export function applyReplace(doc: Container, operation: Fields, value: Value): Container {
  const path = prefixed('replace operation failed to decode path', () => pathOf(operation));
  if (path === '') return isFields(value) || Array.isArray(value) ? value : doc;
  const { container, key } = place(
    doc,
    path,
    `replace operation does not apply: doc is missing path: ${path}`,
  );
  try {
    get(container, key);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`replace operation does not apply: doc is missing key: ${path}: ${missing}`);
  }
  prefixed(`error in remove for path: '${path}'`, () => set(container, key, value));
  return doc;
}

export function applyMove(doc: Container, operation: Fields): void {
  const from = prefixed('move operation failed to decode from', () => fromOf(operation));
  const source = place(doc, from, `move operation does not apply: doc is missing from path: ${from}`);
  const value = prefixed(`error in move for path: '${source.key}'`, () => {
    const present = get(source.container, source.key);
    remove(source.container, source.key);
    return present ?? null;
  });
  const path = prefixed('move operation failed to decode path', () => pathOf(operation));
  const { container, key } = place(
    doc,
    path,
    `move operation does not apply: doc is missing destination path: ${path}`,
  );
  prefixed(`error in move for path: '${path}'`, () => add(container, key, value));
}

export function applyCopy(doc: Container, operation: Fields): void {
  const from = prefixed('copy operation failed to decode from', () => fromOf(operation));
  const source = place(doc, from, `copy operation does not apply: doc is missing from path: ${from}`);
  const value = prefixed(
    `error in copy for from: '${from}'`,
    () => get(source.container, source.key) ?? null,
  );
  const path = readPath(operation, 'copy');
  const { container, key } = place(
    doc,
    path,
    `copy operation does not apply: doc is missing destination path: ${path}`,
  );
  prefixed('error while adding value during copy', () => add(container, key, copyValue(value)));
}

export function applyTest(doc: Container, operation: Fields): void {
  const path = prefixed('test operation failed to decode path', () => pathOf(operation));
  let actual: Value = doc;
  if (path !== '') {
    const { container, key } = place(doc, path, `test operation does not apply: is missing path: ${path}`);
    actual = prefixed(`error in test for path: '${path}'`, () => get(container, key) ?? null);
  }
  if (toJson(actual) !== toJson(operation.get('value') ?? null)) {
    throw new Failure(`testing value ${path} failed: test failed`);
  }
}
