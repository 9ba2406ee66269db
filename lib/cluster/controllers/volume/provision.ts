import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { at, textAt, textsAt } from '../../object';
import { PROVISIONED_BY, PROVISIONER, SELECTED_NODE } from './names';

/** The words with which the provisioner refuses a claim; undefined when it can serve it. */
export function refusalOf(claim: ApiObject): string | undefined {
  // As rancher/local-path-provisioner, provisioner.go.
  const known = textsAt(claim, 'spec', 'accessModes').every((mode) => /^ReadWriteOnce(Pod)?$/.test(mode));
  return known ? undefined : 'NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes';
}

/** The volume that is made for a claim on the node that the scheduler chose. */
export function volumeFor(claim: ApiObject, storageClass: ApiObject): Manifest {
  const node = claim.metadata.annotations?.[SELECTED_NODE];
  const name = `pvc-${claim.metadata.uid}`;
  const { namespace, uid } = claim.metadata;
  const field: JsonMap = { key: 'kubernetes.io/hostname', operator: 'In', values: [node ?? ''] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, annotations: { [PROVISIONED_BY]: PROVISIONER } },
    spec: {
      accessModes: textsAt(claim, 'spec', 'accessModes'),
      capacity: { storage: at(claim, 'spec', 'resources', 'requests', 'storage') },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: claim.metadata.name,
        namespace,
        uid,
        resourceVersion: claim.metadata.resourceVersion,
      },
      hostPath: {
        path: `/var/local-path-provisioner/${name}_${namespace}_${claim.metadata.name}`,
        type: 'DirectoryOrCreate',
      },
      ...(node && { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [field] }] } } }),
      persistentVolumeReclaimPolicy: textAt(storageClass, 'reclaimPolicy') ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: textAt(claim, 'spec', 'volumeMode') ?? 'Filesystem',
    },
  };
}
