import type { FieldSpec } from '../config/fieldspec';
import { idText, makeId, splitApiVersion } from '../core/id';
import { elementsOf, lookupPart, setField, setScalar } from '../core/ops';
import { Failure } from '../failure';
import { fieldOf, isNull, Kind, keyIndex, makeNode, type Node, Tag } from '../yaml';

/** What to do with the fields that a spec leads to, and which kind of node to make where they are missing. */
export interface Setter {
  set(node: Node): void;
  readonly createKind: Kind;
  readonly createTag: string;
}

const rootText = (root: Node, field: string): string => {
  const index = keyIndex(root, field);
  return index < 0 ? '' : (root.content[index + 1]?.value ?? '');
};

const metaText = (root: Node, field: string): string => {
  const node = fieldOf(fieldOf(root, 'metadata'), field);
  return node === undefined || isNull(node) ? '' : node.value;
};

function matches(spec: FieldSpec, root: Node): boolean {
  if (spec.kind !== '' && spec.kind !== rootText(root, 'kind')) return false;
  if (spec.group === '' && spec.version === '') return true;
  const { group, version } = splitApiVersion(rootText(root, 'apiVersion'));
  return (spec.group === '' || spec.group === group) && (spec.version === '' || spec.version === version);
}

function objectText(root: Node): string {
  const apiVersion = rootText(root, 'apiVersion');
  const id = makeId(apiVersion, rootText(root, 'kind'), metaText(root, 'name'), metaText(root, 'namespace'));
  return idText(id);
}

/** Leads `setter` to the fields of an object that a spec names. As api/filters/fieldspec. */
export function applySpec(spec: FieldSpec, root: Node, setter: Setter): void {
  if (matches(spec, root)) applyPath(spec, root, setter);
}

/** Like applySpec, for an object whose kind is known to fit. */
export function applyPath(spec: FieldSpec, root: Node, setter: Setter): void {
  try {
    visit(spec, root, 0, setter);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    const message = `considering field '${spec.path}' of object ${objectText(root)}: ${caught.message}`;
    throw new Failure(message, caught);
  }
}

export function applySpecs(specs: readonly FieldSpec[], root: Node, setter: Setter): void {
  for (const spec of specs) applySpec(spec, root, setter);
}

const noStep = { name: '', inList: false };

/** The field to go on to, made when the spec and the setter say so. */
function nextField(spec: FieldSpec, node: Node, depth: number, setter: Setter): Node | undefined {
  const { name, inList } = spec.steps[depth] ?? noStep;
  if (name === '') throw new Failure('cannot set or create an empty field name');
  let create: Kind = Kind.none;
  let tag = '';
  if (spec.create && setter.createKind !== Kind.none && !inList) {
    const last = depth === spec.parts.length - 1;
    create = last ? setter.createKind : Kind.mapping;
    tag = last ? setter.createTag : Tag.map;
  }
  let field: Node | undefined;
  try {
    field = lookupPart(node, name, create);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`fieldName: ${name}: ${caught.message}`, caught);
  }
  const kind = inList ? Kind.sequence : create;
  if (field !== undefined && field.tag === Tag.null && kind !== Kind.none) {
    field.kind = kind;
    field.tag = tag;
    field.content = [];
  }
  return field;
}

function visit(spec: FieldSpec, node: Node, depth: number, setter: Setter): void {
  if (depth === spec.parts.length) {
    setter.set(node);
    return;
  }
  if (isNull(node)) return;
  if (node.kind === Kind.mapping) {
    const field = nextField(spec, node, depth, setter);
    if (field !== undefined) visit(spec, field, depth + 1, setter);
    return;
  }
  if (node.kind !== Kind.sequence) throw new Failure('expected sequence or mapping node');
  try {
    for (const item of [...elementsOf(node)]) visit(spec, item, depth, setter);
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    const rest = spec.parts.slice(depth).join(' ');
    throw new Failure(`visit traversal on path: [${rest}]: ${caught.message}`, caught);
  }
}

/** Sets the field itself, or one entry of it. As filtersutil.SetEntry: one node for all the places it is set in. */
export function entrySetter(name: string, value: string, tag: string): (node: Node) => void {
  const entry = makeNode(Kind.scalar, tag, value);
  return (node) => {
    if (name === '') setScalar(node, entry);
    else setField(node, name, entry);
  };
}
