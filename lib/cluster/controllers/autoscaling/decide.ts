import type { ApiObject, Json, JsonMap } from '../../interface';
import { mapsAt, numberAt, textAt } from '../../object';
import { stamp } from '../shared/clock';

/** What an autoscaler finds: what to tell and write, and the new size of its target, if it changes. */
export interface Verdict {
  conditions: JsonMap[];
  desired: number;
  events: { type: 'Normal' | 'Warning'; reason: string; message: string }[];
}

const SERVER = 'the server could not find the requested resource (get pods.metrics.k8s.io)';

/** The reason and words of a metric that can not be had: no metrics server runs here. As pkg/controller/podautoscaler/horizontal.go and metrics. */
function missing(metric: JsonMap): { reason: string; short: string; long: string } {
  const type = textAt(metric, 'type');
  if (type === 'Resource' || type === 'ContainerResource') {
    const name = textAt(metric, type === 'Resource' ? 'resource' : 'containerResource', 'name') ?? '';
    const long = `failed to get ${name} utilization: unable to get metrics for resource ${name}: unable to fetch metrics from resource metrics API: ${SERVER}`;
    return {
      reason: type === 'Resource' ? 'FailedGetResourceMetric' : 'FailedGetContainerResourceMetric',
      short: `failed to get ${name} resource metric value: ${long}`,
      long,
    };
  }
  const name = textAt(metric, type?.toLowerCase() ?? '', 'metric', 'name') ?? '';
  const long = `unable to get metric ${name}: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered`;
  return { reason: `FailedGet${type}Metric`, short: `failed to get ${name} metric: ${long}`, long };
}

/** As horizontal.go, reconcileAutoscaler, where no metrics can be had. `replicas` is what the target wants now; `now` in epoch ms. */
export function decideScale(autoscaler: ApiObject, replicas: number, now: number): Verdict {
  const least = numberAt(autoscaler, 'spec', 'minReplicas') ?? 1;
  const most = numberAt(autoscaler, 'spec', 'maxReplicas') ?? 1;
  const events: Verdict['events'] = [];
  const able = condition(
    'AbleToScale',
    'True',
    'SucceededGetScale',
    "the HPA controller was able to get the target's current scale",
  );
  if (replicas === 0 && least !== 0) {
    const message = 'scaling is disabled since the replica count of the target is zero';
    return {
      conditions: dated([able, condition('ScalingActive', 'False', 'ScalingDisabled', message)]),
      desired: 0,
      events,
    };
  }
  const bound: [number, string] | undefined =
    replicas > most
      ? [most, 'Current number of replicas above Spec.MaxReplicas']
      : replicas < least
        ? [least, 'Current number of replicas below Spec.MinReplicas']
        : undefined;
  if (bound) {
    const [desired, reason] = bound;
    events.push({
      type: 'Normal',
      reason: 'SuccessfulRescale',
      message: `New size: ${desired}; reason: ${reason}`,
    });
    const rescaled = `the HPA controller was able to update the target scale to ${desired}`;
    return {
      conditions: dated([condition('AbleToScale', 'True', 'SucceededRescale', rescaled)]),
      desired,
      events,
    };
  }
  const metrics = mapsAt(autoscaler, 'spec', 'metrics');
  const [first] = metrics;
  if (!first) return { conditions: dated([able]), desired: replicas, events };
  for (const metric of metrics) {
    const { reason, long } = missing(metric);
    events.push({ type: 'Warning', reason, message: long });
  }
  const { reason, short, long } = missing(first);
  const count = metrics.length;
  const invalid = `invalid metrics (${count} invalid out of ${count}), first error is: ${short}`;
  events.push({ type: 'Warning', reason: 'FailedComputeMetricsReplicas', message: invalid });
  const inactive = condition(
    'ScalingActive',
    'False',
    reason,
    `the HPA was unable to compute the replica count: ${long}`,
  );
  return { conditions: dated([able, inactive]), desired: replicas, events };

  function dated(list: JsonMap[]): JsonMap[] {
    const before = mapsAt(autoscaler.status, 'conditions');
    return list.map((wanted) => {
      const there = before.find(({ type }) => type === wanted.type);
      const since: Json | undefined =
        there?.status === wanted.status ? there?.lastTransitionTime : stamp(now);
      return { ...wanted, lastTransitionTime: since };
    });
  }
}

export const condition = (type: string, status: string, reason: string, message: string): JsonMap => ({
  type,
  status,
  reason,
  message,
});
