import type { Context } from '../../context';
import type { ApiObject, JsonMap } from '../../interface';
import { mapsAt, textAt } from '../../object';
import { tolerates } from '../../scheduler/taints';
import { isWorkPod, type WorkPod } from '../../types/workloads';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { isTerminal } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/**
 * Taints a cordoned node, takes Pods off a node with a NoExecute taint that they do not tolerate, and deletes those of a
 * node that is gone. As pkg/controller/nodelifecycle, tainteviction and podgc.
 */
export class EvictionController {
  private readonly hand: Hand;
  private readonly nodes;
  private readonly pods;
  private readonly queue: WorkQueue;
  private readonly cordons: WorkQueue;

  constructor(context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'taint-eviction-controller');
    this.nodes = caches.kind('v1', 'Node');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.cordons = new WorkQueue(context.time, (key) => this.mark(key));
    this.nodes.each(({ type, object }) => {
      this.cordons.add(keyOf(object));
      const taints = mapsAt(object.spec, 'taints').some(({ effect }) => effect === 'NoExecute');
      if (taints || type === 'DELETED')
        for (const pod of this.pods.all())
          if (isWorkPod(pod) && pod.spec.nodeName === object.metadata.name) this.queue.add(keyOf(pod));
    });
    this.pods.each(({ type, object, old }) => {
      if (type === 'DELETED' || !isWorkPod(object) || !object.spec.nodeName || old?.spec?.nodeName) return;
      if (this.evictors(object).length) this.queue.add(keyOf(object));
    });
  }

  /** As node_lifecycle_controller.go, doNoScheduleTaintingPass. */
  private mark(key: string): Outcome {
    const cached = this.nodes.get(key);
    const node = cached && this.hand.read(refOf(cached));
    if (!node) return 'done';
    const taints = mapsAt(node.spec, 'taints');
    const wanted = node.spec?.unschedulable === true;
    if (wanted === taints.some((taint) => taint.key === UNSCHEDULABLE)) return 'done';
    const mark: JsonMap = { key: UNSCHEDULABLE, effect: 'NoSchedule' };
    const others = taints.filter((taint) => taint.key !== UNSCHEDULABLE);
    const next: JsonMap[] = wanted ? [...others, mark] : others;
    const why = wanted ? 'it is cordoned' : 'it is no longer cordoned';
    return this.hand.patch(node, { spec: { taints: next.length ? next : null } }, why) ? 'retry' : 'done';
  }

  private evictors(pod: WorkPod): JsonMap[] {
    const node: ApiObject | undefined = this.nodes.get(keyFor(undefined, pod.spec.nodeName ?? ''));
    return mapsAt(node?.spec, 'taints').filter(({ effect }) => effect === 'NoExecute');
  }

  private sync(key: string): Outcome {
    const pod = this.pods.get(key);
    if (!pod || !isWorkPod(pod) || pod.metadata.deletionTimestamp || isTerminal(pod)) return 'done';
    const { namespace, name } = pod.metadata;
    if (!this.nodes.get(keyFor(undefined, pod.spec.nodeName ?? '')))
      return this.hand.delete(pod, `its node ${pod.spec.nodeName} is gone`) ? 'retry' : 'done';
    const intolerable = this.evictors(pod).find((taint) => !tolerates(pod, taint));
    if (!intolerable) return 'done';
    this.hand.normal(pod, 'TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
    const why = `it does not tolerate the taint ${textAt(intolerable, 'key')} of its node`;
    return this.hand.delete(pod, why) ? 'retry' : 'done';
  }
}
