import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { numberAt } from '../../object';
import { selectorAt } from '../../scheduler/pod-affinity';
import { isWorkPod, type WorkPod } from '../../types/workloads';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { type Outcome, WorkQueue } from '../shared/queue';
import { selects } from '../shared/selector';
import { budgetStatus } from './decide';

/** Says of each PodDisruptionBudget how many Pods may go. As pkg/controller/disruption/disruption.go. */
export class DisruptionController {
  private readonly hand: Hand;
  private readonly caches: Caches;
  private readonly budgets;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    this.hand = new Hand(context, 'controllermanager');
    this.caches = Caches.of(context);
    this.budgets = this.caches.kind('policy/v1', 'PodDisruptionBudget');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.budgets.each(({ object }) => this.queue.add(keyOf(object)));
    this.caches.pods.each(({ object, old }) => {
      for (const budget of this.budgets.inNamespace(object.metadata.namespace)) {
        const selector = selectorAt(budget.spec ?? {}, 'selector');
        if (selects(selector, object.metadata.labels) || selects(selector, old?.metadata.labels))
          this.queue.add(keyOf(budget));
      }
    });
  }

  private sync(key: string): Outcome {
    const cached = this.budgets.get(key);
    const budget = cached && this.hand.read(refOf(cached));
    if (!budget || budget.metadata.deletionTimestamp) return 'done';
    const selector = selectorAt(budget.spec ?? {}, 'selector');
    const pods = this.caches.pods
      .labelled(budget.metadata.namespace, selector?.matchLabels ?? {})
      .filter(isWorkPod)
      .filter((pod) => selects(selector, pod.metadata.labels));
    if (!pods.length && !budget.status?.conditions)
      this.hand.normal(budget, 'NoPods', 'No matching pods found');
    const status = budgetStatus(budget, pods, this.scaleOf(pods), this.context.time.now());
    return this.hand.status(budget, status, 'its Pods changed') ? 'done' : 'retry';
  }

  /** What the controllers of the Pods want together, each counted once. As disruption.go, getExpectedScale. */
  private scaleOf(pods: readonly WorkPod[]): number {
    const scales = new Map<string, number>();
    for (const pod of pods) {
      const owner = this.topOwner(pod);
      if (owner) scales.set(owner.metadata.uid, numberAt(owner, 'spec', 'replicas') ?? 1);
    }
    return [...scales.values()].reduce((sum, scale) => sum + scale, 0);
  }

  private topOwner(object: ApiObject): ApiObject | undefined {
    const reference = controllerOf(object);
    if (!reference || !/^(ReplicaSet|Deployment|StatefulSet|ReplicationController)$/.test(reference.kind))
      return undefined;
    const owner = this.caches
      .kind(reference.apiVersion, reference.kind)
      .get(keyFor(object.metadata.namespace, reference.name));
    if (owner?.metadata.uid !== reference.uid) return undefined;
    return this.topOwner(owner) ?? owner;
  }
}
