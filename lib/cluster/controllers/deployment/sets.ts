import { equal } from '../../object';
import type { Deployment, ReplicaSet, Template } from '../../types/workloads';
import { instant } from '../shared/clock';
import { replicasOf } from './strategy';

export const HASH_LABEL = 'pod-template-hash';

const created = (set: ReplicaSet): number => instant(set.metadata.creationTimestamp) ?? 0;
const byAge = (a: ReplicaSet, b: ReplicaSet): number =>
  created(a) - created(b) || (a.metadata.name < b.metadata.name ? -1 : 1);

/** The ReplicaSets of a Deployment: that of its template, and those before. */
export interface Sets {
  latest: ReplicaSet | undefined;
  old: ReplicaSet[];
}

/** As deployment_util.go, FindNewReplicaSet and FindOldReplicaSets: oldest first. */
export function sorted(deployment: Deployment, sets: readonly ReplicaSet[]): Sets {
  const byTime = [...sets].sort(byAge);
  const latest = byTime.find((set) => sameTemplate(set.spec.template, deployment.spec.template));
  return { latest, old: byTime.filter((set) => set !== latest) };
}

/** As deployment_util.go, EqualIgnoreHash. */
export function sameTemplate(a: Template | undefined, b: Template | undefined): boolean {
  return equal(withoutHash(a), withoutHash(b));
}

function withoutHash(template: Template | undefined): Template {
  const { [HASH_LABEL]: _, ...labels } = template?.metadata?.labels ?? {};
  const metadata = { ...template?.metadata, labels: Object.keys(labels).length ? labels : undefined };
  return { ...template, metadata };
}

/** Those that want at least one Pod. As controller_utils.go, FilterActiveReplicaSets. */
export const activeSets = (sets: readonly (ReplicaSet | undefined)[]): ReplicaSet[] =>
  sets.filter((set) => set !== undefined).filter((set) => replicasOf(set) > 0);

/** The only active one, or the latest when none is active; undefined when several are. As deployment_util.go, FindActiveOrLatest. */
export function activeOrLatest({ latest, old }: Sets): ReplicaSet | undefined {
  const active = activeSets([latest, ...old]);
  if (active.length > 1) return undefined;
  return active[0] ?? latest ?? [...old].sort(byAge).at(-1);
}

/** As controller_utils.go, ReplicaSetsBySizeNewer and ReplicaSetsBySizeOlder. */
export const bySizeNewer = (a: ReplicaSet, b: ReplicaSet): number =>
  replicasOf(b) - replicasOf(a) || byAge(b, a);
export const bySizeOlder = (a: ReplicaSet, b: ReplicaSet): number =>
  replicasOf(b) - replicasOf(a) || byAge(a, b);
export { byAge };
