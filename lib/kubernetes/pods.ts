import { at, entriesOf, itemsOf, type MapNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { KubeObject } from './object';

/** Where each kind keeps its Pod. As the API's PodSpec and PodTemplateSpec fields. */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': [],
  'v1/PodTemplate': ['template'],
  'v1/ReplicationController': ['spec', 'template'],
  'apps/v1/Deployment': ['spec', 'template'],
  'apps/v1/ReplicaSet': ['spec', 'template'],
  'apps/v1/StatefulSet': ['spec', 'template'],
  'apps/v1/DaemonSet': ['spec', 'template'],
  'batch/v1/Job': ['spec', 'template'],
  'batch/v1/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

export interface Pod {
  /** The Pod, or the template of Pods: the mapping that holds `metadata` and `spec`. */
  template: MapNode;
  spec: MapNode;
  /** The path of `template` in its object. */
  path: readonly string[];
}

const pods = new WeakMap<MapNode, Pod | 'none'>();

/** The Pod that an object is or makes; found once for each object, since many rules ask. */
export function podOf(object: KubeObject): Pod | undefined {
  const known = pods.get(object.root) ?? findPod(object) ?? 'none';
  pods.set(object.root, known);
  return known === 'none' ? undefined : known;
}

function findPod(object: KubeObject): Pod | undefined {
  const key = `${object.apiVersion}/${object.kind}`;
  const path = Object.hasOwn(POD_PATHS, key) ? POD_PATHS[key] : undefined;
  const template = path && at(object.root, ...path);
  const spec = at(template, 'spec');
  return path && template?.kind === 'map' && spec?.kind === 'map' ? { template, spec, path } : undefined;
}

type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers';
const LISTS: readonly ContainerList[] = ['initContainers', 'containers', 'ephemeralContainers'];

export interface Container {
  node: MapNode;
  list: ContainerList;
  index: number;
  /** Its name, or `''`. */
  name: string;
}

const containers = new WeakMap<MapNode, readonly Container[]>();

/** The containers of a Pod, in the order in which the admission plugin visits them; found once, since many rules ask. */
export function containersOf(pod: Pod): readonly Container[] {
  const known = containers.get(pod.spec);
  if (known) return known;
  const found: Container[] = [];
  containers.set(pod.spec, found);
  for (const list of LISTS)
    for (const [index, node] of itemsOf(at(pod.spec, list)).entries())
      if (node.kind === 'map') found.push({ node, list, index, name: stringOf(at(node, 'name')) ?? '' });
  return found;
}

const textMaps = new WeakMap<YamlNode, ReadonlyMap<string, string>>();

/** Text values of a mapping such as labels; values of other types are left out. */
export function textMap(node: YamlNode | undefined): ReadonlyMap<string, string> {
  if (node?.kind !== 'map') return new Map();
  const known = textMaps.get(node);
  if (known) return known;
  const map = new Map<string, string>();
  textMaps.set(node, map);
  for (const { key, value } of entriesOf(node)) {
    const scalar = scalarOf(value);
    if (typeof scalar?.value === 'string') map.set(key.text, scalar.value);
  }
  return map;
}

/** Whether labels satisfy every pair of a selector. */
export function matches(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
}
