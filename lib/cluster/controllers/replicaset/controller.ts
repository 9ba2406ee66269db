import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { isWorkPod, type ReplicaSet, type WorkPod } from '../../types/workloads';
import { type CacheEvent, keyFor, keyOf, type ObjectCache } from '../shared/cache';
import { Caches } from '../shared/caches';
import { claim } from '../shared/claim';
import { Hand, refOf } from '../shared/hand';
import { podFrom } from '../shared/make-pod';
import { controllerOf } from '../shared/owners';
import { createPod, deletePod, slowStart } from '../shared/pod-control';
import { isActive, isAvailable, isReady } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { selects } from '../shared/selector';
import { decideReplicas, type ReplicaAction, replicaSetStatus } from './decide';

/** What tells ReplicaSets from ReplicationControllers, which work alike. */
export interface ReplicaKind {
  apiVersion: string;
  kind: string;
  component: string;
  /** The object in the shape of a ReplicaSet; undefined when it is of another kind. */
  view: (object: ApiObject) => ReplicaSet | undefined;
}

type Failure = { reason: 'FailedCreate' | 'FailedDelete'; message: string } | undefined;

/** Keeps as many Pods as a ReplicaSet wants. As pkg/controller/replicaset/replica_set.go. */
export class ReplicaSetController {
  private readonly hand: Hand;
  private readonly sets: ObjectCache;
  private readonly pods: ObjectCache;
  private readonly queue: WorkQueue;

  constructor(
    private readonly context: Context,
    private readonly of: ReplicaKind,
  ) {
    this.hand = new Hand(context, of.component);
    this.sets = Caches.of(context).kind(of.apiVersion, of.kind);
    this.pods = Caches.of(context).pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.sets.each(({ object }) => this.queue.add(keyOf(object)));
    this.pods.each((event) => this.podChanged(event));
  }

  private podChanged({ object, old }: CacheEvent): void {
    for (const owner of new Set([controllerOf(object)?.name, old && controllerOf(old)?.name])) {
      const set = owner === undefined ? undefined : this.sets.get(keyFor(object.metadata.namespace, owner));
      if (set) this.queue.add(keyOf(set));
    }
    if (!controllerOf(object)) this.offer(object);
  }

  /** An orphan may match a set that will adopt it. */
  private offer(pod: ApiObject): void {
    for (const object of this.sets.inNamespace(pod.metadata.namespace))
      if (selects(this.of.view(object)?.spec.selector, pod.metadata.labels)) this.queue.add(keyOf(object));
  }

  private sync(key: string): Outcome {
    const cached = this.sets.get(key);
    const object = cached && this.hand.read(refOf(cached));
    const set = object && this.of.view(object);
    if (!object || !set) return 'done';
    const now = this.context.time.now();
    const active = claim(this.hand, object, set.spec.selector, this.pods).filter(isWorkPod).filter(isActive);
    const surplus = active.length > (set.spec.replicas ?? 1);
    const ranks = surplus ? this.ranks(set) : undefined;
    const action = decideReplicas(set, active, (pod) => ranks?.get(pod.spec.nodeName ?? '') ?? 0);
    const failed = this.perform(object, set, action);
    const status = replicaSetStatus(set, active, failed, now);
    const written = this.hand.status(object, status, 'its Pods changed');
    this.lookAgain(key, set, active, now);
    return failed || !written ? 'retry' : 'done';
  }

  private perform(object: ApiObject, set: ReplicaSet, action: ReplicaAction): Failure {
    if (action.kind === 'create') {
      const make = () => {
        const pod = podFrom(set.spec.template, object, { generateName: `${set.metadata.name}-` });
        return createPod(this.hand, object, pod, action.why);
      };
      const { refused } = slowStart(action.count, make);
      return refused === undefined ? undefined : { reason: 'FailedCreate', message: refused };
    }
    if (action.kind === 'delete') {
      const left = action.pods.filter((pod) => !deletePod(this.hand, object, pod, action.why));
      if (left[0])
        return { reason: 'FailedDelete', message: `unable to delete pod ${left[0].metadata.name}` };
    }
    return undefined;
  }

  /** How many Pods of the same Deployment each node has. As replica_set.go, getPodsRankedByRelatedPodsOnSameNode. */
  private ranks(set: ReplicaSet): Map<string, number> {
    const owner = controllerOf(set);
    const kin = owner ? this.sets.ownedBy(owner.uid) : [set];
    const ranks = new Map<string, number>();
    for (const sibling of kin)
      for (const pod of this.pods.ownedBy(sibling.metadata.uid))
        if (isWorkPod(pod) && isActive(pod) && pod.spec.nodeName)
          ranks.set(pod.spec.nodeName, (ranks.get(pod.spec.nodeName) ?? 0) + 1);
    return ranks;
  }

  /** A Pod becomes available by time alone. */
  private lookAgain(key: string, set: ReplicaSet, active: readonly WorkPod[], now: number): void {
    const seconds = set.spec.minReadySeconds ?? 0;
    if (seconds > 0 && active.some((pod) => isReady(pod) && !isAvailable(pod, seconds, now)))
      this.queue.add(key, 1000);
  }
}
