import { canonicalQuantity, quantityValue } from '../api/schema/quantity';
import type { ApiObject, Json, JsonMap } from '../interface';
import { isMap, mapAt, mapsAt, textAt } from '../object';

/** LimitRanges and ResourceQuotas over Pods. As plugin/pkg/admission/limitranger and .../resourcequota, for cpu, memory and counts. */

const amount = (value: Json | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? quantityValue(value) : undefined;

function containersOf(pod: JsonMap): JsonMap[] {
  return mapsAt(pod, 'spec', 'containers');
}

/** Fills in the defaults that the namespace's LimitRanges have for containers. As mergePodResourceRequirements. */
export function applyLimitRanges(pod: JsonMap, ranges: readonly ApiObject[]): void {
  for (const item of ranges.flatMap((range) => mapsAt(range, 'spec', 'limits')))
    if (item.type === 'Container')
      for (const container of containersOf(pod)) {
        const resources = isMap(container.resources) ? container.resources : {};
        container.resources = resources;
        resources.limits = { ...mapAt(item, 'default'), ...mapAt(resources, 'limits') };
        resources.requests = { ...mapAt(item, 'defaultRequest'), ...mapAt(resources, 'requests') };
        for (const list of ['limits', 'requests'])
          if (!Object.keys(mapAt(resources, list)).length) delete resources[list];
      }
}

/** What LimitRanges refuse. As PodValidateLimitFunc. */
export function limitRangeRefusals(pod: JsonMap, ranges: readonly ApiObject[]): string[] {
  const found: string[] = [];
  for (const item of ranges.flatMap((range) => mapsAt(range, 'spec', 'limits')))
    if (item.type === 'Container')
      for (const container of containersOf(pod)) {
        for (const [name, least] of Object.entries(mapAt(item, 'min'))) {
          const request = mapAt(container, 'resources', 'requests')[name];
          if (request === undefined)
            found.push(`minimum ${name} usage per Container is ${String(least)}.  No request is specified`);
          else if ((amount(request) ?? 0) < (amount(least) ?? 0))
            found.push(
              `minimum ${name} usage per Container is ${String(least)}, but request is ${String(request)}`,
            );
        }
        for (const [name, most] of Object.entries(mapAt(item, 'max'))) {
          const limit = mapAt(container, 'resources', 'limits')[name];
          if (limit === undefined)
            found.push(`maximum ${name} usage per Container is ${String(most)}.  No limit is specified`);
          else if ((amount(limit) ?? 0) > (amount(most) ?? 0))
            found.push(
              `maximum ${name} usage per Container is ${String(most)}, but limit is ${String(limit)}`,
            );
        }
      }
  return found;
}

/** How much of a quota's resource Pods take: `requests.cpu` and `cpu` are the same. */
function usage(pods: readonly JsonMap[], resource: string): number {
  if (resource === 'pods' || resource === 'count/pods') return pods.length;
  const [list, name] = resource.includes('.') ? resource.split('.') : ['requests', resource];
  let sum = 0;
  for (const pod of pods)
    for (const container of containersOf(pod))
      sum += amount(mapAt(container, 'resources', list ?? '')[name ?? '']) ?? 0;
  return sum;
}

const OF_PODS = /^(pods|count\/pods|((requests|limits)\.)?(cpu|memory))$/;

function shown(resource: string, value: number): string {
  if (/memory$/.test(resource)) return canonicalQuantity(value % 1024 ? value : `${value / 1024}Ki`);
  return canonicalQuantity(/cpu$/.test(resource) ? `${Math.round(value * 1000)}m` : value);
}

/** Why a quota refuses a new Pod beside those that are there (not counting those that are done), or undefined. */
export function quotaRefusal(
  pod: JsonMap,
  others: readonly ApiObject[],
  quotas: readonly ApiObject[],
): string | undefined {
  const active = others.filter(
    (other) => !['Succeeded', 'Failed'].includes(textAt(other, 'status', 'phase') ?? ''),
  );
  for (const quota of quotas) {
    const hard = Object.entries(mapAt(quota, 'spec', 'hard'))
      .filter(([resource]) => OF_PODS.test(resource))
      .sort();
    const missing = hard.flatMap(([resource]) => {
      if (/pods$/.test(resource)) return [];
      const [list, name] = resource.includes('.') ? resource.split('.') : ['requests', resource];
      const without = containersOf(pod).filter(
        (container) => mapAt(container, 'resources', list ?? '')[name ?? ''] === undefined,
      );
      return without.length
        ? [`${resource} for: ${without.map((container) => textAt(container, 'name') ?? '').join(',')}`]
        : [];
    });
    if (missing.length) return `failed quota: ${quota.metadata.name}: must specify ${missing.join('; ')}`;
    const over = hard.filter(
      ([resource, most]) => usage([pod], resource) + usage(active, resource) > (amount(most) ?? 0),
    );
    if (!over.length) continue;
    const list = (value: (resource: string, most: Json | undefined) => string) =>
      over.map(([resource, most]) => `${resource}=${value(resource, most)}`).join(',');
    return `exceeded quota: ${quota.metadata.name}, requested: ${list((resource) => shown(resource, usage([pod], resource)))}, used: ${list((resource) => shown(resource, usage(active, resource)))}, limited: ${list((_, most) => String(most))}`;
  }
  return undefined;
}
