import { at, isList, isMap, type Json, type JsonMap, sameJson } from '../object';

/** By which field the items of a list are told apart. As the patchMergeKey tags of k8s.io/api; other lists are whole. */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['env', ['name']],
  ['volumes', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['imagePullSecrets', ['name']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['resourceClaims', ['name']],
  ['secrets', ['name']],
  ['ownerReferences', ['uid']],
  ['webhooks', ['name']],
  ['conditions', ['type']],
  // Of a container, and of a Service.
  ['ports', ['containerPort', 'port']],
]);

/** Lists of plain values that are sets. */
const SETS: ReadonlySet<string> = new Set(['finalizers']);

/**
 * What a live object becomes when the wanted one is applied over it: what Git wants is set, what the last apply wanted and Git no
 * longer does goes, everything else stays. As a strategic merge patch of kubectl's three-way apply.
 */
export function predict(orig: JsonMap, wanted: JsonMap, live: JsonMap): JsonMap {
  const result = new Map(Object.entries(live));
  for (const [field, value] of Object.entries(orig)) {
    if (value !== undefined && at(wanted, field) === undefined) result.delete(field);
  }
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    if (value !== null) result.set(field, predictValue(field, at(orig, field), value, at(live, field)));
    else if (at(live, field) !== null) result.delete(field);
  }
  return Object.fromEntries(result);
}

function predictValue(field: string, orig: Json | undefined, wanted: Json, live: Json | undefined): Json {
  if (isMap(wanted) && isMap(live)) return predict(isMap(orig) ? orig : {}, wanted, live);
  if (!isList(wanted) || !isList(live)) return wanted;
  const before = isList(orig) ? orig : [];
  if (SETS.has(field)) return predictSet(before, wanted, live);
  const key = mergeKey(field, [wanted, live]);
  return key === undefined ? wanted : predictList(key, before, wanted, live);
}

/** The field that tells items apart; none where one lacks it, or two of a list share its value. */
function mergeKey(field: string, lists: readonly (readonly Json[])[]): string | undefined {
  const tells = (list: readonly Json[], key: string) => {
    const values = list.map((item) => at(item, key));
    return (
      values.every((value) => value !== undefined) &&
      new Set(values.map((value) => JSON.stringify(value))).size === list.length
    );
  };
  return MERGE_KEYS.get(field)?.find((key) => lists.every((list) => tells(list, key)));
}

function predictSet(orig: readonly Json[], wanted: readonly Json[], live: readonly Json[]): Json[] {
  const has = (list: readonly Json[], item: Json) => list.some((other) => sameJson(other, item));
  const kept = live.filter((item) => !has(orig, item) || has(wanted, item));
  return [...kept, ...wanted.filter((item) => !has(kept, item))];
}

function predictList(
  key: string,
  orig: readonly Json[],
  wanted: readonly Json[],
  live: readonly Json[],
): Json[] {
  const find = (list: readonly Json[], item: Json) =>
    list.find((other) => sameJson(at(other, key), at(item, key)));
  const merged = wanted.map((item) => {
    const there = find(live, item);
    const before = find(orig, item);
    return isMap(item) && isMap(there) ? predict(isMap(before) ? before : {}, item, there) : item;
  });
  const extra = live.filter((item) => !find(wanted, item) && !find(orig, item));
  const order = (list: readonly Json[], other: readonly Json[]) =>
    list.filter((item) => find(other, item)).map((item) => at(item, key) ?? null);
  if (!sameJson(order(wanted, live), order(live, wanted))) return [...merged, ...extra];
  // The same order on both sides: the live object's own items keep their places.
  const result: Json[] = [];
  let next = 0;
  for (const item of live) {
    const i = wanted.findIndex((other) => sameJson(at(other, key), at(item, key)));
    if (i === -1) {
      if (!find(orig, item)) result.push(item);
      continue;
    }
    result.push(...merged.slice(next, i + 1));
    next = i + 1;
  }
  return [...result, ...merged.slice(next)];
}

/**
 * The same for a kind whose Go type is not known: lists are whole, and what the live object has beside the last-applied fields
 * counts as a default. As gitops-engine/pkg/diff, threeWayMergePatch, its last part.
 */
export function predictCustom(orig: JsonMap, wanted: JsonMap, live: JsonMap): JsonMap {
  const result = new Map(Object.entries(live));
  for (const [field, value] of Object.entries(orig)) {
    if (value !== undefined && at(wanted, field) === undefined) result.delete(field);
  }
  for (const [field, value] of Object.entries(wanted)) {
    const there = at(live, field);
    if (value === undefined) continue;
    if (value === null) {
      if (there !== null) result.delete(field);
    } else if (isMap(value) && isMap(there)) {
      const before = at(orig, field);
      result.set(field, predictCustom(isMap(before) ? before : {}, value, there));
    } else if (!sameJson(onlyFieldsOf(at(orig, field), there), value)) result.set(field, value);
  }
  return Object.fromEntries(result);
}

/** A value without the fields that another does not have. As pkg/utils/json, removeFields. */
export function onlyFieldsOf(shape: Json | undefined, value: Json | undefined): Json | undefined {
  if (isMap(shape) && isMap(value)) {
    return Object.fromEntries(
      Object.keys(shape)
        .filter((field) => Object.hasOwn(value, field))
        .map((field) => [field, onlyFieldsOf(shape[field], value[field])]),
    );
  }
  if (!isList(shape) || !isList(value)) return value;
  return value.flatMap((item, i) => {
    const kept = i < shape.length ? onlyFieldsOf(shape[i], item) : item;
    return kept === undefined ? [] : [kept];
  });
}
