import type { Context } from '../context';
import type { Images } from '../images';
import type { ApiObject } from '../interface';
import type { Network } from '../network';
import { textAt } from '../object';
import type { Volume } from '../process';
import type { Pod } from '../types/pod';

/** What every part of the kubelet works with. One kubelet stands for those of all nodes. */
export interface Surroundings {
  context: Context;
  images: Images;
  network: Network;
  /** Images that a node has, by `node image@digest`. */
  pulled: Set<string>;
  /** What claims keep, by `namespace/claim`. */
  claims: Map<string, Volume>;
  record(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void;
  configMap(namespace: string, name: string): ApiObject | undefined;
  secret(namespace: string, name: string): ApiObject | undefined;
}

/** `name_namespace(uid)`, as k8s.io/kubernetes/pkg/kubelet/util/format prints a Pod. */
export const formatPod = ({ metadata }: Pod) => `${metadata.name}_${metadata.namespace}(${metadata.uid})`;

/** RFC 3339 in seconds, as the API writes times. */
export const stamp = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** The node's own address. */
export function nodeIp({ context }: Surroundings, name: string): string {
  const node = context.api.get({ apiVersion: 'v1', kind: 'Node', name });
  const addresses = node.ok ? node.value.status?.addresses : undefined;
  for (const address of Array.isArray(addresses) ? addresses : []) {
    if (textAt(address, 'type') === 'InternalIP') return textAt(address, 'address') ?? NODE_IP;
  }
  return NODE_IP;
}

const NODE_IP = '172.18.0.2';

/** As Go prints a time.Duration of whole seconds or milliseconds: `10s`, `1m20s`, `5m0s`, `1.5s`, `300ms`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  const seconds = ms / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${Number(rest.toFixed(3))}s`;
  if (hours > 0) return `${hours}h${minutes}m${tail}`;
  return minutes > 0 ? `${minutes}m${tail}` : tail;
}
