import type { JsonMap, Manifest } from '../../interface';
import { mapsAt, textAt, textMapAt } from '../../object';
import type { StatefulSet, Template, WorkPod } from '../../types/workloads';
import { REVISION_LABEL } from '../revisions/revisions';
import { podFrom } from '../shared/make-pod';
import { controllerRef } from '../shared/owners';

/** Which number a Pod has in its set; undefined when its name is not one of the set's. As stateful_set_utils.go, getParentNameAndOrdinal. */
export function ordinalOf(set: StatefulSet, pod: WorkPod): number | undefined {
  const match = /^(.*)-(\d+)$/.exec(pod.metadata.name);
  return match && match[1] === set.metadata.name ? Number(match[2]) : undefined;
}

const claimName = (template: JsonMap, podName: string): string =>
  `${textAt(template, 'metadata', 'name') ?? ''}-${podName}`;

/** The Pod of a number. As stateful_set_utils.go, newStatefulSetPod, updateIdentity and updateStorage. */
export function podOfSet(
  set: StatefulSet,
  ordinal: number,
  template: Template | undefined,
  revision: string,
): Manifest {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podFrom(template, set, { name });
  const claims = set.spec.volumeClaimTemplates ?? [];
  const claimed = new Set(claims.map((claim) => textAt(claim, 'metadata', 'name')));
  const volumes: JsonMap[] = [
    ...claims.map((claim) => ({
      name: textAt(claim, 'metadata', 'name'),
      persistentVolumeClaim: { claimName: claimName(claim, name) },
    })),
    ...mapsAt(pod.spec, 'volumes').filter((volume) => !claimed.has(textAt(volume, 'name'))),
  ];
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        ...template?.metadata?.labels,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': `${ordinal}`,
        [REVISION_LABEL]: revision,
      },
    },
    spec: {
      ...pod.spec,
      hostname: name,
      ...(set.spec.serviceName && { subdomain: set.spec.serviceName }),
      ...(volumes.length && { volumes }),
    },
  };
}

/** The claims of a Pod's volumes. They stay when the Pod goes. As stateful_set_utils.go, getPersistentVolumeClaims. */
export function claimsOfPod(set: StatefulSet, ordinal: number): (Manifest & { name: string })[] {
  const podName = `${set.metadata.name}-${ordinal}`;
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  return (set.spec.volumeClaimTemplates ?? []).map((template) => {
    const name = claimName(template, podName);
    return {
      name,
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace: set.metadata.namespace,
        labels: { ...textMapAt(template, 'metadata', 'labels'), ...set.spec.selector?.matchLabels },
        annotations: textMapAt(template, 'metadata', 'annotations'),
        // With whenDeleted: Delete the garbage collector takes them with the set.
        ...(policy?.whenDeleted === 'Delete' && { ownerReferences: [controllerRef(set)] }),
      },
      spec: template.spec,
    };
  });
}
