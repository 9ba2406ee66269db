import { Failure } from '../failure';
import { copyNode, itemAt, Kind, keyIndex, type Node, Tag } from '../yaml';

/** More nodes than any honest file makes of its aliases. */
const maxNodes = 500_000;

class Expander {
  private made = 0;

  /** A copy that is counted, so that aliases of aliases of aliases end. */
  private copy(node: Node): Node {
    const count = (each: Node): void => {
      if (++this.made > maxNodes) throw new Failure('yaml: document contains excessive aliasing');
      for (const item of each.content) count(item);
    };
    count(node);
    return copyNode(node);
  }

  expand(node: Node): Node {
    if (node.anchor !== '') node.anchor = '';
    if (node.kind === Kind.alias) {
      return node.alias === undefined ? node : this.copy(this.expand(node.alias));
    }
    if (node.kind === Kind.mapping) this.merge(node);
    for (let i = 0; i < node.content.length; i++) node.content[i] = this.expand(itemAt(node.content, i));
    return node;
  }

  /** Replaces `<<` by the fields of what it names; fields of the mapping's own win, in the order of the others. */
  private merge(node: Node): void {
    let merge: Node | undefined;
    for (let i = 0; i < node.content.length; i += 2) {
      if (itemAt(node.content, i).tag !== Tag.merge) continue;
      if (merge !== undefined) throw new Failure('duplicate merge key');
      merge = node.content[i + 1];
    }
    if (merge === undefined) return;
    const sources = mergeValues(merge);
    const index = keyIndex(node, '<<');
    const own = [...node.content.slice(0, index), ...node.content.slice(index + 2)];
    // As upstream: first the mapping's own fields, then each source's and its own again put over them.
    const result = own.map((item) => item);
    for (const source of [...sources.map((each) => this.copy(each).content), own]) {
      for (let i = 0; i < source.length; i += 2) setEntry(result, itemAt(source, i), itemAt(source, i + 1));
    }
    node.content = result;
  }
}

function setEntry(content: Node[], key: Node, value: Node): void {
  for (let i = 0; i < content.length; i += 2) {
    if (content[i]?.value !== key.value) continue;
    content[i] = key;
    content[i + 1] = value;
    return;
  }
  content.push(key, value);
}

function mergeValues(node: Node): Node[] {
  if (node.kind === Kind.mapping) return [node];
  if (node.kind === Kind.alias) {
    if (node.alias === undefined || node.alias.kind !== Kind.mapping) {
      throw new Failure('invalid map merge: received alias for a non-map value');
    }
    return [node.alias];
  }
  if (node.kind !== Kind.sequence) {
    throw new Failure('map merge requires map or sequence of maps as the value');
  }
  let values: Node[] = [];
  for (const item of node.content) {
    if (item.kind === Kind.sequence) throw new Failure('invalid map merge: received a nested sequence');
    values = [...mergeValues(item), ...values];
  }
  return values;
}

/** Replaces aliases by copies and merge keys by fields. As RNode.DeAnchor. */
export function expandAliases(node: Node): Node {
  return new Expander().expand(node);
}
