import type { Condition, Job } from '../../types/workloads';
import { stamp } from '../shared/clock';

/** As job_controller.go, newCondition. */
export function condition(
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  now: number,
): Condition {
  return { type, status, lastProbeTime: stamp(now), lastTransitionTime: stamp(now), reason, message };
}

/** Whether the condition of a type is True, and if so the condition. */
export function holding(job: Job, type: string): Condition | undefined {
  return job.status?.conditions?.find((found) => found.type === type && found.status === 'True');
}

/** Complete or Failed, once it holds. As pkg/controller/job/util/utils.go, FinishedCondition. */
export function finishedCondition(job: Job): Condition | undefined {
  return holding(job, 'Complete') ?? holding(job, 'Failed');
}

/**
 * The conditions with one set; the same list when nothing changes. A condition that never held does not begin as False.
 * As job_controller.go, ensureJobConditionStatus.
 */
export function ensured(list: Condition[], wanted: Condition): Condition[] {
  const there = list.find(({ type }) => type === wanted.type);
  if (!there) return wanted.status === 'False' ? list : [...list, wanted];
  const same =
    there.status === wanted.status && there.reason === wanted.reason && there.message === wanted.message;
  return same ? list : list.map((found) => (found === there ? wanted : found));
}
