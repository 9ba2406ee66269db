import type { WorkPod } from '../../types/workloads';
import { instant } from '../shared/clock';
import { conditionOf } from '../shared/pods';

/** As job_controller.go, DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff. */
const FIRST = 10_000;
const LAST = 600_000;

/** How many Pods failed since the last success, and when the last one did (epoch ms). */
export interface Backoff {
  failures: number;
  lastFailure: number | undefined;
}

const NONE: Backoff = { failures: 0, lastFailure: undefined };

/** When a Pod finished, in epoch ms. As backoff_utils.go, getFinishedTime. */
export function finishedAt(pod: WorkPod): number {
  const ends = (pod.status?.containerStatuses ?? []).flatMap(
    (status) => instant(status.state?.terminated?.finishedAt) ?? [],
  );
  if (ends.length) return Math.max(...ends);
  const ready = conditionOf(pod, 'Ready');
  return (
    instant(pod.metadata.deletionTimestamp) ??
    (ready?.status === 'False' ? instant(ready.lastTransitionTime) : undefined) ??
    instant(pod.metadata.creationTimestamp) ??
    0
  );
}

/** The record with what newly finished. As backoff_utils.go, backoffRecord.updateBackoffRecord. */
export function withFinished(
  before: Backoff | undefined,
  succeeded: readonly WorkPod[],
  failed: readonly WorkPod[],
): Backoff {
  const record = before ?? NONE;
  if (!succeeded.length && !failed.length) return record;
  const failures = failed.map(finishedAt).sort((a, b) => a - b);
  if (!succeeded.length) return { failures: record.failures + failures.length, lastFailure: failures.at(-1) };
  const lastSuccess = Math.max(...succeeded.map(finishedAt));
  const since = failures.filter((at) => at > lastSuccess);
  return { failures: since.length, lastFailure: since.at(-1) };
}

/** How many ms are left before the next Pod may be made: 10 s, doubled with each failure, at most 10 minutes. As backoff_utils.go, getRemainingTime. */
export function remaining(record: Backoff, now: number): number {
  if (record.failures === 0 || record.lastFailure === undefined) return 0;
  const pause = Math.min(LAST, FIRST * 2 ** (record.failures - 1));
  return Math.max(0, record.lastFailure + pause - now);
}
