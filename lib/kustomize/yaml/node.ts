/**
 * YAML nodes as go-yaml v3 has them, because kustomize works on those: a scalar keeps its text, its tag and its
 * quoting, and what it finally means is decided only when the resource is printed.
 */
export const Kind = { none: 0, mapping: 1, sequence: 2, scalar: 3, alias: 4 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export const Style = { plain: 0, double: 1, single: 2, literal: 3, folded: 4 } as const;
export type Style = (typeof Style)[keyof typeof Style];

export interface Node {
  kind: Kind;
  /** Short form (`!!str`), or '' when nothing decided it yet. */
  tag: string;
  /** A scalar's text, an alias's name. */
  value: string;
  style: Style;
  /** Whether the tag stood in the source: it is then printed and obeyed. */
  tagged: boolean;
  /** Written in flow style ([a, b]), where go-yaml prints some scalars otherwise than elsewhere. */
  flow: boolean;
  /** A mapping's keys and values in turn, or a sequence's items. */
  content: Node[];
  /** 1-based, 0 when the node was not read from a file. */
  line: number;
  anchor: string;
  alias: Node | undefined;
}

export const Tag = {
  null: '!!null',
  bool: '!!bool',
  str: '!!str',
  int: '!!int',
  float: '!!float',
  timestamp: '!!timestamp',
  binary: '!!binary',
  merge: '!!merge',
  map: '!!map',
  seq: '!!seq',
} as const;

/** What a scalar holds: one list for all, so that each of them is smaller. Nothing may be put into it. */
const nothing: Node[] = [];
Object.freeze(nothing);

export function makeNode(kind: Kind, tag: string, value: string, line = 0): Node {
  return {
    kind,
    tag,
    value,
    style: Style.plain,
    tagged: false,
    flow: false,
    content: kind === Kind.scalar ? nothing : [],
    line,
    anchor: '',
    alias: undefined,
  };
}

/** A scalar whose meaning its text decides: `42` is a number. As kyaml NewScalarRNode. */
export const scalar = (value: string): Node => makeNode(Kind.scalar, '', value);

/** A scalar that is a string whatever its text. As kyaml NewStringRNode. */
export function text(value: string): Node {
  const node = makeNode(Kind.scalar, Tag.str, value);
  if (value.includes('\n')) node.style = Style.literal;
  return node;
}

export const mapping = (): Node => makeNode(Kind.mapping, '', '');

export function copyNode(node: Node): Node {
  return {
    kind: node.kind,
    tag: node.tag,
    value: node.value,
    style: node.style,
    tagged: node.tagged,
    flow: node.flow,
    content: node.content.length > 0 ? node.content.map(copyNode) : node.kind === Kind.scalar ? nothing : [],
    line: node.line,
    anchor: node.anchor,
    alias: node.alias,
  };
}

/** A node's content, to put something into: a null may become a mapping so. */
export function members(node: Node): Node[] {
  if (node.content === nothing) node.content = [];
  return node.content;
}

/** Makes `target` the same as `source`, sharing its content, as `*target = *source` does in Go. */
export function assignNode(target: Node, source: Node): void {
  target.kind = source.kind;
  target.tag = source.tag;
  target.value = source.value;
  target.style = source.style;
  target.tagged = source.tagged;
  target.flow = source.flow;
  target.content = source.content;
  target.line = source.line;
  target.anchor = source.anchor;
  target.alias = source.alias;
}

export const isNull = (node: Node | undefined): boolean => node === undefined || node.tag === Tag.null;

export function isEmptyNode(node: Node | undefined): boolean {
  if (node === undefined || node.tag === Tag.null) return true;
  if (node.kind === Kind.mapping || node.kind === Kind.sequence) return node.content.length === 0;
  return node.kind === Kind.none && node.tag === '' && node.value === '';
}

/** The node at `index` of a mapping's or sequence's content; absent ones are bugs in this room. */
export function itemAt(content: readonly Node[], index: number): Node {
  const node = content[index];
  if (node === undefined) throw new Error(`no node at ${index}`);
  return node;
}

/** The index of the key `name` in a mapping's content, or -1. */
export function keyIndex(node: Node, name: string): number {
  const content = node.content;
  for (let i = 0; i < content.length; i += 2) if (content[i]?.value === name) return i;
  return -1;
}

/** The value of a mapping's field, or undefined when absent or when the node is no mapping. */
export function fieldOf(node: Node | undefined, name: string): Node | undefined {
  if (node === undefined || node.kind !== Kind.mapping) return undefined;
  const index = keyIndex(node, name);
  return index < 0 ? undefined : node.content[index + 1];
}
