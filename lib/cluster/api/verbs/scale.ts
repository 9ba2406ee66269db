import type { Answer, ApiObject, Json, JsonMap, PatchType, WriteOptions } from '../../interface';
import { at, copy, mapAt, numberAt } from '../../object';
import { badRequest, unknownResource } from '../errors';
import type { Kind } from '../kinds';
import type { Machine } from '../machine';
import { patchedBy } from '../patches';
import { store } from './store';

const SCALED = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController']);

/** The subresource `scale`: what it is given is a Scale, what it changes is `spec.replicas`. As pkg/registry/apps/*\/storage. */
export function patchScale(
  machine: Machine,
  kind: Kind,
  old: ApiObject,
  type: PatchType,
  body: Json,
  options: WriteOptions,
): Answer<ApiObject> {
  if (!SCALED.has(kind.kind)) return unknownResource();
  const patched = patchedBy(kind, scaleOf(old), type, body);
  if (!patched.ok) return patched;
  return setScale(machine, kind, old, patched.value, options);
}

/** Writes the replicas of a Scale. */
export function setScale(
  machine: Machine,
  kind: Kind,
  old: ApiObject,
  scale: JsonMap,
  options: WriteOptions,
): Answer<ApiObject> {
  if (!SCALED.has(kind.kind)) return unknownResource();
  const wanted = at(scale, 'spec', 'replicas');
  const replicas = numberAt(scale, 'spec', 'replicas') ?? 0;
  if (wanted !== undefined && !Number.isInteger(wanted))
    return badRequest(
      'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
    );
  const next = copy({ ...old, spec: { ...mapAt(old, 'spec'), replicas } });
  return store(machine, kind, next, old, { ...options, subresource: undefined }, [], 'scaled');
}

function scaleOf(object: ApiObject): ApiObject {
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: object.metadata,
    spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 0 },
    status: { replicas: numberAt(object, 'status', 'replicas') ?? 0 },
  };
}
