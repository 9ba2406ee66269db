import type { ApiObject } from '../../interface';
import { at, textAt, textsAt } from '../../object';
import { selectorAt } from '../../scheduler/pod-affinity';
import { quantity } from '../../scheduler/quantity';
import { selects } from '../shared/selector';

/** Whether a volume is held for this claim: by its uid, or by its name alone when somebody reserved it. */
export function isFor(volume: ApiObject, claim: ApiObject): boolean {
  const uid = textAt(volume, 'spec', 'claimRef', 'uid');
  return (
    textAt(volume, 'spec', 'claimRef', 'name') === claim.metadata.name &&
    textAt(volume, 'spec', 'claimRef', 'namespace') === claim.metadata.namespace &&
    (uid === undefined || uid === claim.metadata.uid)
  );
}

/** How much room a claim asks for, in bytes. */
const requested = (claim: ApiObject): number =>
  quantity(at(claim, 'spec', 'resources', 'requests', 'storage'));
const capacity = (volume: ApiObject): number => quantity(at(volume, 'spec', 'capacity', 'storage'));

/**
 * The smallest volume that is free and does for a claim; one that is reserved for it comes first.
 * As k8s.io/component-helpers/storage/volume/pv_helpers.go, FindMatchingVolume.
 */
export function matchingVolume(claim: ApiObject, volumes: readonly ApiObject[]): ApiObject | undefined {
  const wanted = textsAt(claim, 'spec', 'accessModes');
  const fits = volumes.filter((volume) => {
    if (volume.metadata.deletionTimestamp || capacity(volume) < requested(claim)) return false;
    if (
      (textAt(volume, 'spec', 'volumeMode') ?? 'Filesystem') !==
      (textAt(claim, 'spec', 'volumeMode') ?? 'Filesystem')
    )
      return false;
    const offered = textsAt(volume, 'spec', 'accessModes');
    return wanted.every((mode) => offered.includes(mode));
  });
  const reserved = fits.find((volume) => isFor(volume, claim));
  if (reserved) return reserved;
  const selector = selectorAt(claim.spec ?? {}, 'selector');
  const free = fits.filter(
    (volume) =>
      at(volume, 'spec', 'claimRef') === undefined &&
      textAt(volume, 'status', 'phase') === 'Available' &&
      (textAt(volume, 'spec', 'storageClassName') ?? '') ===
        (textAt(claim, 'spec', 'storageClassName') ?? '') &&
      (!selector || selects(selector, volume.metadata.labels)),
  );
  return free.sort((a, b) => capacity(a) - capacity(b))[0];
}
