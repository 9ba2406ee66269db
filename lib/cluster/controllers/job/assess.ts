import type { Condition, Job, WorkPod } from '../../types/workloads';
import { instant, stamp } from '../shared/clock';
import { isActive, isReady, isTerminating } from '../shared/pods';
import { type Backoff, withFinished } from './backoff';
import { condition, holding } from './conditions';
import { judge } from './failure-policy';
import { indexOf, parseIndexes, succeededNow, union } from './indexes';
import { TRACKING } from './names';
import { limitsPerIndex, type PerIndex, perIndex } from './per-index';
import { successMessage } from './success-policy';

/** What is known of a Job at one moment; everything that is decided follows from it. */
export interface Assessment {
  job: Job;
  pods: WorkPod[];
  now: number;
  active: WorkPod[];
  ready: number;
  terminating: number;
  succeeded: number;
  failed: number;
  backoff: Backoff;
  /** Of an Indexed Job: those counted before, and with those of now. */
  indexes?: { before: number[]; now: number[] };
  perIndex?: PerIndex;
  /** Why the Job ends, when it does: FailureTarget, SuccessCriteriaMet, or the final one that follows from them. */
  ends: Condition | undefined;
  /** In ms: when the deadline is due. */
  deadlineIn: number | undefined;
}

export const isSuspended = (job: Job): boolean => job.spec.suspend === true;
export const isIndexed = (job: Job): boolean => job.spec.completionMode === 'Indexed';

/** As utils.go, onlyReplaceFailedPods. */
export const waitsForTerminating = (job: Job): boolean =>
  job.spec.podReplacementPolicy === 'Failed' || job.spec.podFailurePolicy !== undefined;

/** As job_controller.go, isPodFailed: a Pod that is being deleted will never succeed. */
export function isFailed(pod: WorkPod, job: Job): boolean {
  if (pod.status?.phase === 'Failed') return true;
  if (waitsForTerminating(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status?.phase !== 'Succeeded';
}

/** The first half of job_controller.go, syncJob. `now` in epoch ms; `backoff` is what was remembered of the Job. */
export function assess(job: Job, pods: WorkPod[], now: number, backoff: Backoff | undefined): Assessment {
  const { completions = 0 } = job.spec;
  const uncounted = job.status?.uncountedTerminatedPods;
  const fresh = pods.filter(
    (pod) =>
      pod.metadata.finalizers?.includes(TRACKING) &&
      !uncounted?.succeeded?.includes(pod.metadata.uid) &&
      !uncounted?.failed?.includes(pod.metadata.uid) &&
      (!isIndexed(job) || indexOf(pod, completions) !== undefined),
  );
  const newSucceeded = fresh.filter((pod) => pod.status?.phase === 'Succeeded');
  const newFailed = fresh.filter((pod) => isFailed(pod, job));
  const counting = newFailed.filter((pod) => judge(job.spec.podFailurePolicy, pod).counts);
  const active = pods.filter(isActive);
  const found: Assessment = {
    job: job.status?.startTime || isSuspended(job) ? job : started(job, now),
    pods,
    now,
    active,
    ready: active.filter(isReady).length,
    terminating: pods.filter(isTerminating).length,
    succeeded: (job.status?.succeeded ?? 0) + newSucceeded.length + (uncounted?.succeeded?.length ?? 0),
    failed: (job.status?.failed ?? 0) + counting.length + (uncounted?.failed?.length ?? 0),
    backoff: withFinished(backoff, newSucceeded, newFailed),
    ends: undefined,
    deadlineIn: undefined,
  };
  found.ends = whyItEnds(found);
  if (!found.ends) found.deadlineIn = timeLeft(found.job, now);
  if (isIndexed(job)) addIndexes(found, completions);
  return found;
}

function started(job: Job, now: number): Job {
  return { ...job, status: { ...job.status, startTime: stamp(now) } };
}

function addIndexes(found: Assessment, completions: number): void {
  const { job, pods, now } = found;
  const before = parseIndexes(job.status?.completedIndexes, completions);
  found.indexes = { before, now: union(before, succeededNow(pods, completions)) };
  found.succeeded = found.indexes.now.length;
  if (limitsPerIndex(job)) addPerIndex(found, completions, found.indexes.now);
  const met = successMessage(job.spec.successPolicy, completions, found.indexes.now);
  if (!found.ends && met) found.ends = condition('SuccessCriteriaMet', 'True', 'SuccessPolicy', met, now);
}

/** As job_controller.go, syncJob, where it looks at the failed indexes. */
function addPerIndex(found: Assessment, completions: number, succeeded: readonly number[]): void {
  const { job, pods, now } = found;
  found.perIndex = perIndex(job, pods, succeeded, (pod) => isFailed(pod, job));
  const failed = found.perIndex.failed.length;
  const { maxFailedIndexes } = job.spec;
  if (found.ends || failed === 0) return;
  if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
    const message = 'Job has exceeded the specified maximal number of failed indexes';
    found.ends = condition('FailureTarget', 'True', 'MaxFailedIndexesExceeded', message, now);
  } else if (failed + succeeded.length >= completions)
    found.ends = condition('FailureTarget', 'True', 'FailedIndexes', 'Job has failed indexes', now);
}

function whyItEnds({ job, pods, failed, now }: Assessment): Condition | undefined {
  const success = holding(job, 'SuccessCriteriaMet');
  if (success) return success;
  const target = holding(job, 'FailureTarget');
  if (target) return condition('Failed', 'True', target.reason ?? '', target.message ?? '', now);
  const fails = (reason: string, message: string) => condition('FailureTarget', 'True', reason, message, now);
  for (const pod of pods) {
    const failsJob = isFailed(pod, job) ? judge(job.spec.podFailurePolicy, pod).failsJob : undefined;
    if (failsJob) return fails('PodFailurePolicy', failsJob);
  }
  if (failed > (job.spec.backoffLimit ?? 6) || restartedTooOften(job, pods))
    return fails('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const left = timeLeft(job, now);
  if (left !== undefined && left <= 0)
    return fails('DeadlineExceeded', 'Job was active longer than specified deadline');
  return undefined;
}

/** As job_controller.go, pastActiveDeadline: in ms, undefined when there is no deadline. */
function timeLeft(job: Job, now: number): number | undefined {
  const { activeDeadlineSeconds } = job.spec;
  const since = instant(job.status?.startTime);
  if (activeDeadlineSeconds === undefined || since === undefined || isSuspended(job)) return undefined;
  return since + activeDeadlineSeconds * 1000 - now;
}

/** As job_controller.go, pastBackoffLimitOnFailure: with OnFailure the restarts of running Pods count. */
function restartedTooOften(job: Job, pods: readonly WorkPod[]): boolean {
  if (job.spec.template?.spec?.restartPolicy !== 'OnFailure') return false;
  const limit = job.spec.backoffLimit ?? 6;
  let restarts = 0;
  for (const { status } of pods)
    if (status?.phase === 'Running' || status?.phase === 'Pending')
      for (const { restartCount } of [
        ...(status.initContainerStatuses ?? []),
        ...(status.containerStatuses ?? []),
      ])
        restarts += restartCount ?? 0;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}
