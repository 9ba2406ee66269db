import { objectValue } from '../core/object-value';
import type { Resource } from '../core/resource';
import { type Fields, fieldOf, Kind, type Node, toJson, type Value } from '../yaml';
import { sha256 } from './sha256';

const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** The first ten digits of a hash, in letters that form no words. As api/hasher.encode. */
const encode = (hash: string): string => hash.slice(0, 10).replace(/[013ae]/g, (c) => letters[c] ?? c);

function fieldValue(node: Node | undefined): Value {
  if (node === undefined) return '';
  return node.kind === Kind.scalar ? node.value : objectValue(node);
}

/** The suffix that a generated object's name gets, from its type and data. As api/hasher.Hash. */
export function hashOf(resource: Resource): string {
  const { node, kind } = resource;
  const content: Fields = new Map<string, Value>([['kind', kind]]);
  if (kind !== 'ConfigMap' && kind !== 'Secret') return encode(sha256(toJson(nodeFields(node))));
  if (kind === 'Secret') content.set('type', fieldValue(fieldOf(node, 'type')));
  // Upstream looks for a field that is called 'metadata/name', and never finds one.
  content.set('name', '');
  content.set('data', fieldValue(fieldOf(node, 'data')));
  const other = kind === 'Secret' ? 'stringData' : 'binaryData';
  const otherNode = fieldOf(node, other);
  if (otherNode?.kind === Kind.mapping) content.set(other, objectValue(otherNode));
  return encode(sha256(toJson(content)));
}

/** Other kinds are hashed as upstream's YAML node marshals to JSON. */
function nodeFields(node: Node): Value {
  return new Map<string, Value>([
    ['Kind', node.kind],
    ['Tag', node.tag],
    ['Value', node.value],
    ['Content', node.content.map(nodeFields)],
  ]);
}
