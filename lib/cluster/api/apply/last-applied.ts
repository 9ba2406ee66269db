import type { Json, JsonMap, Manifest } from '../../interface';
import { isMap, mapAt, put, textAt } from '../../object';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What the annotation of an object says was applied last; undefined without one. */
export function lastApplied(object: JsonMap): JsonMap | undefined {
  const text = textAt(object, 'metadata', 'annotations', LAST_APPLIED);
  if (!text) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isMap(parsed) ? parsed : undefined;
  } catch {
    // Someone wrote the annotation by hand: there is nothing to go by, as if it were not there.
    return undefined;
  }
}

/** The manifest with the annotation that records it. As kubectl/pkg/util/apply.go, GetModifiedConfiguration. */
export function withLastApplied(manifest: Manifest): JsonMap {
  const metadata = mapAt(manifest, 'metadata');
  const { [LAST_APPLIED]: _, ...annotations } = mapAt(metadata, 'annotations');
  const bare = { ...manifest, metadata: { ...metadata, annotations } };
  return {
    ...bare,
    metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: `${goJson(bare)}\n` } },
  };
}

/** JSON as Go's encoder writes it: fields sorted, and `<`, `>` and `&` escaped. */
function goJson(value: Json): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => sorted(item ?? null));
  if (!isMap(value)) return value;
  const map: JsonMap = {};
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item !== undefined) put(map, key, sorted(item));
  }
  return map;
}
