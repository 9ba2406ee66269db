import type { ApiObject, JsonMap } from '../../interface';
import { at, mapsAt } from '../../object';
import type { WorkPod } from '../../types/workloads';
import { stamp } from '../shared/clock';
import { scaled } from '../shared/int-or-percent';
import { isReady, isTerminal } from '../shared/pods';

/** How many Pods there should be, how many must stay healthy. */
interface Expectation {
  expected: number;
  desired: number;
}

/**
 * As pkg/controller/disruption/disruption.go, getExpectedPodCount. `scale` is how many Pods the controllers of the selected
 * ones want together.
 */
function expectation(budget: ApiObject, pods: readonly WorkPod[], scale: number): Expectation {
  const most = at(budget, 'spec', 'maxUnavailable');
  const least = at(budget, 'spec', 'minAvailable');
  if (typeof most === 'number' || typeof most === 'string')
    return { expected: scale, desired: Math.max(0, scale - scaled(most, scale, true)) };
  if (typeof least === 'number') return { expected: pods.length, desired: least };
  if (typeof least === 'string') return { expected: scale, desired: scaled(least, scale, true) };
  return { expected: pods.length, desired: 0 };
}

/** The status of a budget. As disruption.go, updatePdbStatus. `now` in epoch ms. */
export function budgetStatus(
  budget: ApiObject,
  pods: readonly WorkPod[],
  scale: number,
  now: number,
): JsonMap {
  const { expected, desired } = expectation(budget, pods, scale);
  const healthy = pods.filter(
    (pod) => isReady(pod) && !isTerminal(pod) && !pod.metadata.deletionTimestamp,
  ).length;
  const allowed = expected <= 0 ? 0 : Math.max(0, healthy - desired);
  const before = mapsAt(budget.status, 'conditions').find(({ type }) => type === 'DisruptionAllowed');
  const status = allowed > 0 ? 'True' : 'False';
  return {
    conditions: [
      {
        type: 'DisruptionAllowed',
        status,
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
        observedGeneration: budget.metadata.generation,
        lastTransitionTime: before?.status === status ? before.lastTransitionTime : stamp(now),
      },
    ],
    currentHealthy: healthy,
    desiredHealthy: desired,
    disruptionsAllowed: allowed,
    expectedPods: expected,
    observedGeneration: budget.metadata.generation,
  };
}
