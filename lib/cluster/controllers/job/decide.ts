import type { WorkPod } from '../../types/workloads';
import { goesBefore } from '../shared/pods';
import { type Assessment, isIndexed, isSuspended, waitsForTerminating } from './assess';
import { remaining } from './backoff';
import { pendingIndexes, surplusByIndex, union } from './indexes';
import { startable } from './per-index';

/** As job_controller.go, MaxPodCreateDeletePerSync. */
const MOST_AT_ONCE = 500;

/** What a Job does next about its Pods. */
export type Action =
  | { kind: 'end'; delete: WorkPod[]; why: string }
  | { kind: 'delete'; delete: WorkPod[]; why: string }
  /** One Pod for each entry: its index, or undefined for a Job without indexes. */
  | { kind: 'create'; pods: (number | undefined)[]; why: string }
  | { kind: 'wait'; ms: number; why: string }
  | { kind: 'none' };

/** The decision of job_controller.go, syncJob and manageJob, from what is known alone. */
export function decideJob(found: Assessment): Action {
  const { job, active, ends, succeeded, terminating, backoff, now } = found;
  if (ends) return { kind: 'end', delete: active, why: ends.message ?? ends.type };
  if (job.metadata.deletionTimestamp) return { kind: 'none' };
  if (isSuspended(job)) return { kind: 'delete', delete: active, why: 'the Job is suspended' };

  const wanted = wantedActive(found);
  const surplus = toRemove(found, Math.max(0, active.length - wanted)).slice(0, MOST_AT_ONCE);
  if (surplus.length)
    return { kind: 'delete', delete: surplus, why: `${active.length} Pods are active and ${wanted} wanted` };

  const missing = wanted - active.length - (waitsForTerminating(job) ? terminating : 0);
  if (missing <= 0) return { kind: 'none' };
  const ms = found.perIndex ? 0 : remaining(backoff, now);
  if (ms > 0)
    return {
      kind: 'wait',
      ms,
      why: `back-off after ${backoff.failures} failed Pod${backoff.failures === 1 ? '' : 's'}`,
    };
  const count = Math.min(missing, MOST_AT_ONCE);
  const why = `${wanted} Pods wanted, ${active.length} active, ${succeeded} succeeded`;
  if (!isIndexed(job)) return { kind: 'create', pods: Array.from({ length: count }, () => undefined), why };
  const pods = pendingIndexes(
    found.pods,
    union(found.indexes?.now ?? [], found.perIndex?.failed ?? []),
    count,
    job.spec.completions ?? 0,
    waitsForTerminating(job),
  );
  if (!found.perIndex) return pods.length ? { kind: 'create', pods, why } : { kind: 'none' };
  const ready = startable(pods, found.perIndex, now);
  if (ready.indexes.length) return { kind: 'create', pods: ready.indexes, why };
  return pods.length
    ? { kind: 'wait', ms: ready.ms, why: 'back-off of each failed index' }
    : { kind: 'none' };
}

function wantedActive({ job, active, succeeded }: Assessment): number {
  const { completions, parallelism = 1 } = job.spec;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded));
}

/** As job_controller.go, activePodsForRemoval. */
function toRemove({ job, active }: Assessment, atLeast: number): WorkPod[] {
  const sorted = [...active].sort((a, b) => goesBefore(a, b));
  if (!isIndexed(job)) return sorted.slice(0, atLeast);
  const { surplus, left } = surplusByIndex(sorted, job.spec.completions ?? 0);
  return [...surplus, ...left.slice(0, Math.max(0, atLeast - surplus.length))];
}

/** Whether enough has succeeded, when `active` Pods are left. As the middle of job_controller.go, syncJob. */
export function isComplete({ job, succeeded }: Assessment, active: number): boolean {
  const { completions } = job.spec;
  return active === 0 && (completions === undefined ? succeeded > 0 : succeeded >= completions);
}
