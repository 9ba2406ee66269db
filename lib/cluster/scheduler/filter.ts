import { textAt } from '../object';
import type { WorkPod } from '../types/workloads';
import { hostPorts, type NodeInfo } from './node';
import { allowsNode } from './node-affinity';
import { againstNeighbours, againstSpread } from './pod-affinity';
import { requestsOf } from './requests';
import { tolerates, untolerated } from './taints';

/** Why a Pod can not go to a node. `unresolvable`: not even if other Pods made room. */
export interface Refusal {
  reasons: string[];
  unresolvable: boolean;
}

const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/**
 * Why not this node; undefined when the Pod fits. The first filter that refuses decides, in the order of
 * pkg/scheduler/apis/config/v1/default_plugins.go. Volumes are looked at elsewhere.
 */
export function refusalOf(pod: WorkPod, info: NodeInfo, all: readonly NodeInfo[]): Refusal | undefined {
  const { node } = info;
  if (node.spec?.unschedulable === true && !tolerates(pod, UNSCHEDULABLE))
    return { reasons: ['node(s) were unschedulable'], unresolvable: true };
  const taint = untolerated(pod, node, ['NoSchedule', 'NoExecute']);
  if (taint) {
    const text = `{${textAt(taint, 'key')}: ${textAt(taint, 'value') ?? ''}}`;
    return { reasons: [`node(s) had untolerated taint ${text}`], unresolvable: true };
  }
  if (!allowsNode(pod, node))
    return { reasons: ["node(s) didn't match Pod's node affinity/selector"], unresolvable: true };
  if (hostPorts(pod).some((port) => info.ports.get(port)))
    return {
      reasons: ["node(s) didn't have free ports for the requested pod ports"],
      unresolvable: false,
    };
  const lacking = insufficient(pod, info);
  if (lacking) return lacking;
  const other = againstSpread(pod, info, all) ?? againstNeighbours(pod, info, all);
  return other && { reasons: [other.reason], unresolvable: other.unresolvable };
}

/** As plugins/noderesources/fit.go, fitsRequest: more than the whole node has is beyond help. */
function insufficient(pod: WorkPod, info: NodeInfo): Refusal | undefined {
  const reasons: string[] = [];
  let unresolvable = false;
  if (info.pods.size + 1 > (info.allocatable.get('pods') ?? 0)) reasons.push('Too many pods');
  for (const [name, wanted] of requestsOf(pod)) {
    const there = info.allocatable.get(name) ?? 0;
    if (wanted === 0 || wanted <= there - (info.used.get(name) ?? 0)) continue;
    reasons.push(`Insufficient ${name}`);
    if (wanted > there) unresolvable = true;
  }
  return reasons.length ? { reasons, unresolvable } : undefined;
}
