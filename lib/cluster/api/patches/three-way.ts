import type { Json, JsonMap } from '../../interface';
import { equal, isMap, own, put } from '../../object';
import { type FieldPath, isSet, listKeys, retainsKeys } from '../schema/merge-keys';
import { inOrder } from './strategic';

/**
 * What `kubectl apply` makes of an object: what was written before and is no longer (`original`) goes, what is written now
 * (`modified`) is set, all else of the live object stays. As apimachinery/pkg/util/strategicpatch/patch.go,
 * CreateThreeWayMergePatch; for custom kinds (`strategic` false) as jsonmergepatch, where every list is one value.
 */
export function threeWay(
  original: Json | undefined,
  modified: JsonMap,
  current: JsonMap,
  kind: string,
  strategic: boolean,
): JsonMap {
  return new ThreeWay(kind, strategic).maps(isMap(original) ? original : {}, modified, current, []);
}

class ThreeWay {
  constructor(
    private readonly kind: string,
    private readonly strategic: boolean,
  ) {}

  maps(original: JsonMap, modified: JsonMap, current: JsonMap, path: FieldPath): JsonMap {
    const merged: JsonMap = { ...current };
    for (const key of Object.keys(original)) if (own(modified, key) === undefined) delete merged[key];
    for (const key of Object.keys(modified)) {
      const value = modified[key];
      if (value === undefined) continue;
      if (value === null) delete merged[key];
      else put(merged, key, this.value(own(original, key), value, own(current, key), [...path, key]));
    }
    if (this.strategic && retainsKeys(path, this.kind) && !equal(merged, current))
      for (const key of Object.keys(merged)) if (own(modified, key) === undefined) delete merged[key];
    return merged;
  }

  private value(
    original: Json | undefined,
    modified: Json,
    current: Json | undefined,
    path: FieldPath,
  ): Json {
    if (isMap(modified))
      return this.maps(isMap(original) ? original : {}, modified, isMap(current) ? current : {}, path);
    if (!Array.isArray(modified) || !this.strategic) return modified;
    const before = Array.isArray(original) ? original : [];
    const live = Array.isArray(current) ? current : [];
    if (isSet(path)) {
      const kept = live.filter((item) => !before.includes(item) || modified.includes(item));
      return [...kept, ...modified.filter((item) => !kept.includes(item))];
    }
    const key = listKeys(path, this.kind)?.[0];
    return key === undefined ? modified : this.lists(before, modified, live, key, path);
  }

  private lists(original: Json[], modified: Json[], current: Json[], key: string, path: FieldPath): Json[] {
    const by = (list: Json[], id: Json | undefined) =>
      list.find((item): item is JsonMap => isMap(item) && equal(item[key], id));
    const kept = current.filter(
      (item) => !isMap(item) || by(modified, item[key]) || !by(original, item[key]),
    );
    const merged = kept.map((item) => {
      const wanted = isMap(item) ? by(modified, item[key]) : undefined;
      return isMap(item) && wanted ? this.maps(by(original, item[key]) ?? {}, wanted, item, path) : item;
    });
    for (const item of modified)
      if (!isMap(item)) merged.push(item);
      else if (!by(kept, item[key])) merged.push(this.maps({}, item, {}, path));
    return inOrder(merged, modified, key);
  }
}
