import { fieldOf, Kind, makeNode, type Node, Style, Tag } from '../yaml';
import { lookup, removeField, setField, stringMapOf } from './ops';
import type { Resource } from './resource';

const lineLength = 70;

/** Base64 as Go's YAML library wraps it: lines of 70 when it needs more than one. */
export function wrapBase64(encoded: string): string {
  if (Math.floor(encoded.length / lineLength) + 1 === 1) return encoded;
  let wrapped = '';
  for (let i = 0; i < encoded.length; i += lineLength) wrapped += `${encoded.slice(i, i + lineLength)}\n`;
  return wrapped;
}

export function dataNode(value: string): Node {
  const node = makeNode(Kind.scalar, Tag.str, value);
  if (value.includes('\n')) node.style = Style.literal;
  return node;
}

function loadMap(resource: Resource, field: string, entries: ReadonlyMap<string, string>): void {
  removeField(resource.node, field);
  if (entries.size === 0) return;
  const node = lookup(resource.node, [field], Kind.mapping);
  if (node === undefined) return;
  for (const key of [...entries.keys()].sort()) setField(node, key, dataNode(entries.get(key) ?? ''));
}

/** Lays a generated object's data over that of the object it merges into. */
export function mergeData(resource: Resource, old: Resource): void {
  for (const field of ['data', 'binaryData']) {
    const merged = new Map([
      ...stringMapOf(fieldOf(old.node, field)),
      ...stringMapOf(fieldOf(resource.node, field)),
    ]);
    loadMap(resource, field, merged);
  }
}
