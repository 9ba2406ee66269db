import type { Json, JsonMap } from '../../interface';
import { isMap, mapAt, own, textsAt } from '../../object';
import { groupVersion, type Kind } from '../kinds';
import { type FieldPath, isAtomicMap, isSet, listKeys } from '../schema/merge-keys';

/** How server-side apply takes the lists and mappings of a kind. As the `x-kubernetes-*` extensions of its OpenAPI schema. */
export interface Shape {
  /** The fields that tell a list's items apart. */
  keys(path: FieldPath): readonly string[] | undefined;
  /** A list of plain values that is merged as a set. */
  set(path: FieldPath): boolean;
  /** A mapping that is one value. */
  atomic(path: FieldPath): boolean;
}

const builtIn = (kind: string): Shape => ({
  keys: (path) => listKeys(path, kind),
  set: isSet,
  atomic: isAtomicMap,
});

const NOTHING: JsonMap = {};

function customShape(schema: JsonMap): Shape {
  const at = (path: FieldPath): JsonMap => {
    let here = schema;
    for (const field of path) {
      const inside = own(mapAt(here, 'properties'), field) ?? here.additionalProperties;
      if (!isMap(inside)) return NOTHING;
      here = isMap(inside.items) && path.at(-1) !== field ? inside.items : inside;
    }
    return here;
  };
  const inMetadata = (path: FieldPath) => path[0] === 'metadata';
  return {
    keys(path) {
      if (inMetadata(path)) return listKeys(path, '');
      const list = at(path);
      return list['x-kubernetes-list-type'] === 'map'
        ? textsAt(list, 'x-kubernetes-list-map-keys')
        : undefined;
    },
    set: (path) => (inMetadata(path) ? isSet(path) : at(path)['x-kubernetes-list-type'] === 'set'),
    atomic: (path) => !inMetadata(path) && at(path)['x-kubernetes-map-type'] === 'atomic',
  };
}

/** The shape of a kind in a version. */
export function shapeOf(kind: Kind, apiVersion: string): Shape {
  if (!kind.custom) return builtIn(kind.kind);
  return customShape(kind.schemas?.get(groupVersion(apiVersion)[1]) ?? NOTHING);
}

/** The name of a list's item in a set of fields: `k:{"name":"web"}`. */
export function itemName(item: Json, keys: readonly string[]): string {
  const map = isMap(item) ? item : {};
  const named: JsonMap = {};
  // What a port is without a protocol is part of its key.
  for (const key of [...keys].sort()) named[key] = own(map, key) ?? (key === 'protocol' ? 'TCP' : null);
  return `k:${JSON.stringify(named)}`;
}
