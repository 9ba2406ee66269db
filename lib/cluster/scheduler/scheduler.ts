import type { Context } from '../context';
import { type CacheEvent, keyOf } from '../controllers/shared/cache';
import { Caches } from '../controllers/shared/caches';
import { stamp } from '../controllers/shared/clock';
import { Hand, refOf } from '../controllers/shared/hand';
import { conditionOf, isTerminal } from '../controllers/shared/pods';
import type { ApiObject } from '../interface';
import { equal, mapsAt } from '../object';
import { type Condition, isWorkPod, type WorkPod } from '../types/workloads';
import { choose } from './choose';
import { explainAll } from './explain';
import { NodeInfo } from './node';
import { PodVolumes } from './pod-volumes';
import { SchedulingQueue } from './queue';

/** How long one Pod takes, in ms of simulated time. */
const PER_POD = 2;
/** How long after a change the parked Pods are tried again. As backend/queue, initialBackoff. */
const RETRY = 1000;

/** Finds a node for each Pod. As pkg/scheduler. */
export class Scheduler {
  private readonly hand: Hand;
  private readonly nodes = new Map<string, NodeInfo>();
  private readonly placed = new Map<string, NodeInfo>();
  private readonly queue = new SchedulingQueue();
  private readonly volumes: PodVolumes;
  private readonly pods;
  private awake = false;
  private retrying = false;

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'default-scheduler', 'kube-scheduler');
    this.volumes = new PodVolumes(context, this.hand);
    this.pods = caches.pods;
    caches.kind('v1', 'Node').each((event) => this.nodeChanged(event));
    this.pods.each((event) => this.podChanged(event));
    this.volumes.onChange(() => this.retrySoon());
  }

  private nodeChanged({ type, object, old }: CacheEvent): void {
    const { name } = object.metadata;
    const there = this.nodes.get(name);
    if (type === 'DELETED') this.nodes.delete(name);
    else if (there) there.update(object);
    else this.nodes.set(name, this.filled(object));
    if (!old || !sameForScheduling(old, object)) this.retrySoon();
  }

  private filled(node: ApiObject): NodeInfo {
    const info = new NodeInfo(node);
    for (const object of this.pods.all())
      if (isWorkPod(object) && object.spec.nodeName === info.name && !isTerminal(object))
        this.place(object, info);
    return info;
  }

  private place(pod: WorkPod, info: NodeInfo): void {
    info.add(pod);
    this.placed.set(pod.metadata.uid, info);
  }

  private podChanged({ type, object }: CacheEvent): void {
    if (!isWorkPod(object)) return;
    const { uid } = object.metadata;
    const over = type === 'DELETED' || isTerminal(object);
    if (over) {
      this.queue.parked.delete(keyOf(object));
      if (this.placed.get(uid)?.remove(uid)) this.retrySoon();
      this.placed.delete(uid);
      return;
    }
    const info = object.spec.nodeName === undefined ? undefined : this.nodes.get(object.spec.nodeName);
    if (object.spec.nodeName) {
      if (info && !this.placed.has(uid)) this.place(object, info);
      return;
    }
    if (object.metadata.deletionTimestamp || !isMine(object) || this.queue.parked.has(keyOf(object))) return;
    if (this.isGated(object)) return;
    this.queue.add(keyOf(object), object);
    this.wake();
  }

  /** As plugins/schedulinggates: no Event, only the condition. */
  private isGated(pod: WorkPod): boolean {
    if (!mapsAt(pod.spec, 'schedulingGates').length) return false;
    this.tell(pod, 'SchedulingGated', 'Scheduling is blocked due to non-empty scheduling gates');
    return true;
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.context.time.after(PER_POD, () => this.turn());
  }

  private turn(): void {
    this.awake = false;
    const key = this.queue.next();
    const pod = key === undefined ? undefined : this.pods.get(key);
    if (key !== undefined && pod && isWorkPod(pod) && !pod.spec.nodeName && !pod.metadata.deletionTimestamp)
      this.schedule(key, pod);
    if (!this.queue.isEmpty) this.wake();
  }

  private retrySoon(): void {
    if (this.retrying) return;
    this.retrying = true;
    this.context.time.after(RETRY, () => {
      this.retrying = false;
      if (this.queue.parked.size === 0) return;
      this.queue.unpark();
      this.wake();
    });
  }

  private schedule(key: string, pod: WorkPod): void {
    const verdict = this.volumes.verdict(pod);
    const nodes = [...this.nodes.values()];
    const choice =
      'reason' in verdict
        ? { reason: explainAll(nodes.length, verdict.reason) }
        : choose(pod, nodes, (node) => this.volumes.refusal(pod, node.node));
    if ('reason' in choice) {
      this.park(key, pod, choice.reason);
      return;
    }
    // The node is reserved at once; the volumes are made for it, and then the Pod is bound to it.
    if ('unbound' in verdict && verdict.unbound.length) {
      this.queue.parked.set(key, pod);
      this.volumes.select(verdict.unbound, choice.node.name);
      return;
    }
    this.bind(key, pod, choice.node);
  }

  private bind(key: string, pod: WorkPod, node: NodeInfo): void {
    const why = `${node.name} has room and nothing speaks against it`;
    const refused = this.hand.patch(pod, { spec: { nodeName: node.name } }, why);
    if (refused) {
      if (refused.code !== 404) this.park(key, pod, `binding rejected: ${refused.message}`);
      return;
    }
    const bound = this.hand.read(refOf(pod));
    if (bound && isWorkPod(bound)) {
      this.place(bound, node);
      this.condition(bound, { type: 'PodScheduled', status: 'True' });
    }
    const { namespace, name } = pod.metadata;
    this.hand.normal(pod, 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node.name}`);
  }

  /** It fits nowhere: that is told once for each reason, and it is tried again when something changes. */
  private park(key: string, pod: WorkPod, reason: string): void {
    this.queue.parked.set(key, pod);
    if (this.tell(pod, 'Unschedulable', reason)) this.hand.warning(pod, 'FailedScheduling', reason);
  }

  private tell(pod: WorkPod, reason: string, message: string): boolean {
    const now = this.hand.read(refOf(pod));
    if (!now || !isWorkPod(now)) return false;
    const before = conditionOf(now, 'PodScheduled');
    if (before?.reason === reason && before.message === message) return false;
    this.condition(now, { type: 'PodScheduled', status: 'False', reason, message });
    return true;
  }

  private condition(pod: WorkPod, wanted: Condition): void {
    const before = conditionOf(pod, wanted.type);
    const since =
      before?.status === wanted.status ? before.lastTransitionTime : stamp(this.context.time.now());
    const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== wanted.type);
    const conditions = [...others, { ...wanted, lastTransitionTime: since }];
    this.hand.status(pod, { phase: 'Pending', ...pod.status, conditions }, wanted.message ?? 'it has a node');
  }
}

const isMine = (pod: WorkPod): boolean =>
  pod.spec.schedulerName === undefined || pod.spec.schedulerName === 'default-scheduler';

/** Whether nothing changed that could make room. As pkg/scheduler/eventhandlers.go, nodeSchedulingPropertiesChange. */
function sameForScheduling(a: ApiObject, b: ApiObject): boolean {
  return (
    equal(a.spec, b.spec) &&
    equal(a.metadata.labels, b.metadata.labels) &&
    equal(a.status?.allocatable, b.status?.allocatable)
  );
}
