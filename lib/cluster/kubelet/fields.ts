import type { Container, FieldRef, ResourceFieldRef } from '../types/container';
import type { Pod } from '../types/pod';

/** What a Pod learns of itself. `ips` are those of its sandbox and node. */
export interface PodFacts {
  pod: Pod;
  podIp: string;
  hostIp: string;
}

/** The value of a fieldRef, or undefined when the kubelet knows none. As pkg/fieldpath/fieldpath.go and kubelet_pods.go. */
export function fieldValue({ pod, podIp, hostIp }: PodFacts, { fieldPath }: FieldRef): string | undefined {
  const { metadata, spec } = pod;
  const key = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath);
  if (key) return (key[1] === 'labels' ? metadata.labels : metadata.annotations)?.[key[2] ?? ''] ?? '';
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return pairs(metadata.labels);
    case 'metadata.annotations':
      return pairs(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default';
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIp;
    case 'status.podIP':
    case 'status.podIPs':
      return podIp;
  }
  return undefined;
}

function pairs(map: { [key: string]: string } | undefined): string {
  const sorted = Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join('\n');
}

/** The value of a resourceFieldRef: limits fall back to what the node has. As pkg/api/v1/resource/helpers.go. */
export function resourceValue({ pod }: PodFacts, own: Container, ref: ResourceFieldRef): string {
  const named = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const container = ref.containerName ? named.find(({ name }) => name === ref.containerName) : own;
  const [kind = '', resource = ''] = ref.resource.split('.');
  const cpu = resource === 'cpu';
  const given =
    kind === 'limits' ? container?.resources?.limits?.[resource] : container?.resources?.requests?.[resource];
  const amount =
    given === undefined ? (kind === 'limits' ? (cpu ? NODE_CPU : NODE_BYTES) : 0) : quantity(given);
  const divisor = quantity(ref.divisor ?? '1') || 1;
  return String(Math.ceil(amount / divisor));
}

const NODE_CPU = 4;
const NODE_BYTES = 8 * 2 ** 30;
const SUFFIXES: { [suffix: string]: number } = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function quantity(text: string | number): number {
  const found = /^([\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(text));
  return Number(found?.[1] ?? 0) * (SUFFIXES[found?.[2] ?? ''] ?? 1);
}
