import { controllerOf } from '../controllers/shared/owners';
import type { WorkPod } from '../types/workloads';
import { explain } from './explain';
import { type Refusal, refusalOf } from './filter';
import type { NodeInfo } from './node';
import { requestsOf } from './requests';

/** The node for a Pod, or why there is none. */
export type Choice = { node: NodeInfo } | { reason: string };

/**
 * Filters the nodes and takes the best. `refuses` adds what only the volumes know. As pkg/scheduler/schedule_one.go.
 * Of equal ones the first in the order of their making is taken, where the real one draws lots.
 */
export function choose(
  pod: WorkPod,
  nodes: readonly NodeInfo[],
  refuses: (node: NodeInfo) => Refusal | undefined,
): Choice {
  const refusals: Refusal[] = [];
  let best: { node: NodeInfo; score: number } | undefined;
  for (const node of nodes) {
    const refusal = refusalOf(pod, node, nodes) ?? refuses(node);
    if (refusal) {
      refusals.push(refusal);
      continue;
    }
    const score = scoreOf(pod, node);
    if (!best || score > best.score) best = { node, score };
  }
  return best ? { node: best.node } : { reason: explain(refusals) };
}

/**
 * More room is better, and fewer of the same kind. As plugins/noderesources/least_allocated.go and the default
 * spreading of plugins/podtopologyspread, in broad strokes.
 */
function scoreOf(pod: WorkPod, node: NodeInfo): number {
  const wanted = requestsOf(pod);
  const free = ['cpu', 'memory'].map((name) => {
    const all = node.allocatable.get(name) ?? 0;
    return all === 0 ? 0 : (all - (node.used.get(name) ?? 0) - (wanted.get(name) ?? 0)) / all;
  });
  const owner = controllerOf(pod)?.uid;
  const kin = owner === undefined ? 0 : (node.kin.get(owner) ?? 0);
  return free.reduce((sum, part) => sum + part, 0) / free.length - kin;
}
