import { admit } from '../../admission';
import type { Answer, ApiObject, JsonMap, ManagedFields, WriteOptions } from '../../interface';
import { equal, isApiObject, mapAt, textsAt } from '../../object';
import { badRequest, invalid, ok } from '../errors';
import { managedAfterUpdate, withManagers, writerOf } from '../fields/manage';
import type { Kind } from '../kinds';
import { commit, expunge, type Machine, stamp } from '../machine';
import { strategyOf } from '../strategy';
import { validate } from '../validation';
import { hasGeneration } from './create';

/** Stores a new state of an object: what update, patch and apply end in. The object is a private copy that was decoded. */
export function store(
  machine: Machine,
  kind: Kind,
  object: JsonMap,
  old: ApiObject,
  options: WriteOptions,
  warnings: string[],
  what: string,
  managers?: readonly ManagedFields[],
): Answer<ApiObject> {
  const strategy = strategyOf(kind);
  const next: JsonMap =
    options.subresource === 'status'
      ? { ...old, status: object.status }
      : {
          ...object,
          ...(kind.statusSubresource ? { status: old.status } : {}),
          metadata: keptMetadata(mapAt(object, 'metadata'), old),
        };
  if (options.subresource !== 'status') {
    strategy.defaults?.(next);
    strategy.prepareUpdate?.(next, old, machine);
    const faults = validate(kind, next, old);
    if (faults.length) return invalid(kind, old.metadata.name, faults);
    const admittance = admit(machine, kind, next, old);
    if (!admittance.ok) return admittance;
    warnings = [...warnings, ...admittance.warnings];
    if (hasGeneration(kind) && specChanged(kind, next, old))
      next.metadata = { ...mapAt(next, 'metadata'), generation: (old.metadata.generation ?? 0) + 1 };
  }
  const same = equal(next, old);
  if (same && (!managers || equal([...managers], mapAt(old, 'metadata').managedFields)))
    return ok(old, warnings);
  const writer = writerOf(options, old.apiVersion, 'Update', stamp(machine.time));
  const owned = withManagers(next, managers ?? managedAfterUpdate(kind, old, next, writer));
  if (options.dryRun) return isApiObject(owned) ? ok(owned, warnings) : badRequest('not an object');
  const deed = {
    actor: options.manager ?? 'unknown',
    what: options.subresource ? `${options.subresource} ${what}` : what,
    why: options.why,
  };
  const { deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  // As store.go, ShouldDeleteDuringUpdate: the last finalizer is gone.
  if (
    deletionTimestamp &&
    !deletionGracePeriodSeconds &&
    old.metadata.finalizers?.length &&
    !textsAt(next, 'metadata', 'finalizers').length
  )
    return ok(expunge(machine, kind, isApiObject(next) ? next : old, { ...deed, what: 'deleted' }), warnings);
  return ok(commit(machine, kind, owned, deed), warnings);
}

/** What a writer cannot change. */
function keptMetadata(given: JsonMap, old: ApiObject): JsonMap {
  const { labels, annotations, finalizers, ownerReferences } = given;
  const kept: JsonMap = { ...old.metadata, labels, annotations, finalizers, ownerReferences };
  for (const field of Object.keys(kept)) {
    const value = kept[field];
    if (value === undefined || (typeof value === 'object' && value !== null && !Object.keys(value).length))
      delete kept[field];
  }
  return kept;
}

/** As the strategies' PrepareForUpdate: everything but metadata and status counts. */
function specChanged(kind: Kind, next: JsonMap, old: ApiObject): boolean {
  const bare = (object: JsonMap) => ({
    ...object,
    metadata: null,
    ...(kind.statusSubresource ? { status: null } : {}),
  });
  return !equal(bare(next), bare(old));
}
