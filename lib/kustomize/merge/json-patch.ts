import { Failure } from '../failure';
import { decodeDocument, type Fields, isFields, Parser, toJson, type Value } from '../yaml';

/** A JSON patch (RFC 6902) as evanphx/json-patch v4 applies it, which forgives more than the RFC. */
export type JsonPatch = readonly Fields[];

const missing = 'missing value';
const invalidIndex = 'invalid index referenced';

/** Reads JSON text into a value. */
export function parseJson(text: string): Value {
  const convert = (value: unknown): Value => {
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      return value;
    }
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === 'object') {
      return new Map(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
    }
    throw new Failure('json: unsupported value');
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Failure(jsonProblem(text));
  }
  return convert(parsed);
}

/** The words of encoding/json for the commonest mistake: YAML where JSON is expected. */
function jsonProblem(text: string): string {
  const match = /[[{,:]\s*([A-Za-z_'][^\s]*)/.exec(text);
  const letter = match?.[1]?.[0];
  if (letter === undefined) return 'unexpected end of JSON input';
  const what = match?.[0].startsWith('{') ? 'object key string' : 'value';
  return `invalid character '${letter}' looking for beginning of ${what}`;
}

/** The first document of a YAML text, as JSON has it. */
export function yamlToValue(text: string): Value {
  const root = new Parser(text, 'v2').next();
  return root === undefined ? null : decodeDocument(root);
}

const goKind = (value: Value): string => {
  if (isFields(value)) return 'object';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'number';
};

/** Reads a patch: a list of operations, or null for none. */
export function decodePatch(value: Value): JsonPatch | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    throw new Failure(`json: cannot unmarshal ${goKind(value)} into Go value of type jsonpatch.Patch`);
  }
  return value.map((operation) => {
    if (operation === null) return new Map();
    if (isFields(operation)) return operation;
    throw new Failure(
      `json: cannot unmarshal ${goKind(operation)} into Go value of type jsonpatch.Operation`,
    );
  });
}

type Container = Fields | Value[];

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

const get = (container: Container, key: string): Value | undefined =>
  isFields(container)
    ? (container.get(key) ?? undefined)
    : (container[existingIndex(container, key)] ?? undefined);

function add(container: Container, key: string, value: Value): void {
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

function remove(container: Container, key: string): void {
  if (isFields(container)) {
    if (!container.delete(key)) throw new Failure(`Unable to remove nonexistent key: ${key}: ${missing}`);
  } else container.splice(existingIndex(container, key), 1);
}

function set(container: Container, key: string, value: Value): void {
  if (isFields(container)) container.set(key, value);
  else container[existingIndex(container, key)] = value;
}

const decodeKey = (key: string): string => key.replace(/~[01]/g, (c) => (c === '~1' ? '/' : '~'));

/** The object or list that holds what a pointer names, and the last key; undefined when there is none. */
function find(doc: Container, path: string): { container: Container; key: string } | undefined {
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

function within<T>(text: string, action: () => T): T {
  try {
    return action();
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`${text}: ${caught.message}`);
  }
}

const copyValue = (value: Value): Value => {
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

function applyAdd(doc: Container, operation: Fields, value: Value): void {
  const path = readPath(operation, 'add');
  const { container, key } = place(doc, path, `add operation does not apply: doc is missing path: "${path}"`);
  within(`error in add for path: '${path}'`, () => add(container, key, value));
}

function applyRemove(doc: Container, operation: Fields): void {
  const path = readPath(operation, 'remove');
  const { container, key } = place(
    doc,
    path,
    `remove operation does not apply: doc is missing path: "${path}"`,
  );
  within(`error in remove for path: '${path}'`, () => remove(container, key));
}

function applyReplace(doc: Container, operation: Fields, value: Value): Container {
  const path = within('replace operation failed to decode path', () => pathOf(operation));
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
  within(`error in remove for path: '${path}'`, () => set(container, key, value));
  return doc;
}

function applyMove(doc: Container, operation: Fields): void {
  const from = within('move operation failed to decode from', () => fromOf(operation));
  const source = place(doc, from, `move operation does not apply: doc is missing from path: ${from}`);
  const value = within(`error in move for path: '${source.key}'`, () => {
    const present = get(source.container, source.key);
    remove(source.container, source.key);
    return present ?? null;
  });
  const path = within('move operation failed to decode path', () => pathOf(operation));
  const { container, key } = place(
    doc,
    path,
    `move operation does not apply: doc is missing destination path: ${path}`,
  );
  within(`error in move for path: '${path}'`, () => add(container, key, value));
}

function applyCopy(doc: Container, operation: Fields): void {
  const from = within('copy operation failed to decode from', () => fromOf(operation));
  const source = place(doc, from, `copy operation does not apply: doc is missing from path: ${from}`);
  const value = within(`error in copy for from: '${from}'`, () => get(source.container, source.key) ?? null);
  const path = readPath(operation, 'copy');
  const { container, key } = place(
    doc,
    path,
    `copy operation does not apply: doc is missing destination path: ${path}`,
  );
  within('error while adding value during copy', () => add(container, key, copyValue(value)));
}

function applyTest(doc: Container, operation: Fields): void {
  const path = within('test operation failed to decode path', () => pathOf(operation));
  let actual: Value = doc;
  if (path !== '') {
    const { container, key } = place(doc, path, `test operation does not apply: is missing path: ${path}`);
    actual = within(`error in test for path: '${path}'`, () => get(container, key) ?? null);
  }
  if (toJson(actual) !== toJson(operation.get('value') ?? null)) {
    throw new Failure(`testing value ${path} failed: test failed`);
  }
}

/** More values than any honest patch copies. */
const maxCopied = 1_000_000;

function countValues(value: Value): number {
  const inner = Array.isArray(value) ? value : isFields(value) ? [...value.values()] : [];
  return inner.reduce<number>((sum, each) => sum + countValues(each), 1);
}

/** Applies a patch to a document, in place where it can. */
export function applyJsonPatch(document: Fields, patch: JsonPatch): Value {
  let doc: Container = document;
  let copied = 0;
  for (const operation of patch) {
    // A document that is copied into itself again and again doubles each time.
    if (operation.get('op') === 'copy' && patch.length > 10) copied += countValues(doc);
    if (copied > maxCopied) throw new Failure('json patch copies too much');
    const kind = operation.get('op');
    const value = copyValue(operation.get('value') ?? null);
    switch (kind) {
      case 'add':
        applyAdd(doc, operation, value);
        break;
      case 'remove':
        applyRemove(doc, operation);
        break;
      case 'replace':
        doc = applyReplace(doc, operation, value);
        break;
      case 'move':
        applyMove(doc, operation);
        break;
      case 'copy':
        applyCopy(doc, operation);
        break;
      case 'test':
        applyTest(doc, operation);
        break;
      default:
        throw new Failure(`Unexpected kind: ${typeof kind === 'string' ? kind : 'unknown'}`);
    }
  }
  return doc;
}
