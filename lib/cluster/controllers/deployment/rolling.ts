import type { Deployment, ReplicaSet } from '../../types/workloads';
import { activeSets, byAge, type Sets } from './sets';
import { availableIn, isRolling, maxSurge, maxUnavailable, replicasOf, wantedIn } from './strategy';

/** A ReplicaSet that is to have another number of replicas, and why. */
export interface Scaling {
  set: ReplicaSet;
  to: number;
  why: string;
}

/** How many replicas the new ReplicaSet should have now. As deployment_util.go, NewRSNewReplicas. */
export function newSetReplicas(deployment: Deployment, all: readonly ReplicaSet[], latest: number): number {
  const wanted = replicasOf(deployment);
  if (!isRolling(deployment)) return wanted;
  const room = wanted + maxSurge(deployment) - wantedIn(all);
  if (room <= 0) return latest;
  return latest + Math.min(room, wanted - latest);
}

/** As rolling.go, reconcileNewReplicaSet. */
export function scaleNew(deployment: Deployment, { latest, old }: Sets): Scaling | undefined {
  if (!latest || replicasOf(latest) === replicasOf(deployment)) return undefined;
  const wanted = replicasOf(deployment);
  if (replicasOf(latest) > wanted) return { set: latest, to: wanted, why: `${wanted} replicas are wanted` };
  const to = newSetReplicas(deployment, [...old, latest], replicasOf(latest));
  if (to === replicasOf(latest)) return undefined;
  const why = `at most ${wanted + maxSurge(deployment)} Pods during the rollout (maxSurge)`;
  return { set: latest, to, why };
}

/** Which of the old ReplicaSets shrink now, in this order. As rolling.go, reconcileOldReplicaSets. */
export function scaleOld(deployment: Deployment, { latest, old }: Sets): Scaling[] {
  const all = latest ? [...old, latest] : old;
  if (wantedIn(old) === 0) return [];
  const minAvailable = replicasOf(deployment) - maxUnavailable(deployment);
  const newUnavailable = latest ? replicasOf(latest) - (latest.status?.availableReplicas ?? 0) : 0;
  const mostToGo = wantedIn(all) - minAvailable - newUnavailable;
  if (mostToGo <= 0) return [];
  const sizes = new Map(old.map((set) => [set, replicasOf(set)]));
  const scalings = cleanUnhealthy(old, sizes, mostToGo);
  return [...scalings, ...shrink(deployment, all, old, sizes, minAvailable)];
}

/** First those Pods that do not work anyway. As rolling.go, cleanupUnhealthyReplicas. */
function cleanUnhealthy(old: readonly ReplicaSet[], sizes: Map<ReplicaSet, number>, most: number): Scaling[] {
  const scalings: Scaling[] = [];
  let gone = 0;
  for (const set of [...old].sort(byAge)) {
    const size = sizes.get(set) ?? 0;
    const unhealthy = size - (set.status?.availableReplicas ?? 0);
    if (gone >= most) break;
    if (size === 0 || unhealthy <= 0) continue;
    const to = size - Math.min(most - gone, unhealthy);
    gone += size - to;
    sizes.set(set, to);
    scalings.push({ set, to, why: 'Pods of an old revision that are not available go first' });
  }
  return scalings;
}

/** As rolling.go, scaleDownOldReplicaSetsForRollingUpdate. */
function shrink(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  old: readonly ReplicaSet[],
  sizes: Map<ReplicaSet, number>,
  minAvailable: number,
): Scaling[] {
  let toGo = availableIn(all) - minAvailable;
  const why = `at least ${minAvailable} of ${replicasOf(deployment)} Pods stay available (maxUnavailable)`;
  const scalings: Scaling[] = [];
  for (const set of [...old].sort(byAge)) {
    const size = sizes.get(set) ?? 0;
    if (toGo <= 0) break;
    if (size === 0) continue;
    const less = Math.min(size, toGo);
    toGo -= less;
    scalings.push({ set, to: size - less, why });
  }
  return scalings;
}

/** As recreate.go, scaleDownOldReplicaSetsForRecreate. */
export const stopOld = (old: readonly ReplicaSet[]): Scaling[] =>
  activeSets(old).map((set) => ({
    set,
    to: 0,
    why: 'strategy Recreate: the old Pods go before the new ones',
  }));
