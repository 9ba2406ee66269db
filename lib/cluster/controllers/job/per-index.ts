import type { Job, WorkPod } from '../../types/workloads';
import { isActive } from '../shared/pods';
import { type Backoff, finishedAt, remaining } from './backoff';
import { judge } from './failure-policy';
import { indexOf, parseIndexes, union } from './indexes';
import { TRACKING } from './names';

/** How often the index of a Pod failed before this Pod, as counted against the limit, and without regard to the policy. */
export const FAILURES = 'batch.kubernetes.io/job-index-failure-count';
export const IGNORED = 'batch.kubernetes.io/job-index-ignored-failure-count';

export const limitsPerIndex = (job: Job): boolean => job.spec.backoffLimitPerIndex !== undefined;

const countIn = (pod: WorkPod, annotation: string): number =>
  Number(pod.metadata.annotations?.[annotation] ?? 0) || 0;

/** As backoff_utils.go and indexed_job_utils.go, getIndexAbsoluteFailureCount. */
const failuresBefore = (pod: WorkPod): number => countIn(pod, FAILURES) + countIn(pod, IGNORED);

/** The state of an Indexed Job that limits failures for each index. */
export interface PerIndex {
  /** Those that will not be tried again, in order. */
  failed: number[];
  /** The last failed Pod of each index that is to be tried again: it keeps its finalizer until its successor is there. */
  delayed: Map<number, WorkPod>;
}

/** As indexed_job_utils.go, calculateFailedIndexes and getPodsWithDelayedDeletionPerIndex. `failed` says which Pods failed. */
export function perIndex(
  job: Job,
  pods: readonly WorkPod[],
  succeeded: readonly number[],
  failed: (pod: WorkPod) => boolean,
): PerIndex {
  const { completions = 0, backoffLimitPerIndex: limit = 0 } = job.spec;
  const fresh = pods.filter((pod) => pod.metadata.finalizers?.includes(TRACKING) && failed(pod));
  const now = fresh.flatMap((pod) => {
    const verdict = judge(job.spec.podFailurePolicy, pod);
    const over = verdict.failsIndex || (verdict.counts && countIn(pod, FAILURES) >= limit);
    return over ? (indexOf(pod, completions) ?? []) : [];
  });
  const all = union(parseIndexes(job.status?.failedIndexes, completions), now);
  const settled = new Set([...all, ...succeeded]);
  for (const pod of pods.filter(isActive)) settled.add(indexOf(pod, completions) ?? -1);
  const delayed = new Map<number, WorkPod>();
  for (const pod of fresh) {
    const index = indexOf(pod, completions);
    if (index === undefined || settled.has(index)) continue;
    const other = delayed.get(index);
    if (!other || failuresBefore(other) <= failuresBefore(pod)) delayed.set(index, pod);
  }
  return { failed: all, delayed };
}

/** The annotations of the Pod that follows a failed one. As indexed_job_utils.go, getNewIndexFailureCounts. */
export function failureCounts(job: Job, before: WorkPod | undefined): { [key: string]: string } {
  if (!before) return { [FAILURES]: '0' };
  const counts = judge(job.spec.podFailurePolicy, before).counts;
  const ignored = countIn(before, IGNORED) + (counts ? 0 : 1);
  return {
    [FAILURES]: `${countIn(before, FAILURES) + (counts ? 1 : 0)}`,
    ...(ignored > 0 && { [IGNORED]: `${ignored}` }),
  };
}

/** Which indexes may be tried now, or in how many ms the first may. As job_controller.go, getPodCreationInfoForIndependentIndexes. */
export function startable(
  indexes: readonly number[],
  { delayed }: PerIndex,
  now: number,
): { indexes: number[]; ms: number } {
  const pauses = indexes.map((index) => {
    const pod = delayed.get(index);
    if (!pod) return { index, ms: 0 };
    const record: Backoff = { failures: failuresBefore(pod) + 1, lastFailure: finishedAt(pod) };
    return { index, ms: remaining(record, now) };
  });
  const ready = pauses.filter(({ ms }) => ms === 0).map(({ index }) => index);
  return { indexes: ready, ms: ready.length ? 0 : Math.min(...pauses.map(({ ms }) => ms)) };
}
