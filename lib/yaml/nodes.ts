/** A stretch of the text, `[start, end)` in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

export type ScalarValue = string | number | boolean | null;
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends Span {
  kind: 'scalar';
  /** As Kubernetes' YAML reader types it: `80` is a number, `"80"` a string, `yes` a boolean. */
  value: ScalarValue;
  /** The characters that the scalar stands for, whatever its type. */
  text: string;
  style: ScalarStyle;
}

export interface Entry {
  key: ScalarNode;
  value: YamlNode;
}

export interface MapNode extends Span {
  kind: 'map';
  /** In the order of the text; a key that comes twice is there twice. */
  entries: Entry[];
  flow: boolean;
}

export interface SeqNode extends Span {
  kind: 'seq';
  items: YamlNode[];
  flow: boolean;
}

/** A node of a document. Where an alias stood, the anchored node itself stands: nodes form a graph without cycles. */
export type YamlNode = ScalarNode | MapNode | SeqNode;

/** The entry of a key; the last one, as Kubernetes' reader takes it. */
export function entryOf(node: YamlNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (let i = node.entries.length - 1; i >= 0; i--) {
    const entry = node.entries[i];
    if (entry?.key.text === key) return entry;
  }
  return undefined;
}

/** The node under a path of keys and indexes, or undefined. */
export function at(node: YamlNode | undefined, ...path: (string | number)[]): YamlNode | undefined {
  let here = node;
  for (const step of path)
    here =
      typeof step === 'string'
        ? entryOf(here, step)?.value
        : here?.kind === 'seq'
          ? here.items[step]
          : undefined;
  return here;
}

/** The items of a list; nothing for any other node. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'seq' ? node.items : [];
}

/** The entries of a mapping; nothing for any other node. */
export function entriesOf(node: YamlNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The scalar itself, or undefined. */
export function scalarOf(node: YamlNode | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

/** The value of a string scalar, or undefined for every other node. */
export function stringOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Whether a field is absent or written as null. */
export function isMissing(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The plain value of a node: objects without a prototype, so that a key like `__proto__` is only a key. */
export function toValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(toValue);
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries) object[key.text] = toValue(value);
  return object;
}
