import type { Condition, JobStatus, WorkPod } from '../../types/workloads';
import { stamp } from '../shared/clock';
import { type Assessment, isFailed, isIndexed } from './assess';
import { condition, ensured, holding } from './conditions';
import { judge } from './failure-policy';
import { formatIndexes, indexOf } from './indexes';
import { TRACKING } from './names';

/** How many Pods are left after what was decided was done. */
export interface Left {
  active: number;
  ready: number;
  terminating: number;
}

/** A status to write first, then the Pods whose finalizer may go, then `settle`. */
export interface Tracked {
  status: JobStatus;
  release: WorkPod[];
  /** Complete or Failed, to be set when all is counted. */
  final: Condition | undefined;
}

const tracked = (pod: WorkPod): boolean => pod.metadata.finalizers?.includes(TRACKING) ?? false;

/** The uids of Pods that have the tracking finalizer. */
export const uidsTracked = (pods: readonly WorkPod[]): Set<string> =>
  new Set(pods.filter(tracked).map((pod) => pod.metadata.uid));

/**
 * Counts the Pods that ended, by way of `uncountedTerminatedPods`, so that none is counted twice or forgotten.
 * `ends` is why the Job ends (`ends` of the assessment, or what `manageJob` found), `suspension` a changed condition.
 * As job_controller.go, trackJobStatusAndRemoveFinalizers.
 */
export function track(
  found: Assessment,
  left: Left,
  ends: Condition | undefined,
  suspension?: Condition,
): Tracked {
  const { job, now } = found;
  let conditions = job.status?.conditions ?? [];
  if (suspension) conditions = ensured(conditions, suspension);
  let final: Condition | undefined = ends;
  if (ends?.type === 'FailureTarget') {
    conditions = [...conditions, ends];
    final = condition('Failed', 'True', ends.reason ?? '', ends.message ?? '', now);
  }
  if (ends?.type === 'SuccessCriteriaMet') {
    if (!holding(job, 'SuccessCriteriaMet')) conditions = [...conditions, ends];
    final = condition('Complete', 'True', ends.reason ?? '', ends.message ?? '', now);
  }
  const base = counted({ ...job.status, conditions }, uidsTracked(found.pods));
  const { status, release } = addEnded(found, ends, base);
  return { status: tidy({ ...status, ...left }), release, final };
}

function addEnded(found: Assessment, ends: Condition | undefined, status: JobStatus) {
  const { job, pods } = found;
  const { completions = 0 } = job.spec;
  const succeeded = [...(status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(status.uncountedTerminatedPods?.failed ?? [])];
  const release: WorkPod[] = [];
  // Its successor takes its count over, so it waits for that.
  const delayed = new Set(found.perIndex?.delayed.values());
  const failsAll = ends !== undefined && ends.type !== 'SuccessCriteriaMet';
  for (const pod of pods.filter(tracked)) {
    const didFail = isFailed(pod, job);
    const didSucceed = pod.status?.phase === 'Succeeded';
    if (!job.metadata.deletionTimestamp && !ends && !didSucceed && (!didFail || delayed.has(pod))) continue;
    release.push(pod);
    const { uid } = pod.metadata;
    const inRange = !isIndexed(job) || indexOf(pod, completions) !== undefined;
    if (didSucceed && !failed.includes(uid)) {
      if (!isIndexed(job) && !succeeded.includes(uid)) succeeded.push(uid);
    } else if ((didFail || failsAll) && inRange && !failed.includes(uid)) {
      if (judge(job.spec.podFailurePolicy, pod).counts) failed.push(uid);
    }
  }
  const indexes = found.indexes && {
    succeeded: found.indexes.now.length,
    completedIndexes: formatIndexes(found.indexes.now) || undefined,
    ...(found.perIndex && { failedIndexes: formatIndexes(found.perIndex.failed) }),
  };
  return {
    release,
    status: { ...status, ...indexes, uncountedTerminatedPods: uncounted(succeeded, failed) },
  };
}

/** The status once the released Pods have lost their finalizer; with the final condition when nothing is left to wait for. */
export function settle(
  status: JobStatus,
  stillTracked: ReadonlySet<string>,
  final: Condition | undefined,
  now: number,
): { status: JobStatus; finished: boolean } {
  const settled = counted(status, stillTracked);
  const { succeeded = [], failed = [] } = settled.uncountedTerminatedPods ?? {};
  const waits = succeeded.length + failed.length > 0 || (settled.terminating ?? 0) > 0;
  if (!final || waits) return { status: tidy(settled), finished: false };
  const conditions = ensured(settled.conditions ?? [], final);
  const completionTime = final.type === 'Complete' ? { completionTime: stamp(now) } : {};
  return { status: tidy({ ...settled, ...completionTime, conditions }), finished: true };
}

/** As job_controller.go, cleanUncountedPodsWithoutFinalizers. */
function counted(status: JobStatus, stillTracked: ReadonlySet<string>): JobStatus {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const waiting = (uids: string[]) => uids.filter((uid) => stillTracked.has(uid));
  return {
    ...status,
    succeeded: (status.succeeded ?? 0) + succeeded.length - waiting(succeeded).length,
    failed: (status.failed ?? 0) + failed.length - waiting(failed).length,
    uncountedTerminatedPods: uncounted(waiting(succeeded), waiting(failed)),
  };
}

const uncounted = (succeeded: string[], failed: string[]) => ({
  ...(succeeded.length && { succeeded }),
  ...(failed.length && { failed }),
});

/** Zeros that the real status leaves out. */
function tidy(status: JobStatus): JobStatus {
  return {
    ...status,
    active: status.active || undefined,
    succeeded: status.succeeded || undefined,
    failed: status.failed || undefined,
    conditions: status.conditions?.length ? status.conditions : undefined,
  };
}
