import type { WorkPod } from '../../types/workloads';
import { instant } from './clock';

/** A condition of the Pod, by type. */
export function conditionOf(pod: WorkPod, type: string) {
  return pod.status?.conditions?.find((condition) => condition.type === type);
}

/** As pkg/api/v1/pod/util.go, IsPodReady. */
export function isReady(pod: WorkPod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

/** As pkg/api/v1/pod/util.go, IsPodTerminal. */
export function isTerminal(pod: WorkPod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** As pkg/controller/controller_utils.go, IsPodActive. */
export function isActive(pod: WorkPod): boolean {
  return !isTerminal(pod) && !pod.metadata.deletionTimestamp;
}

/** As pkg/controller/controller_utils.go, IsPodTerminating. */
export function isTerminating(pod: WorkPod): boolean {
  return !isTerminal(pod) && pod.metadata.deletionTimestamp !== undefined;
}

/** Ready for at least `minReadySeconds`. As pkg/api/v1/pod/util.go, IsPodAvailable. */
export function isAvailable(pod: WorkPod, minReadySeconds: number, now: number): boolean {
  if (!isReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = instant(conditionOf(pod, 'Ready')?.lastTransitionTime);
  return since !== undefined && since + minReadySeconds * 1000 <= now;
}

const PHASES = ['Pending', 'Unknown', 'Running'];

/** Restarts of the container that restarted most. */
const restarts = (pod: WorkPod): number =>
  Math.max(0, ...(pod.status?.containerStatuses ?? []).map((status) => status.restartCount ?? 0));

const deletionCost = (pod: WorkPod): number =>
  Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0;

/**
 * Which of two Pods is to go first, when some must: the one that would be missed less.
 * As pkg/controller/controller_utils.go, ActivePodsWithRanks.Less. `rank` is how many Pods of its kin share its node.
 */
export function goesBefore(a: WorkPod, b: WorkPod, rank: (pod: WorkPod) => number = () => 0): number {
  const bound = Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName));
  if (bound) return bound;
  const phase = PHASES.indexOf(a.status?.phase ?? '') - PHASES.indexOf(b.status?.phase ?? '');
  if (phase) return phase;
  const ready = Number(isReady(a)) - Number(isReady(b));
  if (ready) return ready;
  const cost = deletionCost(a) - deletionCost(b);
  if (cost) return cost;
  const crowd = rank(b) - rank(a);
  if (crowd) return crowd;
  return byYouth(a, b);
}

/** The younger first: timestamps of the API compare as text. */
function byYouth(a: WorkPod, b: WorkPod): number {
  if (isReady(a) && isReady(b)) {
    const since = (pod: WorkPod) => conditionOf(pod, 'Ready')?.lastTransitionTime ?? '';
    // As there: within one doubling of age it does not count which was ready first; here the exact times decide.
    const younger = later(since(a), since(b));
    if (younger) return younger;
  }
  const restarted = restarts(b) - restarts(a);
  if (restarted) return restarted;
  return later(a.metadata.creationTimestamp, b.metadata.creationTimestamp);
}

const later = (a: string, b: string): number => (a > b ? -1 : a < b ? 1 : 0);
