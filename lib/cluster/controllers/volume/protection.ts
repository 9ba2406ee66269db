import type { Context } from '../../context';
import { claimsOf } from '../../scheduler/volumes';
import { isWorkPod } from '../../types/workloads';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { isTerminal } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { CLAIM_PROTECTION } from './names';

/** A claim stays as long as a Pod uses it. As pkg/controller/volume/pvcprotection. */
export class ClaimProtection {
  private readonly hand: Hand;
  private readonly claims;
  private readonly pods;
  private readonly queue: WorkQueue;

  constructor(context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'pvc-protection-controller');
    this.claims = caches.kind('v1', 'PersistentVolumeClaim');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.claims.each(({ object }) => this.queue.add(keyOf(object)));
    this.pods.each(({ type, object }) => {
      if (!isWorkPod(object) || (type !== 'DELETED' && !isTerminal(object))) return;
      for (const name of claimsOf(object)) this.queue.add(keyFor(object.metadata.namespace, name));
    });
  }

  private sync(key: string): Outcome {
    const cached = this.claims.get(key);
    const claim = cached && this.hand.read(refOf(cached));
    if (!claim) return 'done';
    const finalizers = claim.metadata.finalizers ?? [];
    const isProtected = finalizers.includes(CLAIM_PROTECTION);
    if (!claim.metadata.deletionTimestamp) {
      if (isProtected) return 'done';
      const metadata = { finalizers: [...finalizers, CLAIM_PROTECTION] };
      return this.hand.patch(claim, { metadata }, 'it may be in use') ? 'retry' : 'done';
    }
    if (!isProtected || this.isUsed(key)) return 'done';
    return this.hand.release(claim, CLAIM_PROTECTION, 'no Pod uses it') ? 'retry' : 'done';
  }

  private isUsed(key: string): boolean {
    const [namespace, name = ''] = key.split('/');
    return this.pods
      .inNamespace(namespace)
      .some(
        (pod) =>
          isWorkPod(pod) && !isTerminal(pod) && Boolean(pod.spec.nodeName) && claimsOf(pod).includes(name),
      );
  }
}
