import type { Context } from '../../context';
import { type DaemonSet, isDaemonSet, isWorkPod, type WorkPod } from '../../types/workloads';
import { ensureRevision, nameOf, truncate } from '../revisions/revisions';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { claim } from '../shared/claim';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { createPod, deletePod } from '../shared/pod-control';
import { isAvailable, isReady } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { type DaemonState, daemonStatus, decideDaemons, decideRollout } from './decide';
import { podOfDaemon } from './pod';

/** The first and the longest pause before a Pod that ended is replaced, in ms. As daemon_controller.go, failedPodsBackoff. */
const FIRST = 1000;
const LAST = 900_000;

/** Keeps a Pod on each node that suits. As pkg/controller/daemon/daemon_controller.go. */
export class DaemonSetController {
  private readonly hand: Hand;
  private readonly sets;
  private readonly pods;
  private readonly nodes;
  private readonly revisions;
  private readonly queue: WorkQueue;
  private readonly pauses = new Map<string, { ms: number; until: number }>();

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'daemonset-controller');
    this.sets = caches.kind('apps/v1', 'DaemonSet');
    this.nodes = caches.kind('v1', 'Node');
    this.revisions = caches.kind('apps/v1', 'ControllerRevision');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.sets.each(({ object }) => this.queue.add(keyOf(object)));
    this.nodes.each(() => {
      for (const set of this.sets.all()) this.queue.add(keyOf(set));
    });
    this.pods.each(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === 'DaemonSet') this.queue.add(keyFor(object.metadata.namespace, owner.name));
    });
  }

  private sync(key: string): Outcome {
    const cached = this.sets.get(key);
    const set = cached && this.hand.read(refOf(cached));
    if (!set || !isDaemonSet(set)) {
      this.pauses.delete(key);
      return 'done';
    }
    if (set.metadata.deletionTimestamp) return 'done';
    const revisions = ensureRevision(this.hand, set, this.revisions, set.status?.collisionCount ?? 0);
    if (!revisions) return 'retry';
    const pods = claim(this.hand, set, set.spec.selector, this.pods).filter(isWorkPod);
    const revision = nameOf(revisions.latest).slice(set.metadata.name.length + 1);
    const state: DaemonState = { set, pods, nodes: this.nodes.all(), revision, now: this.context.time.now() };
    const acted = this.act(key, state);
    if (acted) {
      for (const pod of decideRollout(state))
        deletePod(this.hand, set, pod, `revision ${revision} takes its place`);
      const used = new Set(
        pods.map((pod) => `${set.metadata.name}-${pod.metadata.labels?.['controller-revision-hash']}`),
      );
      truncate(this.hand, set, revisions, used.add(nameOf(revisions.latest)));
    }
    const written = this.hand.status(set, daemonStatus(state), 'its Pods or the nodes changed');
    this.lookAgain(key, state);
    return written ? 'done' : 'retry';
  }

  /** Answers whether there was nothing to create or delete: only then a rollout goes on. */
  private act(key: string, { set, revision, ...state }: DaemonState): boolean {
    const { create, remove, ended } = decideDaemons({ set, revision, ...state });
    for (const { pod, why } of remove) deletePod(this.hand, set, pod, why);
    for (const node of create)
      createPod(this.hand, set, podOfDaemon(set, node, revision), `${node} has none`);
    for (const pod of ended) this.replace(key, set, pod);
    return create.length + remove.length + ended.length === 0;
  }

  private replace(key: string, set: DaemonSet, pod: WorkPod): void {
    const { namespace, name } = pod.metadata;
    const about = `daemon pod ${namespace}/${name} on node ${pod.spec.nodeName}`;
    if (pod.status?.phase === 'Succeeded') {
      this.hand.normal(set, 'SucceededDaemonPod', `Found succeeded ${about}, will try to delete it`);
      deletePod(this.hand, set, pod, 'it ended, and a daemon never should');
      return;
    }
    const now = this.context.time.now();
    const place = `${key}/${pod.spec.nodeName}`;
    const pause = this.pauses.get(place);
    if (pause && pause.until > now) {
      this.queue.add(key, pause.until - now);
      return;
    }
    const ms = Math.min(LAST, pause ? pause.ms * 2 : FIRST);
    this.pauses.set(place, { ms, until: now + ms });
    this.hand.warning(set, 'FailedDaemonPod', `Found failed ${about}, will try to kill it`);
    deletePod(this.hand, set, pod, 'it failed');
  }

  private lookAgain(key: string, { set, pods, now }: DaemonState): void {
    const seconds = set.spec.minReadySeconds ?? 0;
    if (seconds > 0 && pods.some((pod) => isReady(pod) && !isAvailable(pod, seconds, now)))
      this.queue.add(key, 1000);
  }
}
