import { goQuote } from '../core/go-text';
import { Failure } from '../failure';
import { analyze } from './analysis';
import { Char } from './characters';
import type { Flavour } from './cursor';
import { itemAt, Kind, type Node, Style, Tag } from './node';
import { formatGeneral } from './numbers';
import { resolve, resolveTagged, type Scalar } from './resolve';
import { throughFolded } from './round-trip';
import { type Fields, isFields, type Value } from './value';

/** Raised for what go-yaml prints, and then cannot read again; the words for that are its reader's. */
export class Unreadable extends Failure {}

const stringTags = new Set<string>([Tag.str, Tag.merge]);

/**
 * What a scalar will mean once it was printed and read again: a tag that only came from the text is not printed,
 * quotes make a string, and a tag that contradicts its text is printed and then obeyed (encode.go, node).
 */
export function meaningOf(node: Node): Scalar {
  const { tag, value } = node;
  if (node.tagged) return resolveTagged(tag, value);
  if (tag === Tag.str) return { tag: Tag.str, value: stringOf(node) };
  // Between brackets a value that was left out is printed as '', and a time with colons in quotes, too.
  if (node.flow && node.style === Style.plain && !analyze(value, 'v3').flowPlain) {
    return { tag: Tag.str, value };
  }
  if (tag !== '' && resolve(value).tag !== tag) return resolveTagged(tag, value);
  return node.style === Style.plain ? resolve(value) : { tag: Tag.str, value: stringOf(node) };
}

/** All that lies in a flow collection is printed in flow style. */
export function contentOf(node: Node): readonly Node[] {
  if (node.flow) for (const item of node.content) item.flow = true;
  return node.content;
}

/** Where the depth of a block scalar's lines is found by looking at the first, a tab may not be there. */
const startsWithTab = ({ style, value }: Node): boolean =>
  (style === Style.literal || style === Style.folded) &&
  value.charCodeAt(0) === Char.tab &&
  analyze(value, 'v3').block;

const stringOf = ({ style, value }: Node): string => (style === Style.folded ? throughFolded(value) : value);

function numeric(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function scalarValue(meaning: Scalar): Value {
  switch (meaning.tag) {
    case Tag.null:
      return null;
    case Tag.int:
      return numeric(meaning.value);
    case Tag.float:
      if (!Number.isFinite(meaning.value)) {
        const name = Number.isNaN(meaning.value) ? 'NaN' : meaning.value > 0 ? '+Inf' : '-Inf';
        throw new Failure(`json: unsupported value: ${name}`);
      }
      return meaning.value;
    default:
      return meaning.value;
  }
}

/**
 * A resource's value, without aliases: as RNode.MarshalJSON reads it back.
 *
 * @throws Failure when it cannot be read back or be JSON; the words for the former are those of the reader
 * (core/object-value.ts), which knows the lines.
 */
export function valueOfNode(node: Node, top = true): Value {
  switch (node.kind) {
    case Kind.scalar:
      if (startsWithTab(node)) throw new Unreadable('a block scalar starts with a tab');
      return scalarValue(meaningOf(node));
    case Kind.sequence:
      return contentOf(node).map((item) => valueOfNode(item, false));
    case Kind.mapping:
      return mappingValue(node, top);
    case Kind.alias:
      throw new Failure('yaml: alias in a resource');
    default:
      return null;
  }
}

/** A mapping's keys and values. Nested ones may only have keys that are strings, as in JSON. */
export function entriesOf(node: Node, top = false): [key: string, value: Node][] {
  const content = contentOf(node);
  const entries: [string, Node][] = [];
  let odd = false;
  for (let i = 0; i < content.length; i += 2) {
    const key = itemAt(content, i);
    if (key.tag !== Tag.str && !isStringKey(key)) odd = true;
    entries.push([key.value, itemAt(content, i + 1)]);
  }
  refuseDuplicates(entries);
  if (odd && !top) throw new Failure('json: unsupported type: map[interface {}]interface {}');
  return entries;
}

function refuseDuplicates(entries: readonly [string, Node][]): void {
  if (entries.length > 8) {
    const keys = new Set<string>();
    for (const [key] of entries) keys.add(key);
    if (keys.size < entries.length) throw new Failure('a key is defined twice');
    return;
  }
  for (let i = 0; i < entries.length; i++) {
    for (let j = 0; j < i; j++) {
      if (entries[i]?.[0] === entries[j]?.[0]) throw new Failure('a key is defined twice');
    }
  }
}

function mappingValue(node: Node, top: boolean): Fields {
  return new Map(entriesOf(node, top).map(([key, value]) => [key, valueOfNode(value, false)]));
}

function isStringKey(key: Node): boolean {
  return key.kind === Kind.scalar && (key.value === '' || stringTags.has(meaningOf(key).tag));
}

/**
 * What sigs.k8s.io/yaml makes of a document before it becomes JSON: aliases, merges, the last of equal keys.
 *
 * @param strict whether equal keys are an error, as with UnmarshalStrict.
 */
export function decodeDocument(root: Node, strict = false): Value {
  let budget = 1_000_000;
  const problems: string[] = [];
  const spend = () => {
    if (--budget < 0) throw new Failure('yaml: document contains excessive aliasing');
  };
  const decode = (node: Node): Value => {
    spend();
    switch (node.kind) {
      case Kind.alias:
        return node.alias === undefined ? null : decode(node.alias);
      case Kind.scalar:
        return plainScalar(node, 'v2');
      case Kind.sequence:
        return node.content.map(decode);
      default: {
        const fields: Fields = new Map();
        fill(node, fields);
        return fields;
      }
    }
  };
  const fill = (node: Node, fields: Fields): void => {
    spend();
    for (let i = 0; i < node.content.length; i += 2) {
      const key = itemAt(node.content, i);
      const value = itemAt(node.content, i + 1);
      if (key.kind === Kind.scalar && key.value === '<<' && key.tag === Tag.merge) merge(value, fields);
      else {
        const name = keyText(decode(key));
        const inner = decode(value);
        // A key that a merge has brought counts as a second one, too.
        if (strict && fields.has(name)) {
          problems.push(`line ${value.line}: key ${goQuote(name)} already set in map`);
        } else fields.set(name, inner);
      }
    }
  };
  const merge = (value: Node, fields: Fields): void => {
    const target = value.kind === Kind.alias ? value.alias : value;
    if (target?.kind === Kind.mapping) {
      fill(target, fields);
      return;
    }
    if (target?.kind !== Kind.sequence || value.kind === Kind.alias) {
      throw new Failure('yaml: map merge requires map or sequence of maps as the value');
    }
    for (const item of [...target.content].reverse()) {
      const inner = item.kind === Kind.alias ? item.alias : item;
      if (inner?.kind !== Kind.mapping) {
        throw new Failure('yaml: map merge requires map or sequence of maps as the value');
      }
      fill(inner, fields);
    }
  };
  const value = decode(root);
  if (problems.length > 0) throw new Failure(`yaml: unmarshal errors:\n  ${problems.join('\n  ')}`);
  return value;
}

function plainScalar(node: Node, flavour: Flavour): Value {
  if (node.tagged) return timeAsText(resolveTagged(node.tag, node.value, flavour), node);
  if (node.style !== Style.plain) return node.value;
  return timeAsText(resolve(node.value, flavour), node);
}

function timeAsText(meaning: Scalar, node: Node): Value {
  return meaning.tag === Tag.timestamp ? node.value : scalarValue(meaning);
}

/** A value as Go's %#v prints it. */
function goValue(value: Value): string {
  if (typeof value === 'string') return goQuote(value);
  if (value === null) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goValue).join(', ')}}`;
  if (!isFields(value)) return keyText(value);
  const entries = [...value].map(([key, inner]) => `${goQuote(key)}:${goValue(inner)}`);
  return `map[interface {}]interface {}{${entries.sort().join(', ')}}`;
}

function keyText(key: Value): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return Number.isInteger(key) ? String(key) : formatGeneral(key);
  if (typeof key === 'boolean' || typeof key === 'bigint') return String(key);
  if (key === null) throw new Failure('unsupported map key of type: <nil>, key: <nil>');
  throw new Failure(`yaml: invalid map key: ${goValue(key)}`);
}
