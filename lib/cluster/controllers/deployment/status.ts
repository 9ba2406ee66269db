import type { Condition, Deployment, DeploymentStatus } from '../../types/workloads';
import { instant } from '../shared/clock';
import { condition, conditionIn, withCondition, without } from './conditions';
import type { Sets } from './sets';
import { actualIn, availableIn, maxUnavailable, readyIn, replicasOf, wantedIn } from './strategy';

/** As deployment_util.go, MaxInt32: nobody waits for it. */
const NO_DEADLINE = 2_147_483_647;

export function hasDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

/** The counts, and whether enough is available. As sync.go, calculateStatus. */
export function countedStatus(deployment: Deployment, { latest, old }: Sets, now: number): DeploymentStatus {
  const all = latest ? [...old, latest] : old;
  const available = availableIn(all);
  const enough = available >= replicasOf(deployment) - maxUnavailable(deployment);
  const availability = enough
    ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
    : condition(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
        now,
      );
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: actualIn(all) || undefined,
    updatedReplicas: (latest?.status?.replicas ?? 0) || undefined,
    readyReplicas: readyIn(all) || undefined,
    availableReplicas: available || undefined,
    unavailableReplicas: Math.max(0, wantedIn(all) - available) || undefined,
    collisionCount: deployment.status?.collisionCount,
    conditions: withCondition(deployment.status?.conditions ?? [], availability),
  };
}

/** As deployment_util.go, DeploymentComplete. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const wanted = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === wanted &&
    (status.replicas ?? 0) === wanted &&
    (status.availableReplicas ?? 0) === wanted &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** As deployment_util.go, DeploymentProgressing: whether anything went on since the status before. */
function isProgressing(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const outdated = (status: DeploymentStatus) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    outdated(after) < outdated(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** In ms: when the lack of progress is due to be told; undefined when nothing is waited for. */
export function progressDueIn(deployment: Deployment, now: number): number | undefined {
  const current = conditionIn(deployment.status?.conditions ?? [], 'Progressing');
  const since = instant(current?.lastUpdateTime);
  if (!hasDeadline(deployment) || !current || since === undefined) return undefined;
  if (current.reason === 'NewReplicaSetAvailable' || current.reason === 'ProgressDeadlineExceeded')
    return undefined;
  return since + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000 - now;
}

/** The status with its Progressing and ReplicaFailure conditions. As progress.go, syncRolloutStatus. */
export function rolloutStatus(deployment: Deployment, sets: Sets, now: number): DeploymentStatus {
  const status = countedStatus(deployment, sets, now);
  let conditions = status.conditions ?? [];
  if (!hasDeadline(deployment)) conditions = without(conditions, 'Progressing');
  const current = conditionIn(deployment.status?.conditions ?? [], 'Progressing');
  const wasComplete =
    status.replicas === status.updatedReplicas && current?.reason === 'NewReplicaSetAvailable';
  if (hasDeadline(deployment) && !wasComplete)
    conditions = progress(deployment, sets, status, conditions, now);
  const failure = replicaFailure(sets);
  conditions = failure ? withCondition(conditions, failure) : without(conditions, 'ReplicaFailure');
  return { ...status, conditions };
}

function progress(
  deployment: Deployment,
  { latest }: Sets,
  status: DeploymentStatus,
  conditions: Condition[],
  now: number,
): Condition[] {
  const what = latest ? `ReplicaSet "${latest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const current = conditionIn(deployment.status?.conditions ?? [], 'Progressing');
  if (isComplete(deployment, status)) {
    const message = `${what} has successfully progressed.`;
    return withCondition(
      conditions,
      condition('Progressing', 'True', 'NewReplicaSetAvailable', message, now),
    );
  }
  if (isProgressing(deployment.status ?? {}, status)) {
    const message = `${what} is progressing.`;
    const wanted = condition('Progressing', 'True', 'ReplicaSetUpdated', message, now);
    const since = current?.status === 'True' ? current.lastTransitionTime : wanted.lastTransitionTime;
    return [...without(conditions, 'Progressing'), { ...wanted, lastTransitionTime: since }];
  }
  const due = progressDueIn(deployment, now);
  if (due !== undefined && due < 0) {
    const message = `${what} has timed out progressing.`;
    return withCondition(
      conditions,
      condition('Progressing', 'False', 'ProgressDeadlineExceeded', message, now),
    );
  }
  return conditions;
}

/** As progress.go, getReplicaFailures: the new ReplicaSet's first. */
function replicaFailure({ latest, old }: Sets): Condition | undefined {
  for (const set of latest ? [latest, ...old] : old) {
    const found = conditionIn(set.status?.conditions ?? [], 'ReplicaFailure');
    if (found) return { ...found, lastUpdateTime: found.lastTransitionTime };
  }
  return undefined;
}

/** The Progressing condition of a Deployment that was paused or resumed. As sync.go, checkPausedConditions. */
export function pausedConditions(deployment: Deployment, now: number): Condition[] | undefined {
  const conditions = deployment.status?.conditions ?? [];
  const current = conditionIn(conditions, 'Progressing');
  if (!hasDeadline(deployment) || current?.reason === 'ProgressDeadlineExceeded') return undefined;
  const isPaused = deployment.spec.paused === true;
  const wasPaused = current?.reason === 'DeploymentPaused';
  if (isPaused === wasPaused) return undefined;
  const wanted = isPaused
    ? condition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', now)
    : condition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', now);
  return withCondition(conditions, wanted);
}
