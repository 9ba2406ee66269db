import { type KubeObject, objectOf, type Pod, podOf } from '@/lib/kubernetes';
import type { MapNode, ScalarNode, YamlNode } from '@/lib/yaml';
import type { Json, JsonMap } from '../interface';
import { isMap } from '../object';

/** Plain values as the nodes that `lib/kubernetes` reads: they have no place in any text. */
const NOWHERE = { start: 0, end: 0 };

function scalar(value: string | number | boolean | null): ScalarNode {
  return { ...NOWHERE, kind: 'scalar', value, text: String(value), style: 'plain' };
}

function nodeOf(value: Json): YamlNode {
  if (Array.isArray(value))
    return { ...NOWHERE, kind: 'seq', flow: false, items: value.map((item) => nodeOf(item ?? null)) };
  return isMap(value) ? mapNode(value) : scalar(value);
}

function mapNode(map: JsonMap): MapNode {
  const entries = Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : { key: scalar(key), value: nodeOf(value) },
  );
  return { ...NOWHERE, kind: 'map', flow: false, entries };
}

/** The Pod that an object is or makes, for the Pod Security Standards; undefined for kinds without one. */
export function podIn(object: JsonMap): Pod | undefined {
  const known: KubeObject | undefined = objectOf(mapNode(object));
  return known && podOf(known);
}
