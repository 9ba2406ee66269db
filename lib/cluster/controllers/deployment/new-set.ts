import type { JsonMap, Manifest } from '../../interface';
import { copy } from '../../object';
import type { Deployment } from '../../types/workloads';
import { shortHash } from '../shared/hash';
import { controllerRef } from '../shared/owners';
import { newSetAnnotations, replicaAnnotations } from './annotations';
import { newSetReplicas } from './rolling';
import { HASH_LABEL, type Sets } from './sets';

/** The ReplicaSet of a Deployment's present template. As sync.go, getNewReplicaSet. */
export function newReplicaSet(deployment: Deployment, { old }: Sets, revision: number): Manifest {
  const { spec, metadata, status } = deployment;
  const hash = shortHash(spec.template, status?.collisionCount);
  const labels = { ...spec.template?.metadata?.labels, [HASH_LABEL]: hash };
  const template: JsonMap = copy({
    ...spec.template,
    metadata: { ...spec.template?.metadata, labels },
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace,
      ownerReferences: [controllerRef(deployment)],
      labels,
      annotations: {
        ...newSetAnnotations(deployment, {}, revision, false),
        ...replicaAnnotations(deployment),
      },
    },
    spec: {
      replicas: newSetReplicas(deployment, old, 0),
      ...(spec.minReadySeconds && { minReadySeconds: spec.minReadySeconds }),
      selector: {
        ...spec.selector,
        matchLabels: { ...spec.selector?.matchLabels, [HASH_LABEL]: hash },
      },
      template,
    },
  };
}
