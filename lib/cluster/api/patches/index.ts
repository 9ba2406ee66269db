import type { ApiObject, Json, JsonMap, PatchType } from '../../interface';
import { isMap } from '../../object';
import { badRequest, type Refusal, unprocessable, unsupportedMediaType } from '../errors';
import type { Kind } from '../kinds';
import { jsonPatch } from './json';
import { mergePatch } from './merge';
import { StrategicFault, strategicPatch } from './strategic';

/** What a patch makes of an object, before it is decoded again; or why the server cannot read it. */
export function patchedBy(
  kind: Kind,
  old: ApiObject,
  type: PatchType,
  body: Json,
): { ok: true; value: JsonMap } | Refusal {
  if (type === 'json') {
    const patched = jsonPatch(old, body);
    if (!patched.ok) return unprocessable(patched.message);
    return isMap(patched.value)
      ? { ok: true, value: patched.value }
      : badRequest('the patched object is not an object');
  }
  if (!isMap(body))
    return badRequest(
      'error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}',
    );
  if (type === 'merge') return { ok: true, value: mergePatch(old, body) };
  // As patch.go: custom resources have no Go type to take merge keys from.
  if (kind.custom) return unsupportedMediaType();
  try {
    return { ok: true, value: strategicPatch(old, body, kind.kind) };
  } catch (error) {
    if (error instanceof StrategicFault) return badRequest(error.message);
    throw error;
  }
}
