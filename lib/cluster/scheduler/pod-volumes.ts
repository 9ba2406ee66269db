import type { Context } from '../context';
import { keyFor } from '../controllers/shared/cache';
import { Caches } from '../controllers/shared/caches';
import type { Hand } from '../controllers/shared/hand';
import type { ApiObject } from '../interface';
import { at, mapsAt, textAt } from '../object';
import type { WorkPod } from '../types/workloads';
import type { Refusal } from './filter';
import { termMatches } from './node-affinity';
import { type ClaimVerdict, claimsOf, claimVerdict, SELECTED_NODE } from './volumes';

/** What the scheduler knows of the volumes of Pods. As pkg/scheduler/framework/plugins/volumebinding. */
export class PodVolumes {
  private readonly claims;
  private readonly volumes;
  private readonly classes;

  constructor(
    context: Context,
    private readonly hand: Hand,
  ) {
    const caches = Caches.of(context);
    this.claims = caches.kind('v1', 'PersistentVolumeClaim');
    this.volumes = caches.kind('v1', 'PersistentVolume');
    this.classes = caches.kind('storage.k8s.io/v1', 'StorageClass');
  }

  onChange(tell: () => void): void {
    this.claims.each(tell);
    this.classes.each(tell);
  }

  verdict(pod: WorkPod): ClaimVerdict {
    return claimVerdict(
      pod,
      (name) => this.claims.get(keyFor(pod.metadata.namespace, name)),
      (claim) => this.modeOf(claim),
    );
  }

  private modeOf(claim: ApiObject): string | undefined {
    const name = textAt(claim, 'spec', 'storageClassName');
    const found = name === undefined ? undefined : this.classes.get(keyFor(undefined, name));
    return found && textAt(found, 'volumeBindingMode');
  }

  /** Why not this node, by where the Pod's volumes are. */
  refusal(pod: WorkPod, node: ApiObject): Refusal | undefined {
    for (const name of claimsOf(pod)) {
      const claim = this.claims.get(keyFor(pod.metadata.namespace, name));
      const volumeName = claim && textAt(claim, 'spec', 'volumeName');
      const volume = volumeName ? this.volumes.get(keyFor(undefined, volumeName)) : undefined;
      const required = volume && at(volume, 'spec', 'nodeAffinity', 'required');
      if (required === undefined) continue;
      if (!mapsAt(required, 'nodeSelectorTerms').some((term) => termMatches(term, node)))
        return { reasons: ["node(s) didn't match PersistentVolume's node affinity"], unresolvable: true };
    }
    return undefined;
  }

  /** Tells the provisioner for which node the claims' volumes are. */
  select(claims: readonly ApiObject[], node: string): void {
    for (const claim of claims)
      if (claim.metadata.annotations?.[SELECTED_NODE] !== node)
        this.hand.patch(
          claim,
          { metadata: { annotations: { [SELECTED_NODE]: node } } },
          `the Pod that mounts it is to run on ${node}`,
        );
  }
}
