import type { Answer, ApiObject, ListQuery, ObjectRef } from '../../interface';
import { badRequest, notFound, ok, unknownResource } from '../errors';
import type { Kind } from '../kinds';
import type { Machine } from '../machine';
import { fieldSelector, labelSelector } from '../selectors';

/** The namespace that an object of a kind is kept under: none for cluster-scoped kinds, `default` when none is given. */
export function namespaceFor(kind: Kind, namespace: string | undefined): string {
  return kind.namespaced ? namespace || 'default' : '';
}

/** The object in the version that was asked for: built-in kinds convert by name alone. */
function inVersion(object: ApiObject, apiVersion: string): ApiObject {
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

export function get(machine: Machine, ref: ObjectRef): Answer<ApiObject> {
  const kind = machine.kinds.find(ref.apiVersion, ref.kind);
  if (!kind) return unknownResource();
  if (!ref.name) return badRequest('resource name may not be empty');
  const found = machine.store.get(kind, namespaceFor(kind, ref.namespace), ref.name);
  return found ? ok(inVersion(found, ref.apiVersion)) : notFound(kind, ref.name);
}

export function list(
  machine: Machine,
  query: ListQuery,
): Answer<{ items: ApiObject[]; resourceVersion: string }> {
  const kind = machine.kinds.find(query.apiVersion, query.kind);
  if (!kind) return unknownResource();
  const labels = labelSelector(query.labelSelector);
  if (typeof labels !== 'function') return labels;
  const fields = fieldSelector(kind.kind, query.fieldSelector);
  if (typeof fields !== 'function') return fields;
  const all = machine.store.list(kind, kind.namespaced ? query.namespace || undefined : undefined);
  const items = all
    .filter((object) => labels(object) && fields(object))
    .map((object) => inVersion(object, query.apiVersion));
  return ok({ items, resourceVersion: String(machine.store.resourceVersion) });
}
