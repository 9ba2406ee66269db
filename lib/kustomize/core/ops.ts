import { Failure } from '../failure';
import {
  assignNode,
  fieldOf,
  isEmptyNode,
  isNull,
  itemAt,
  Kind,
  keyIndex,
  makeNode,
  members,
  type Node,
  printNode,
  resolve,
  Style,
  scalar,
  Tag,
  text,
} from '../yaml';

/** What can be done with nodes, with the corner cases of kyaml's filters (kyaml/yaml/fns.go). */

const kindNames = ['', 'MappingNode', 'SequenceNode', 'ScalarNode', 'AliasNode'];

/** A node of the wrong kind; transformers tell it from other failures. As kyaml InvalidNodeKindError. */
export class WrongKind extends Failure {
  constructor(
    readonly node: Node,
    expected: Kind,
  ) {
    super(
      `wrong node kind: expected ${kindNames[expected]} but got ${kindNames[node.kind]}: node contents:\n${printNode(node)}`,
    );
  }
}

export function demandKind(node: Node | undefined, kind: Kind): void {
  if (node !== undefined && !isNull(node) && node.kind !== kind) throw new WrongKind(node, kind);
}

export const textOfNode = (node: Node | undefined): string =>
  node === undefined || isNull(node) ? '' : node.value;

/** A mapping's field, or undefined; a node that is neither mapping nor null is an error. */
export function getField(node: Node | undefined, name: string): Node | undefined {
  if (node === undefined || isNull(node)) return undefined;
  demandKind(node, Kind.mapping);
  return fieldOf(node, name);
}

const isIndex = (part: string): boolean => /^[-+]?\d+$/.test(part);
export const isListIndex = (part: string): boolean => part.startsWith('[') && part.endsWith(']');

export function splitIndex(part: string): [name: string, value: string] {
  const inner = part.replace(/\]$/, '').replace(/^\[/, '');
  const at = inner.indexOf('=');
  if (at < 0) {
    throw new Failure('list path element must contain fieldName=fieldValue for element to match');
  }
  return [inner.slice(0, at), inner.slice(at + 1)];
}

/** The kind that a created field needs, given what comes after it in the path. */
export function kindForNext(next: string, last: Kind): Kind {
  if (isListIndex(next) || /^\+?\d+$/.test(next)) return Kind.sequence;
  return next === '' ? last : Kind.mapping;
}

function findElement(list: Node, name: string, value: string, create: boolean): Node | undefined {
  demandKind(list, Kind.sequence);
  if (name === '') {
    const found = list.content.find((item) => item.value === value);
    if (found !== undefined || !create) return found;
    const item = scalar(value);
    members(list).push(item);
    return item;
  }
  for (const item of list.content) {
    if (item.kind !== Kind.mapping && !isNull(item)) continue;
    const field = isNull(item) ? undefined : fieldOf(item, name);
    if (field !== undefined && field.value === value) return item;
  }
  if (!create) return undefined;
  const item = makeNode(Kind.mapping, '', '');
  item.content.push(scalar(name), scalar(value));
  members(list).push(item);
  return item;
}

function nextPart(path: readonly string[], after: number): string {
  for (let i = after + 1; i < path.length; i++) {
    const part = (path[i] ?? '').trim();
    if (part !== '') return part;
  }
  return '';
}

/** Whether a part could be anything but a field's name: an index, a dash, an asterisk or brackets. */
const isSpecial = (part: string): boolean => {
  const c = part.charCodeAt(0);
  return c < 65 || c === 91;
};

function step(node: Node, part: string, next: string, create: Kind): Node | undefined {
  if (isSpecial(part)) return specialStep(node, part, next, create);
  return fieldStep(node, part, next, create);
}

function fieldStep(node: Node, part: string, next: string, create: Kind): Node | undefined {
  const found = getField(node, part);
  if (found !== undefined || create === Kind.none || isNull(node)) return found;
  const made = makeNode(kindForNext(next, create), '', '');
  members(node).push(scalar(part), made);
  return made;
}

function specialStep(node: Node, part: string, next: string, create: Kind): Node | undefined {
  if (isIndex(part)) {
    const index = Number(part);
    if (index < 0) throw new Failure(`array index ${index} cannot be negative`);
    demandKind(node, Kind.sequence);
    return node.content[index];
  }
  if (part === '-') {
    demandKind(node, Kind.sequence);
    return node.content[node.content.length - 1];
  }
  if (part === '*') throw new Failure('wildcard is not supported in PathGetter');
  if (isListIndex(part)) {
    const [name, value] = splitIndex(part);
    return findElement(node, name, value, create !== Kind.none);
  }
  return fieldStep(node, part, next, create);
}

/** The node that one part of a path leads to. As PathGetter with a single part. */
export function lookupPart(node: Node, part: string, create: Kind): Node | undefined {
  const name = part.trim();
  return name === '' ? node : step(node, name, '', create);
}

/** The node at a path, or undefined. With a kind to create, absent fields are made. As PathGetter. */
export function lookup(root: Node, path: readonly string[], create: Kind = Kind.none): Node | undefined {
  let node: Node | undefined = root;
  for (let i = 0; i < path.length; i++) {
    const part = (path[i] ?? '').trim();
    if (part === '') continue;
    if (node === undefined) return undefined;
    node = step(node, part, create === Kind.none ? '' : nextPart(path, i), create);
  }
  return node;
}

/** Whether YAML 1.1 would take the text for something else than a string. */
function isOldNonString(value: string): boolean {
  if (value === '' || value.includes('\n')) return false;
  return resolve(value, 'v2').tag !== Tag.str;
}

const isStringNode = (node: Node): boolean =>
  node.kind === Kind.scalar && (node.tag === Tag.str || node.tag === '');

function quoteIfNeeded(value: Node): void {
  if (isStringNode(value) && value.style === Style.plain && isOldNonString(value.value)) {
    value.style = Style.double;
  }
}

/** Replaces a scalar's text, keeping its quotes. As FieldSetter without a name. */
export function setScalar(node: Node, value: Node): void {
  quoteIfNeeded(value);
  demandKind(node, Kind.scalar);
  if (isNull(value)) return;
  value.style = node.style;
  assignNode(node, value);
}

/** Sets or appends a field; a null value removes it. As FieldSetter with a name. */
export function setField(node: Node, name: string, value: Node | undefined, keepNull = false): void {
  if (value !== undefined) quoteIfNeeded(value);
  if (value === undefined || (value.tag === Tag.null && !keepNull)) {
    removeField(node, name);
    return;
  }
  const field = getField(node, name);
  if (field !== undefined) {
    value.style = field.style;
    assignNode(field, value);
    return;
  }
  members(node).push(scalar(name), value);
}

export function removeField(node: Node, name: string): Node | undefined {
  demandKind(node, Kind.mapping);
  const index = keyIndex(node, name);
  if (index < 0) return undefined;
  const removed = node.content[index + 1];
  node.content = [...node.content.slice(0, index), ...node.content.slice(index + 2)];
  return removed;
}

/** The items of a list; null has none, and what is no list is an error. */
export function elementsOf(node: Node): readonly Node[] {
  demandKind(node, Kind.sequence);
  return node.content;
}

/** A list of the strings of a mapping's fields. */
export function stringMapOf(node: Node | undefined): Map<string, string> {
  const result = new Map<string, string>();
  if (node === undefined) return result;
  for (let i = 0; i + 1 < node.content.length; i += 2) {
    result.set(itemAt(node.content, i).value, itemAt(node.content, i + 1).value);
  }
  return result;
}

/** The metadata mapping of an object, unless it is empty. */
export function metadataOf(root: Node): Node | undefined {
  if (isNull(root)) return undefined;
  const index = keyIndex(root, 'metadata');
  const node = index < 0 ? undefined : root.content[index + 1];
  return isEmptyNode(node) ? undefined : node;
}

/** Replaces metadata.labels or metadata.annotations by these strings, sorted; none removes the field. */
export function setMetadataMap(root: Node, field: string, entries: ReadonlyMap<string, string>): void {
  const meta = lookup(root, ['metadata'], Kind.mapping);
  if (meta === undefined) return;
  removeField(meta, field);
  if (entries.size === 0) return;
  const node = makeNode(Kind.mapping, '', '');
  for (const key of [...entries.keys()].sort()) {
    const value = text(entries.get(key) ?? '');
    quoteIfNeeded(value);
    node.content.push(scalar(key), value);
  }
  members(meta).push(scalar(field), node);
}
