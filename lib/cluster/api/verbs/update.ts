import type { Answer, ApiObject, JsonMap, Manifest, WriteOptions } from '../../interface';
import { copy, isMap, textAt } from '../../object';
import { badRequest, conflict, modified, notFound, type Refusal, unknownResource } from '../errors';
import { takeIn } from '../intake';
import type { Kind } from '../kinds';
import type { Machine } from '../machine';
import { namespaceFor } from './read';
import { setScale } from './scale';
import { store } from './store';

/** A PUT. As k8s.io/apiserver/pkg/registry/rest/update.go, BeforeUpdate, and generic/registry/store.go, Update. */
export function update(machine: Machine, manifest: Manifest, options: WriteOptions = {}): Answer<ApiObject> {
  if (options.subresource) return updateSubresource(machine, manifest, options);
  const taken = takeIn(machine, manifest, options.fieldValidation ?? 'Warn');
  if (!taken.ok) return taken;
  const { kind, object, warnings } = taken;
  const old = current(machine, kind, object);
  return old.ok ? store(machine, kind, object, old.value, options, warnings, 'updated') : old;
}

function updateSubresource(machine: Machine, manifest: Manifest, options: WriteOptions): Answer<ApiObject> {
  const kind = machine.kinds.find(textAt(manifest, 'apiVersion') ?? '', textAt(manifest, 'kind') ?? '');
  if (!kind) return unknownResource();
  const old = current(machine, kind, manifest);
  if (!old.ok) return old;
  if (options.subresource === 'scale') return setScale(machine, kind, old.value, manifest, options);
  if (!kind.statusSubresource) return unknownResource();
  const { status } = manifest;
  return store(
    machine,
    kind,
    { status: isMap(status) ? copy(status) : {} },
    old.value,
    options,
    [],
    'updated',
  );
}

/** The object that a PUT is about, if the writer saw its newest version. */
function current(machine: Machine, kind: Kind, object: JsonMap): { ok: true; value: ApiObject } | Refusal {
  const name = textAt(object, 'metadata', 'name') ?? '';
  if (!name) return badRequest('name must be provided');
  const old = machine.store.get(kind, namespaceFor(kind, textAt(object, 'metadata', 'namespace')), name);
  if (!old) return notFound(kind, name);
  return preconditions(kind, object, old) ?? { ok: true, value: old };
}

/** Whether the writer saw the newest version, of the same object. */
function preconditions(kind: Kind, object: JsonMap, old: ApiObject): Refusal | undefined {
  const { name, uid, resourceVersion } = old.metadata;
  const wantedUid = textAt(object, 'metadata', 'uid');
  if (wantedUid && wantedUid !== uid)
    return conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${wantedUid}, UID in object meta: ${uid}`,
    );
  const wanted = textAt(object, 'metadata', 'resourceVersion');
  return wanted && wanted !== resourceVersion ? modified(kind, name) : undefined;
}
