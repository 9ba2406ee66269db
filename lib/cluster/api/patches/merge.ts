import type { Json, JsonMap } from '../../interface';
import { isMap, own, put } from '../../object';

/** As RFC 7386: null takes a field out, mappings merge, everything else replaces. */
export function mergePatch(target: Json | undefined, patch: JsonMap): JsonMap {
  const merged: JsonMap = isMap(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    const change = patch[key];
    if (change === null) delete merged[key];
    else if (isMap(change))
      put(merged, key, mergePatch(isMap(target) ? own(target, key) : undefined, change));
    else if (change !== undefined) put(merged, key, change);
  }
  return merged;
}
