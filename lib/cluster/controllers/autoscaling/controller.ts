import type { Context } from '../../context';
import type { ApiObject, JsonMap } from '../../interface';
import { equal, numberAt, textAt } from '../../object';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { stamp } from '../shared/clock';
import { Hand, refOf } from '../shared/hand';
import { type Outcome, WorkQueue } from '../shared/queue';
import { condition, decideScale, type Verdict } from './decide';

/** As pkg/controller/podautoscaler/config, HorizontalPodAutoscalerSyncPeriod. */
const PERIOD = 15_000;

/** Looks after HorizontalPodAutoscalers in a cluster without metrics. As pkg/controller/podautoscaler/horizontal.go. */
export class AutoscalingController {
  private readonly hand: Hand;
  private readonly caches: Caches;
  private readonly autoscalers;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    this.hand = new Hand(context, 'horizontal-pod-autoscaler');
    this.caches = Caches.of(context);
    this.autoscalers = this.caches.kind('autoscaling/v2', 'HorizontalPodAutoscaler');
    // A target that changes is looked at when the period is over, as there; without metrics nothing else can change.
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.autoscalers.each(({ object }) => this.queue.add(keyOf(object), object.status ? PERIOD : 0));
    for (const kind of ['Deployment', 'StatefulSet', 'ReplicaSet'])
      this.caches.kind('apps/v1', kind).each(({ object }) => this.targetChanged(object));
  }

  private targetChanged(target: ApiObject): void {
    for (const autoscaler of this.autoscalers.inNamespace(target.metadata.namespace)) {
      const { kind, name } = targetOf(autoscaler);
      if (kind === target.kind && name === target.metadata.name) this.queue.add(keyOf(autoscaler), PERIOD);
    }
  }

  private sync(key: string): Outcome {
    const cached = this.autoscalers.get(key);
    const autoscaler = cached && this.hand.read(refOf(cached));
    if (!autoscaler || autoscaler.metadata.deletionTimestamp) return 'done';
    const { apiVersion, kind, name } = targetOf(autoscaler);
    const target = this.caches.kind(apiVersion, kind).get(keyFor(autoscaler.metadata.namespace, name));
    if (!target) return this.withoutTarget(autoscaler, apiVersion, kind, name);
    const replicas = numberAt(target, 'spec', 'replicas') ?? 1;
    const verdict = decideScale(autoscaler, replicas, this.context.time.now());
    if (verdict.desired !== replicas) {
      const why = verdict.events[0]?.message ?? '';
      if (this.hand.patch(target, { spec: { replicas: verdict.desired } }, why)) return 'retry';
    }
    return this.write(
      autoscaler,
      verdict,
      numberAt(target, 'status', 'replicas') ?? 0,
      verdict.desired !== replicas,
    );
  }

  private withoutTarget(autoscaler: ApiObject, apiVersion: string, kind: string, name: string): Outcome {
    const resource = this.context.api.resource(apiVersion, kind);
    const group = apiVersion.split('/')[0];
    const message = `${resource?.plural ?? kind}.${group} "${name}" not found`;
    const words = `the HPA controller was unable to get the target's current scale: ${message}`;
    const now = stamp(this.context.time.now());
    const conditions = [
      { ...condition('AbleToScale', 'False', 'FailedGetScale', words), lastTransitionTime: now },
    ];
    const event = { type: 'Warning', reason: 'FailedGetScale', message } as const;
    return this.write(autoscaler, { conditions, desired: 0, events: [event] }, 0, false);
  }

  private write(
    autoscaler: ApiObject,
    { conditions, desired, events }: Verdict,
    current: number,
    scaled: boolean,
  ): Outcome {
    const before = autoscaler.status;
    const kept = sameButTime(before?.conditions, conditions) ? before?.conditions : conditions;
    const status: JsonMap = {
      ...before,
      conditions: kept,
      currentMetrics: null,
      currentReplicas: current,
      desiredReplicas: desired,
      ...(scaled && { lastScaleTime: stamp(this.context.time.now()) }),
    };
    // The real one says the same every 15 seconds; here it is told when it changes.
    if (kept !== before?.conditions || scaled)
      for (const { type, reason, message } of events)
        if (type === 'Normal') this.hand.normal(autoscaler, reason, message);
        else this.hand.warning(autoscaler, reason, message);
    return this.hand.status(autoscaler, status, events.at(-1)?.message ?? 'nothing to scale')
      ? 'done'
      : 'retry';
  }
}

const targetOf = (autoscaler: ApiObject) => ({
  apiVersion: textAt(autoscaler, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1',
  kind: textAt(autoscaler, 'spec', 'scaleTargetRef', 'kind') ?? '',
  name: textAt(autoscaler, 'spec', 'scaleTargetRef', 'name') ?? '',
});

function sameButTime(before: JsonMap[string], now: readonly JsonMap[]): boolean {
  if (!Array.isArray(before)) return false;
  const undated = (list: readonly unknown[]) =>
    list.map((item) =>
      typeof item === 'object' && item !== null ? { ...item, lastTransitionTime: null } : null,
    );
  return equal(undated(before), undated(now));
}
