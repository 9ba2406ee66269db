import {
  at,
  entriesOf,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';

/** What a definition says of one value, as far as it is read here. */
export interface CustomSchema {
  node: MapNode;
  type: string | undefined;
  /** The schemas of the fields; undefined for a field of which nothing is said. */
  properties: ReadonlyMap<string, MapNode | undefined>;
  /** The schema of further fields, or whether there may be any. */
  more: MapNode | boolean;
  required: readonly string[];
  items: MapNode | undefined;
  /** The scalars that it may be; undefined where anything goes, or where they are no scalars. */
  words: readonly unknown[] | undefined;
  /** `x-kubernetes-int-or-string` */
  numberOrText: boolean;
  /** Whole objects of another kind: they have `apiVersion`, `kind` and `metadata`. */
  embedded: boolean;
  hasDefault: boolean;
  nullable: boolean;
  pattern: string | undefined;
  /** `minimum`, `maxLength` and the like. */
  bound: (name: string) => number | undefined;
  /** Whether `exclusiveMinimum` or `exclusiveMaximum` is on. */
  excludes: (name: string) => boolean;
  /** The fields that tell the items of a list apart; none for a set. */
  keys: readonly string[] | undefined;
}

const memory = new WeakMap<MapNode, CustomSchema>();

/** Reads a schema of a definition; what lies within is read when it is asked for. */
export function schemaOf(node: MapNode): CustomSchema {
  const known = memory.get(node) ?? read(node);
  memory.set(node, known);
  return known;
}

function read(node: MapNode): CustomSchema {
  const isOn = (field: string) => scalarOf(at(node, field))?.value === true;
  const properties = new Map<string, MapNode | undefined>();
  for (const { key, value } of entriesOf(at(node, 'properties')))
    properties.set(key.text, value.kind === 'map' ? value : undefined);
  return {
    node,
    type: stringOf(at(node, 'type')),
    properties,
    more: moreOf(node, isOn('x-kubernetes-preserve-unknown-fields')),
    required: textsOf(at(node, 'required')),
    items: mapAt(node, 'items'),
    words: wordsOf(at(node, 'enum')),
    numberOrText: isOn('x-kubernetes-int-or-string'),
    embedded: isOn('x-kubernetes-embedded-resource'),
    hasDefault: entryOf(node, 'default') !== undefined,
    nullable: isOn('nullable'),
    pattern: stringOf(at(node, 'pattern')),
    bound: (name) => {
      const value = scalarOf(at(node, name))?.value;
      return typeof value === 'number' ? value : undefined;
    },
    excludes: isOn,
    keys: keysOf(node),
  };
}

function moreOf(node: MapNode, preserves: boolean): MapNode | boolean {
  const more = at(node, 'additionalProperties');
  if (preserves || more?.kind === 'map') return more?.kind === 'map' ? more : true;
  // A schema that lists no fields is one that its author left unfinished: the API server drops what stands there.
  return scalarOf(more)?.value === true;
}

function mapAt(node: MapNode, field: string): MapNode | undefined {
  const value = at(node, field);
  return value?.kind === 'map' ? value : undefined;
}

function textsOf(list: YamlNode | undefined): string[] {
  return itemsOf(list).flatMap((item) => stringOf(item) ?? []);
}

function wordsOf(list: YamlNode | undefined): unknown[] | undefined {
  if (isMissing(list)) return undefined;
  const values = itemsOf(list).map((item) => scalarOf(item)?.value);
  return values.length === 0 || values.includes(undefined) ? undefined : values;
}

function keysOf(node: MapNode): string[] | undefined {
  const type = stringOf(at(node, 'x-kubernetes-list-type'));
  if (type === 'set') return [];
  const keys = textsOf(at(node, 'x-kubernetes-list-map-keys'));
  return type === 'map' && keys.length > 0 ? keys : undefined;
}
