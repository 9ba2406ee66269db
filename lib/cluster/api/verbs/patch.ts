import type { Answer, ApiObject, Json, JsonMap, ObjectRef, PatchType, WriteOptions } from '../../interface';
import { textAt } from '../../object';
import { badRequest, modified, notFound, unknownResource } from '../errors';
import { read, sizeRefusal } from '../intake';
import type { Kind } from '../kinds';
import type { Machine } from '../machine';
import { patchedBy } from '../patches';
import { namespaceFor } from './read';
import { patchScale } from './scale';
import { store } from './store';

/** As k8s.io/apiserver/pkg/endpoints/handlers/patch.go. */
export function patch(
  machine: Machine,
  ref: ObjectRef,
  type: PatchType,
  body: Json,
  options: WriteOptions = {},
): Answer<ApiObject> {
  const kind = machine.kinds.find(ref.apiVersion, ref.kind);
  if (!kind) return unknownResource();
  const size = sizeRefusal(body);
  if (size) return size;
  const old = machine.store.get(kind, namespaceFor(kind, ref.namespace), ref.name);
  if (!old) return notFound(kind, ref.name);
  if (options.subresource === 'scale') return patchScale(machine, kind, old, type, body, options);
  const patched = patchedBy(kind, old, type, body);
  return patched.ok
    ? storePatched(machine, kind, old, patched.value, ref.apiVersion, options, 'patched')
    : patched;
}

/** Stores what a patch made of an object. */
export function storePatched(
  machine: Machine,
  kind: Kind,
  old: ApiObject,
  patched: JsonMap,
  apiVersion: string,
  options: WriteOptions,
  what: string,
): Answer<ApiObject> {
  if (textAt(patched, 'kind') !== old.kind)
    return badRequest(
      `the kind of the patched object (${textAt(patched, 'kind') ?? ''}) does not match the kind of the object (${old.kind})`,
    );
  const taken = read(kind, { ...patched, apiVersion }, options.fieldValidation ?? 'Warn');
  if (!taken.ok) return taken;
  const version = textAt(taken.object, 'metadata', 'resourceVersion');
  if (version && version !== old.metadata.resourceVersion) return modified(kind, old.metadata.name);
  if ((textAt(taken.object, 'metadata', 'name') ?? '') !== old.metadata.name)
    return badRequest(
      `the name of the object (${textAt(taken.object, 'metadata', 'name') ?? ''}) does not match the name on the URL (${old.metadata.name})`,
    );
  return store(
    machine,
    kind,
    { ...taken.object, apiVersion: old.apiVersion },
    old,
    options,
    taken.warnings,
    what,
  );
}
