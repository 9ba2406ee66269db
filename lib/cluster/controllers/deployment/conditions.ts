import type { Condition } from '../../types/workloads';
import { stamp } from '../shared/clock';

/** As deployment_util.go, NewDeploymentCondition. */
export function condition(
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  now: number,
): Condition {
  return { type, status, lastUpdateTime: stamp(now), lastTransitionTime: stamp(now), reason, message };
}

export const conditionIn = (list: readonly Condition[], type: string): Condition | undefined =>
  list.find((found) => found.type === type);

/** Sets a condition; one of the same status and reason stays as it is. As deployment_util.go, SetDeploymentCondition. */
export function withCondition(list: readonly Condition[], wanted: Condition): Condition[] {
  const there = conditionIn(list, wanted.type);
  if (there?.status === wanted.status && there.reason === wanted.reason) return [...list];
  const kept =
    there?.status === wanted.status ? { ...wanted, lastTransitionTime: there.lastTransitionTime } : wanted;
  return [...without(list, wanted.type), kept];
}

export const without = (list: readonly Condition[], type: string): Condition[] =>
  list.filter((found) => found.type !== type);
