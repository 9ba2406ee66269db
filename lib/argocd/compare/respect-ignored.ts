import { at, isList, isMap, type Json, type JsonMap, type KubeObject, sameJson } from '../object';
import { type IgnoreRule, trustedPaths, withoutIgnored } from './ignore';
import { withoutPath } from './paths';

/**
 * The target that is applied under RespectIgnoreDifferences=true: where differences are ignored, what is live stays.
 * As controller/sync.go, normalizeTargetResources; the status is never taken over.
 */
export function respectIgnored(
  target: KubeObject,
  live: KubeObject | undefined,
  rules: readonly IgnoreRule[],
): KubeObject {
  if (!live) return target;
  const trusted = trustedPaths(live, rules);
  const trim = (object: KubeObject) => trusted.reduce<KubeObject>(withoutPath, withoutIgnored(object, rules));
  const { status: _status, ...there } = live;
  const { status, ...wanted } = target;
  const restored = restore(trim(wanted), trim(there), there);
  return status === undefined ? restored : { ...restored, status };
}

/** Puts back what trimming took from the live object. */
function restore(wanted: JsonMap, trimmed: JsonMap, live: JsonMap): JsonMap {
  const result = new Map(Object.entries(wanted));
  for (const [field, value] of Object.entries(live)) {
    const left = at(trimmed, field);
    if (value === undefined || sameJson(left, value)) continue;
    const mine = at(wanted, field);
    if (left === undefined) result.set(field, value);
    else if (isMap(mine) && isMap(left) && isMap(value)) result.set(field, restore(mine, left, value));
    else if (isList(mine) && isList(left) && isList(value))
      result.set(field, restoreItems(mine, left, value));
  }
  return Object.fromEntries(result);
}

function restoreItems(wanted: readonly Json[], trimmed: readonly Json[], live: readonly Json[]): Json[] {
  // Items that were taken out whole come back whole; the others are told by their name, else by their place.
  if (trimmed.length !== live.length) {
    return [...wanted, ...live.filter((item) => !trimmed.some((other) => sameJson(other, item)))];
  }
  return wanted.map((item, i) => {
    const name = at(item, 'name');
    const place = name === undefined ? i : live.findIndex((other) => sameJson(at(other, 'name'), name));
    const left = trimmed[place];
    const value = live[place];
    return isMap(item) && isMap(left) && isMap(value) ? restore(item, left, value) : item;
  });
}
