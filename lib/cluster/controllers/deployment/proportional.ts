import type { Deployment, ReplicaSet } from '../../types/workloads';
import { DESIRED, MAX, numberIn } from './annotations';
import type { Scaling } from './rolling';
import { activeOrLatest, activeSets, bySizeNewer, bySizeOlder, type Sets } from './sets';
import { isRolling, maxSurge, replicasOf, wantedIn } from './strategy';

/** Whether the Deployment's replicas changed since its ReplicaSets were last scaled. As sync.go, isScalingEvent. */
export function isScalingEvent(deployment: Deployment, { latest, old }: Sets): boolean {
  return activeSets([latest, ...old]).some((set) => {
    const desired = numberIn(set, DESIRED);
    return desired !== undefined && desired !== replicasOf(deployment);
  });
}

/** Spreads a changed number of replicas over the ReplicaSets. As sync.go, scale. */
export function scaleAll(deployment: Deployment, sets: Sets): Scaling[] {
  const wanted = replicasOf(deployment);
  const why = `the Deployment wants ${wanted} replicas`;
  const one = activeOrLatest(sets);
  if (one) return replicasOf(one) === wanted ? [] : [{ set: one, to: wanted, why }];
  const { latest, old } = sets;
  if (latest && isSaturated(deployment, latest)) return activeSets(old).map((set) => ({ set, to: 0, why }));
  if (!isRolling(deployment)) return [];
  return inProportion(deployment, activeSets([latest, ...old]), why);
}

/** As deployment_util.go, IsSaturated. */
function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const wanted = replicasOf(deployment);
  return (
    replicasOf(set) === wanted &&
    numberIn(set, DESIRED) === wanted &&
    (set.status?.availableReplicas ?? 0) === wanted
  );
}

function inProportion(deployment: Deployment, active: readonly ReplicaSet[], why: string): Scaling[] {
  const wanted = replicasOf(deployment);
  const allowed = wanted > 0 ? wanted + maxSurge(deployment) : 0;
  const toAdd = allowed - wantedIn(active);
  const order = [...active].sort(toAdd > 0 ? bySizeNewer : bySizeOlder);
  let added = 0;
  const sizes = order.map((set) => {
    if (toAdd === 0) return replicasOf(set);
    const part = proportion(deployment, set, toAdd, added);
    added += part;
    return replicasOf(set) + part;
  });
  // The largest takes what rounding left over.
  if (sizes[0] !== undefined && toAdd !== 0) sizes[0] = Math.max(0, sizes[0] + toAdd - added);
  // Also those that keep their size are written: they note how many replicas the Deployment wants now.
  return order.map((set, i) => ({ set, to: sizes[i] ?? replicasOf(set), why }));
}

/** As deployment_util.go, GetReplicaSetProportion and getReplicaSetFraction. */
function proportion(deployment: Deployment, set: ReplicaSet, toAdd: number, added: number): number {
  if (replicasOf(set) === 0 || toAdd === added) return 0;
  const wanted = replicasOf(deployment);
  const before = numberIn(set, MAX) || (deployment.status?.replicas ?? wanted);
  const size = wanted === 0 ? 0 : (replicasOf(set) * (wanted + maxSurge(deployment))) / before;
  const fraction = Math.round(size) - replicasOf(set);
  const allowed = toAdd - added;
  return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
}
