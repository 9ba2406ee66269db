import type { ApiObject } from '../interface';
import { mapsAt, textAt } from '../object';
import type { WorkPod } from '../types/workloads';

/** The claim is for this node: the provisioner may begin. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** What a Pod's claims mean for its place: nowhere and why, anywhere, or anywhere once these have a volume. */
export type ClaimVerdict = { reason: string } | { unbound: ApiObject[] };

/** The names of the claims that a Pod mounts. */
export const claimsOf = (pod: WorkPod): string[] =>
  mapsAt(pod.spec, 'volumes').flatMap((volume) => {
    if (volume.ephemeral !== undefined) return `${pod.metadata.name}-${textAt(volume, 'name')}`;
    return textAt(volume, 'persistentVolumeClaim', 'claimName') ?? [];
  });

/** As plugins/volumebinding/volume_binding.go, PreFilter. `modeOf` says a claim's volumeBindingMode. */
export function claimVerdict(
  pod: WorkPod,
  find: (name: string) => ApiObject | undefined,
  modeOf: (claim: ApiObject) => string | undefined,
): ClaimVerdict {
  const unbound: ApiObject[] = [];
  for (const name of claimsOf(pod)) {
    const claim = find(name);
    if (!claim) return { reason: `persistentvolumeclaim "${name}" not found` };
    if (claim.metadata.deletionTimestamp)
      return { reason: `persistentvolumeclaim "${name}" is being deleted` };
    const phase = textAt(claim, 'status', 'phase');
    if (phase === 'Lost')
      return {
        reason: `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${textAt(claim, 'spec', 'volumeName') ?? ''}"`,
      };
    if (phase === 'Bound') continue;
    if (modeOf(claim) !== 'WaitForFirstConsumer')
      return { reason: 'pod has unbound immediate PersistentVolumeClaims' };
    unbound.push(claim);
  }
  return { unbound };
}
