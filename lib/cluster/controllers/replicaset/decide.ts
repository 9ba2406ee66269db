import type { Condition, ReplicaSet, ReplicaSetStatus, WorkPod } from '../../types/workloads';
import { stamp } from '../shared/clock';
import { goesBefore, isAvailable, isReady } from '../shared/pods';
import { holds } from '../shared/selector';

/** As pkg/controller/replicaset/replica_set.go, BurstReplicas. */
const MOST_AT_ONCE = 500;

/** What a ReplicaSet does next about its Pods: make some, delete some, or nothing. */
export type ReplicaAction =
  | { kind: 'create'; count: number; why: string }
  | { kind: 'delete'; pods: WorkPod[]; why: string }
  | { kind: 'none' };

/**
 * As replica_set.go, manageReplicas. `active` are its Pods that neither ended nor are being deleted; `rank` says how many
 * Pods of its Deployment share a Pod's node.
 */
export function decideReplicas(
  set: ReplicaSet,
  active: readonly WorkPod[],
  rank: (pod: WorkPod) => number,
): ReplicaAction {
  const wanted = set.spec.replicas ?? 1;
  const why = `${wanted} replicas wanted, ${active.length} there`;
  const missing = wanted - active.length;
  if (set.metadata.deletionTimestamp || missing === 0) return { kind: 'none' };
  if (missing > 0) return { kind: 'create', count: Math.min(missing, MOST_AT_ONCE), why };
  const pods = [...active].sort((a, b) => goesBefore(a, b, rank)).slice(0, Math.min(-missing, MOST_AT_ONCE));
  return { kind: 'delete', pods, why };
}

/** As pkg/controller/replicaset/replica_set_utils.go, calculateStatus. `failed` is what the API answered, if it refused. */
export function replicaSetStatus(
  set: ReplicaSet,
  active: readonly WorkPod[],
  failed: { reason: 'FailedCreate' | 'FailedDelete'; message: string } | undefined,
  now: number,
): ReplicaSetStatus {
  const labels = set.spec.template?.metadata?.labels ?? {};
  const minReady = set.spec.minReadySeconds ?? 0;
  const count = (test: (pod: WorkPod) => boolean): number | undefined =>
    active.filter(test).length || undefined;
  return {
    replicas: active.length,
    fullyLabeledReplicas: count((pod) => holds(pod.metadata.labels, labels)),
    readyReplicas: count(isReady),
    availableReplicas: count((pod) => isAvailable(pod, minReady, now)),
    observedGeneration: set.metadata.generation,
    conditions: failureConditions(set.status?.conditions, failed, now),
  };
}

function failureConditions(
  before: Condition[] | undefined,
  failed: { reason: string; message: string } | undefined,
  now: number,
): Condition[] | undefined {
  const others = (before ?? []).filter(({ type }) => type !== 'ReplicaFailure');
  const there = before?.find(({ type }) => type === 'ReplicaFailure');
  // As calculateStatus: the first failure stays until Pods can be made again.
  if (failed && there) return before;
  if (failed)
    return [...others, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: stamp(now), ...failed }];
  return others.length ? others : undefined;
}
