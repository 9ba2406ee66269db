import type { StatefulSet, WorkPod } from '../../types/workloads';
import { REVISION_LABEL } from '../revisions/revisions';
import { isAvailable, isReady, isTerminal } from '../shared/pods';
import { ordinalOf } from './identity';

/** One step of a StatefulSet about one Pod. */
export type Step =
  | { kind: 'create'; ordinal: number; current: boolean; why: string }
  | { kind: 'recreate'; pod: WorkPod; why: string }
  | { kind: 'delete'; pod: WorkPod; why: string };

/** What a StatefulSet has and wants at one moment. */
export interface SetState {
  set: StatefulSet;
  pods: WorkPod[];
  /** The revisions' names: that which is being left, and that of the template. */
  current: string;
  update: string;
  now: number;
}

const isRunningAndReady = (pod: WorkPod): boolean => pod.status?.phase === 'Running' && isReady(pod);
const goesAway = (pod: WorkPod): boolean => pod.metadata.deletionTimestamp !== undefined;
export const revisionOf = (pod: WorkPod): string | undefined => pod.metadata.labels?.[REVISION_LABEL];

const isHealthy = ({ set, now }: SetState, pod: WorkPod): boolean =>
  isRunningAndReady(pod) && !goesAway(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, now);

/** The wanted numbers, first and behind the last. */
function range({ set }: SetState): [number, number] {
  const start = set.spec.ordinals?.start ?? 0;
  return [start, start + (set.spec.replicas ?? 1)];
}

/** What is done next: one step when the Pods come in order, several when they come in parallel. As stateful_set_control.go, updateStatefulSet. */
export function decideSteps(state: SetState): Step[] {
  const { set } = state;
  if (set.metadata.deletionTimestamp) return [];
  const steps: Step[] = [];
  for (const part of [grow, shrink, roll]) {
    const { done, waits } = part(state);
    steps.push(...done);
    if (waits) return steps;
  }
  return steps;
}

interface Part {
  done: Step[];
  /** Nothing more until what is there is healthy. */
  waits: boolean;
}

const isOrdered = ({ set }: SetState): boolean => set.spec.podManagementPolicy !== 'Parallel';

/** How many Pods one look may make in parallel, as the other controllers have it: each of them brings the next look. */
const MOST_AT_ONCE = 500;

/** As stateful_set_control.go, processReplica: each number in turn is there and healthy before the next. */
function grow(state: SetState): Part {
  const { set, pods } = state;
  const [start, end] = range(state);
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod), pod]));
  const done: Step[] = [];
  for (let ordinal = start; ordinal < end && done.length < MOST_AT_ONCE; ordinal++) {
    const pod = byOrdinal.get(ordinal);
    if (!pod)
      done.push({
        kind: 'create',
        ordinal,
        current: staysCurrent(state, ordinal),
        why: `number ${ordinal} of ${end - start} is missing`,
      });
    else if (isTerminal(pod) && !goesAway(pod))
      done.push({ kind: 'recreate', pod, why: `it ended as ${pod.status?.phase}` });
    else if (!isOrdered(state) || isHealthy(state, pod)) continue;
    if (isOrdered(state)) return { done, waits: true };
  }
  return { done, waits: false };
}

/** As stateful_set_control.go, newVersionedStatefulSetPod. */
function staysCurrent(state: SetState, ordinal: number): boolean {
  const { set } = state;
  const [start] = range(state);
  if (set.spec.updateStrategy?.type === 'OnDelete') return false;
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition;
  if (partition === undefined) return ordinal < start + (set.status?.currentReplicas ?? 0);
  return ordinal < start + partition;
}

/** As stateful_set_control.go, processCondemned: the highest number goes first. */
function shrink(state: SetState): Part {
  const { set, pods } = state;
  const [start, end] = range(state);
  const ordinal = (pod: WorkPod): number => ordinalOf(set, pod) ?? -1;
  const condemned = pods
    .filter((pod) => ordinal(pod) >= end || (ordinal(pod) >= 0 && ordinal(pod) < start))
    .sort((a, b) => ordinal(b) - ordinal(a));
  const firstUnhealthy = [...pods]
    .sort((a, b) => ordinal(a) - ordinal(b))
    .find((pod) => !isHealthy(state, pod));
  const done: Step[] = [];
  for (const pod of condemned) {
    if (goesAway(pod)) {
      if (isOrdered(state)) return { done, waits: true };
      continue;
    }
    if (isOrdered(state) && !isRunningAndReady(pod) && pod !== firstUnhealthy) return { done, waits: true };
    done.push({ kind: 'delete', pod, why: `${end - start} replicas are wanted` });
    if (isOrdered(state)) return { done, waits: true };
  }
  return { done, waits: false };
}

/** As stateful_set_control.go, updateStatefulSet, "we terminate the Pod with the largest ordinal that does not match the update revision". */
function roll(state: SetState): Part {
  const { set, pods, update } = state;
  if (set.spec.updateStrategy?.type === 'OnDelete') return { done: [], waits: false };
  const [start] = range(state);
  const { partition = 0 } = set.spec.updateStrategy?.rollingUpdate ?? {};
  const order = [...pods].sort((a, b) => (ordinalOf(set, b) ?? 0) - (ordinalOf(set, a) ?? 0));
  for (const pod of order) {
    if ((ordinalOf(set, pod) ?? 0) < start + partition) break;
    if (revisionOf(pod) !== update && !goesAway(pod))
      return { done: [{ kind: 'delete', pod, why: `revision ${update} takes its place` }], waits: true };
    if (!isHealthy(state, pod)) return { done: [], waits: true };
  }
  return { done: [], waits: false };
}
