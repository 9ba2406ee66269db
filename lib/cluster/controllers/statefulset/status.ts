import type { StatefulSetStatus, WorkPod } from '../../types/workloads';
import { isAvailable, isReady } from '../shared/pods';
import { revisionOf, type SetState } from './decide';

/** The counts, and whether the rollout is over. As stateful_set_control.go, updateStatefulSet and completeRollingUpdate. */
export function statefulSetStatus(
  state: SetState,
  steps: { created: number[]; current: number },
): StatefulSetStatus {
  const { set, pods, current, update, now } = state;
  const alive = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const count = (list: WorkPod[], test: (pod: WorkPod) => boolean): number => list.filter(test).length;
  const ready = (pod: WorkPod): boolean => pod.status?.phase === 'Running' && isReady(pod);
  const made = steps.created.length;
  const status = {
    replicas: pods.length + made,
    readyReplicas: count(pods, ready),
    availableReplicas: count(
      pods,
      (pod) => ready(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, now),
    ),
    currentReplicas:
      count(alive, (pod) => revisionOf(pod) === current) + (current === update ? made : steps.current),
    updatedReplicas:
      count(alive, (pod) => revisionOf(pod) === update) + (current === update ? made : made - steps.current),
  };
  const wanted = set.spec.replicas ?? 1;
  const over =
    set.spec.updateStrategy?.type !== 'OnDelete' &&
    status.updatedReplicas === status.replicas &&
    status.readyReplicas === status.replicas &&
    status.replicas === wanted;
  return {
    observedGeneration: set.metadata.generation,
    replicas: status.replicas,
    readyReplicas: status.readyReplicas || undefined,
    currentReplicas: (over ? status.updatedReplicas : status.currentReplicas) || undefined,
    updatedReplicas: status.updatedReplicas || undefined,
    availableReplicas: status.availableReplicas,
    currentRevision: over ? update : current,
    updateRevision: update,
    collisionCount: set.status?.collisionCount ?? 0,
  };
}
