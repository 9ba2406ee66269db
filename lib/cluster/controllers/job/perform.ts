import type { Condition, Job } from '../../types/workloads';
import type { Hand } from '../shared/hand';
import { createPod, deletePod, slowStart } from '../shared/pod-control';
import { isReady } from '../shared/pods';
import { type Assessment, isSuspended } from './assess';
import { condition, ensured } from './conditions';
import { type Action, isComplete } from './decide';
import { TRACKING } from './names';
import { failureCounts } from './per-index';
import { podOfJob } from './pod';
import type { Left } from './track';

/** What came of an action. */
export interface Performed {
  left: Left;
  /** The API refused something. */
  refused: boolean;
  ends: Condition | undefined;
}

/** Does what was decided. As job_controller.go, deleteActivePods, deleteJobPods and manageJob. */
export function perform(hand: Hand, found: Assessment, action: Action): Performed {
  const { job } = found;
  const left: Left = { active: found.active.length, ready: found.ready, terminating: found.terminating };
  let refused = false;
  if (action.kind === 'end' || action.kind === 'delete') {
    for (const pod of action.delete) {
      // Pods of a Job that ends keep their finalizer until they are counted.
      if (action.kind === 'delete') hand.release(pod, TRACKING, action.why);
      if (!deletePod(hand, job, pod, action.why)) {
        refused = true;
        continue;
      }
      left.active--;
      left.terminating++;
      if (isReady(pod)) left.ready--;
    }
  }
  if (action.kind === 'create') {
    const { pods, why } = action;
    const done = slowStart(pods.length, (i) =>
      createPod(hand, job, podOfJob(job, pods[i], countsOf(found, pods[i])), why),
    );
    left.active += done.created;
    refused = done.refused !== undefined;
  }
  // As manageJob: while it backs off, it reports no active Pods.
  if (action.kind === 'wait') left.active = 0;
  const ends = action.kind === 'end' && !refused ? found.ends : undefined;
  return { left, refused, ends: ends ?? completion(found, action, left.active) };
}

/** As indexed_job_utils.go, addIndexFailureCountAnnotation. */
function countsOf({ job, perIndex }: Assessment, index: number | undefined): { [key: string]: string } {
  return perIndex && index !== undefined ? failureCounts(job, perIndex.delayed.get(index)) : {};
}

function completion(found: Assessment, action: Action, active: number): Condition | undefined {
  if (action.kind === 'end' || !isComplete(found, active)) return undefined;
  const message = 'Reached expected number of succeeded pods';
  return condition('SuccessCriteriaMet', 'True', 'CompletionsReached', message, found.now);
}

/** The Suspended condition as it should be, when that is a change. As the end of job_controller.go, syncJob. */
export function suspension(job: Job, now: number): Condition | undefined {
  const wanted = isSuspended(job)
    ? condition('Suspended', 'True', 'JobSuspended', 'Job suspended', now)
    : condition('Suspended', 'False', 'JobResumed', 'Job resumed', now);
  const before = job.status?.conditions ?? [];
  return ensured(before, wanted) === before ? undefined : wanted;
}
