import type { Answer, ApiObject, DeleteOptions, ListQuery, ObjectRef } from '../../interface';
import { listAt, mapAt, numberAt, textAt } from '../../object';
import { conflict, forbidden, notFound, ok, type Refusal, unknownResource } from '../errors';
import type { Kind } from '../kinds';
import { commit, type Deed, expunge, type Machine, stamp } from '../machine';
import { list, namespaceFor } from './read';

/** The finalizers by which the garbage collector is asked. As metav1.FinalizerDeleteDependents and FinalizerOrphanDependents. */
export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';
/** What holds a CustomResourceDefinition until its objects are gone. */
export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/** As generic/registry/store.go, Delete, and rest/delete.go, BeforeDelete. Answers the object as it was left. */
export function remove(machine: Machine, ref: ObjectRef, options: DeleteOptions = {}): Answer<ApiObject> {
  const kind = machine.kinds.find(ref.apiVersion, ref.kind);
  if (!kind) return unknownResource();
  const old = machine.store.get(kind, namespaceFor(kind, ref.namespace), ref.name);
  if (!old) return notFound(kind, ref.name);
  const refusal = preconditionRefusal(kind, old, options);
  if (refusal) return refusal;
  // As plugin/pkg/admission/namespace/lifecycle.
  if (kind.kind === 'Namespace' && IMMORTAL.has(ref.name))
    return forbidden(kind, ref.name, 'this namespace may not be deleted');
  if (options.dryRun) return ok(old);
  return ok(removeObject(machine, kind, old, options));
}

const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

function removeObject(machine: Machine, kind: Kind, old: ApiObject, options: DeleteOptions): ApiObject {
  const deed: Deed = { actor: options.manager ?? 'unknown', what: 'deleted', why: options.why };
  const grace = gracePeriod(kind, old, options);
  const finalizers = finalizersFor(kind, old, options);
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = old.metadata;
  const held = kind.kind === 'Namespace' && listAt(old, 'spec', 'finalizers').length > 0;
  if (!finalizers.length && grace === 0 && !held) return expunge(machine, kind, old, deed);
  if (deletionTimestamp) {
    const same = finalizers.length === (old.metadata.finalizers?.length ?? 0);
    if (grace >= deletionGracePeriodSeconds && same) return old;
  }
  const seconds = deletionTimestamp ? Math.min(grace, deletionGracePeriodSeconds) : grace;
  const at = { now: () => machine.time.now() + seconds * 1000 };
  const metadata = {
    ...old.metadata,
    deletionTimestamp:
      deletionTimestamp && seconds === deletionGracePeriodSeconds ? deletionTimestamp : stamp(at),
    deletionGracePeriodSeconds: seconds,
    ...(finalizers.length ? { finalizers } : {}),
    ...(old.metadata.generation && !deletionTimestamp ? { generation: old.metadata.generation + 1 } : {}),
  };
  // As pkg/registry/core/namespace/storage, Delete: a namespace stays until its content is gone.
  const status = held ? { status: { ...mapAt(old, 'status'), phase: 'Terminating' } } : {};
  return commit(machine, kind, { ...old, ...status, metadata }, { ...deed, what: 'deletion asked for' });
}

/** As pkg/registry/core/pod/strategy.go, CheckGracefulDelete; other kinds have no grace period. */
function gracePeriod(kind: Kind, old: ApiObject, options: DeleteOptions): number {
  if (kind.kind !== 'Pod' || kind.group !== '') return 0;
  const asked = options.gracePeriodSeconds ?? numberAt(old, 'spec', 'terminationGracePeriodSeconds') ?? 30;
  const phase = textAt(old, 'status', 'phase');
  if (!textAt(old, 'spec', 'nodeName') || phase === 'Failed' || phase === 'Succeeded') return 0;
  return Math.max(0, asked);
}

/** As store.go, deletionFinalizersForGarbageCollection. */
function finalizersFor(kind: Kind, old: ApiObject, options: DeleteOptions): string[] {
  // As pkg/registry/batch/job/strategy.go, DefaultGarbageCollectionPolicy.
  const propagation =
    options.propagation ?? (kind.kind === 'Job' && kind.group === 'batch' ? 'Orphan' : undefined);
  const kept = (old.metadata.finalizers ?? []).filter(
    (finalizer) => propagation === undefined || (finalizer !== FOREGROUND && finalizer !== ORPHAN),
  );
  if (propagation === 'Foreground') kept.push(FOREGROUND);
  if (propagation === 'Orphan') kept.push(ORPHAN);
  // As apiextensions-apiserver/pkg/registry/customresourcedefinition/etcd.go, Delete.
  if (kind.kind === 'CustomResourceDefinition' && !kept.includes(CLEANUP)) kept.push(CLEANUP);
  return kept;
}

function preconditionRefusal(
  kind: Kind,
  old: ApiObject,
  { preconditions }: DeleteOptions,
): Refusal | undefined {
  const { name, uid, resourceVersion } = old.metadata;
  if (preconditions?.uid !== undefined && preconditions.uid !== uid)
    return conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${uid}`,
    );
  if (preconditions?.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion)
    return conflict(
      kind,
      name,
      `Precondition failed: ResourceVersion in precondition: ${preconditions.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    );
  return undefined;
}

/** As store.go, DeleteCollection: each by itself. */
export function removeCollection(
  machine: Machine,
  query: ListQuery,
  options: DeleteOptions = {},
): Answer<ApiObject[]> {
  const found = list(machine, query);
  if (!found.ok) return found;
  const removed: ApiObject[] = [];
  for (const { apiVersion, kind, metadata } of found.value.items) {
    const answer = remove(
      machine,
      { apiVersion, kind, namespace: metadata.namespace, name: metadata.name },
      options,
    );
    if (answer.ok) removed.push(answer.value);
    else if (answer.error.reason !== 'NotFound') return answer;
  }
  return ok(removed);
}
