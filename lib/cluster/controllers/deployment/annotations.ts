import type { Deployment, ReplicaSet } from '../../types/workloads';
import { maxSurge } from './strategy';

export const REVISION = 'deployment.kubernetes.io/revision';
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED = 'deployment.kubernetes.io/desired-replicas';
export const MAX = 'deployment.kubernetes.io/max-replicas';

/** As pkg/controller/deployment/util/deployment_util.go, annotationsToSkip. */
const SKIPPED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED,
  MAX,
  'deprecated.deployment.rollback.to',
]);

type Annotations = { [key: string]: string };

/** The revision of a Deployment or ReplicaSet; 0 without one. As deployment_util.go, Revision. */
export const revisionOf = ({ metadata }: Deployment | ReplicaSet): number =>
  Number(metadata.annotations?.[REVISION] ?? 0) || 0;

/** The annotations of the new ReplicaSet. As deployment_util.go, SetNewReplicaSetAnnotations. */
export function newSetAnnotations(
  deployment: Deployment,
  there: Annotations,
  revision: number,
  exists: boolean,
): Annotations {
  const annotations: Annotations = { ...there };
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {}))
    if (!SKIPPED.has(key)) annotations[key] = value;
  const before = Number(there[REVISION] ?? 0) || 0;
  if (before < revision) {
    annotations[REVISION] = `${revision}`;
    // A revision that comes back keeps the numbers that it had.
    if (there[REVISION] !== undefined)
      annotations[REVISION_HISTORY] = [there[REVISION_HISTORY], there[REVISION]].filter(Boolean).join(',');
  }
  return exists ? annotations : { ...annotations, ...replicaAnnotations(deployment) };
}

/** How many replicas the Deployment wanted when the ReplicaSet was last scaled. As deployment_util.go, SetReplicasAnnotations. */
export function replicaAnnotations(deployment: Deployment): Annotations {
  const replicas = deployment.spec.replicas ?? 1;
  return { [DESIRED]: `${replicas}`, [MAX]: `${replicas + maxSurge(deployment)}` };
}

/** A number of an annotation, if it is there. */
export function numberIn(set: ReplicaSet, annotation: string): number | undefined {
  const text = set.metadata.annotations?.[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
