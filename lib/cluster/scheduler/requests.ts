import type { JsonMap } from '../interface';
import { mapAt, mapsAt, textAt } from '../object';
import type { WorkPod } from '../types/workloads';
import { quantity } from './quantity';

/** How much of each resource: cpu in thousandths of a core, all else in its base unit. */
export type Amounts = Map<string, number>;

const amountOf = (name: string, value: unknown): number =>
  name === 'cpu' ? Math.round(quantity(value) * 1000) : quantity(value);

/** The amounts of a map such as `status.allocatable`. */
export function amounts(map: JsonMap): Amounts {
  return new Map(Object.entries(map).map(([name, value]) => [name, amountOf(name, value)]));
}

/**
 * What a Pod asks for: the sum of its containers, or what an init container needs at its time if that is more.
 * As k8s.io/component-helpers/resource/helpers.go, PodRequests.
 */
export function requestsOf(pod: WorkPod): Amounts {
  const total: Amounts = new Map();
  for (const container of mapsAt(pod.spec, 'containers')) addAll(total, requested(container));
  const sidecars: Amounts = new Map();
  const starting: Amounts = new Map();
  for (const container of mapsAt(pod.spec, 'initContainers')) {
    if (textAt(container, 'restartPolicy') === 'Always') {
      addAll(total, requested(container));
      addAll(sidecars, requested(container));
      continue;
    }
    const then = new Map(sidecars);
    addAll(then, requested(container));
    mostOf(starting, then);
  }
  mostOf(total, starting);
  addAll(total, amounts(mapAt(pod.spec, 'overhead')));
  return total;
}

const requested = (container: JsonMap): Amounts => amounts(mapAt(container, 'resources', 'requests'));

function mostOf(into: Amounts, other: Amounts): void {
  for (const [name, amount] of other) into.set(name, Math.max(into.get(name) ?? 0, amount));
}

/** Adds, or with -1 takes away. */
export function addAll(into: Amounts, other: Amounts, sign = 1): void {
  for (const [name, amount] of other) into.set(name, (into.get(name) ?? 0) + sign * amount);
}
