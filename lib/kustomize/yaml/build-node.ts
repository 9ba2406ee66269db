import { Kind, makeNode, type Node, Style, Tag } from './node';
import { formatGeneral } from './numbers';
import { resolve } from './resolve';
import { compareText, isFields, type Value } from './value';

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const oldBool = /^([yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** A node for a value, as if it had been printed by go-yaml v3 and read again. Numbers are float64 there. */
export function nodeOf(value: Value): Node {
  if (Array.isArray(value)) {
    const node = makeNode(Kind.sequence, Tag.seq, '');
    node.flow = value.length === 0;
    node.content = value.map(nodeOf);
    return node;
  }
  if (isFields(value)) {
    const node = makeNode(Kind.mapping, Tag.map, '');
    node.flow = value.size === 0;
    for (const key of [...value.keys()].sort(compareText)) {
      node.content.push(textNode(key), nodeOf(value.get(key) ?? null));
    }
    return node;
  }
  if (typeof value === 'string') return textNode(value);
  const text =
    typeof value === 'number' || typeof value === 'bigint' ? formatGeneral(Number(value)) : String(value);
  return makeNode(Kind.scalar, resolve(text).tag, text);
}

function textNode(value: string): Node {
  const node = makeNode(Kind.scalar, Tag.str, value);
  if (value.includes('\n')) node.style = Style.literal;
  else if (resolve(value).tag !== Tag.str || base60.test(value) || oldBool.test(value))
    node.style = Style.double;
  return node;
}
