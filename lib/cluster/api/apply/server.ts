import type { ApiObject, ApplyOptions, JsonMap, KubeApi, ManagedFields, Manifest } from '../../interface';
import { copy, textAt } from '../../object';
import { applyConflict, ok, type Refusal } from '../errors';
import { isBy, managersOf, type Writer, withOwn, writerOf } from '../fields/manage';
import { mergeApplied, without } from '../fields/merge';
import { type Shape, shapeOf } from '../fields/shape';
import { difference, intersection, isEmpty, paths, pathText, type Tree, union } from '../fields/tree';
import { changes, fieldsIn } from '../fields/walk';
import { read } from '../intake';
import type { Kind } from '../kinds';
import { type Machine, stamp } from '../machine';
import { createDecoded } from '../verbs/create';
import { store } from '../verbs/store';

const CLIENT_SIDE = 'kubectl-client-side-apply';

/** `kubectl apply --server-side`. As structured-merge-diff/merge/update.go, Updater.Apply. */
export function applyServerSide(
  machine: Machine,
  kind: Kind,
  manifest: Manifest,
  live: ApiObject | undefined,
  options: ApplyOptions,
): ReturnType<KubeApi['apply']> {
  const by = { manager: 'kubectl', ...options };
  const taken = read(
    kind,
    manifest,
    options.validate === false ? 'Ignore' : (options.fieldValidation ?? 'Strict'),
  );
  if (!taken.ok) return taken;
  const apiVersion = textAt(manifest, 'apiVersion') ?? '';
  const shape = shapeOf(kind, apiVersion);
  const writer = writerOf(by, apiVersion, 'Apply', stamp(machine.time));
  const fields = fieldsIn(taken.object, shape);
  if (!live) {
    const made = createDecoded(machine, taken, by, withOwn([], writer, fields));
    return made.ok ? ok({ result: 'serverside-applied', object: made.value }, made.warnings) : made;
  }
  const merged = mergedWith(live, taken.object, fields, writer, shape);
  const conflict = options.force ? undefined : conflictWith(live, merged, writer, shape);
  if (conflict) return conflict;
  const { touched, gone } = changes(live, merged, shape);
  const others = managersOf(live).map((entry) =>
    isBy(entry, writer)
      ? entry
      : { ...entry, fieldsV1: difference(difference(entry.fieldsV1, gone), options.force ? touched : {}) },
  );
  const managers = withOwn(others, sameWriter(others, writer, fields), fields);
  const stored = store(machine, kind, copy(merged), live, by, taken.warnings, 'applied', managers);
  if (!stored.ok) return stored;
  return (
    migrated(machine, kind, manifest, stored.value, by, options) ??
    ok({ result: 'serverside-applied', object: stored.value }, stored.warnings)
  );
}

/** Applying the same again writes nothing: the time of an entry only moves with its fields. */
function sameWriter(others: readonly ManagedFields[], writer: Writer, fields: Tree): Writer {
  const before = others.find((entry) => isBy(entry, writer));
  const same = before && JSON.stringify(before.fieldsV1) === JSON.stringify(fields);
  return same ? { ...writer, time: before.time } : writer;
}

/** The live object with the applied one, without what this manager applied before, applies no more and nobody else owns. */
function mergedWith(live: ApiObject, applied: JsonMap, fields: Tree, writer: Writer, shape: Shape): JsonMap {
  const merged = mergeApplied(live, applied, shape);
  const managers = managersOf(live);
  const before = managers.find((entry) => isBy(entry, writer))?.fieldsV1 ?? {};
  let dropped = difference(before, fields);
  for (const entry of managers) if (!isBy(entry, writer)) dropped = difference(dropped, entry.fieldsV1);
  return isEmpty(dropped) ? merged : without(merged, dropped, shape);
}

/** As apimachinery/pkg/util/managedfields/internal/conflict.go. */
function conflictWith(live: ApiObject, merged: JsonMap, writer: Writer, shape: Shape): Refusal | undefined {
  const { touched } = changes(live, merged, shape);
  const found = managersOf(live)
    .filter((entry) => !isBy(entry, writer))
    .flatMap((entry) =>
      paths(intersection(entry.fieldsV1, touched)).map((path) => ({
        by: printed(entry),
        path: pathText(path),
      })),
    );
  const [first] = found;
  if (!first) return undefined;
  const causes = found.map(({ by, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${by}`,
    field: path,
  }));
  if (found.length === 1)
    return applyConflict(`Apply failed with 1 conflict: conflict with ${first.by}: ${first.path}`, causes);
  const lines = [...new Set(found.map(({ by }) => by))]
    .sort()
    .flatMap((manager) => [
      `conflicts with ${manager}:`,
      ...found.filter(({ by }) => by === manager).map(({ path }) => `- ${path}`),
    ]);
  return applyConflict(`Apply failed with ${found.length} conflicts: ${lines.join('\n')}`, causes);
}

function printed({ manager, operation, apiVersion, subresource }: ManagedFields): string {
  const name =
    JSON.stringify(manager) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}

/**
 * What was applied client-side before becomes the manager's own, and what is no longer applied goes.
 * As kubectl/pkg/cmd/apply/apply.go, migrateToSSAIfNecessary; only kubectl does so.
 */
function migrated(
  machine: Machine,
  kind: Kind,
  manifest: Manifest,
  live: ApiObject,
  by: ApplyOptions & { manager: string },
  options: ApplyOptions,
): ReturnType<KubeApi['apply']> | undefined {
  const managers = managersOf(live);
  const old = managers.find(({ manager, operation }) => manager === CLIENT_SIDE && operation === 'Update');
  if (!old || by.manager !== 'kubectl' || options.dryRun) return undefined;
  const own = managers.find(({ manager, operation }) => manager === 'kubectl' && operation === 'Apply');
  const writer = writerOf(by, live.apiVersion, 'Apply', stamp(machine.time));
  const rest = managers.filter((entry) => entry !== old);
  const joined = withOwn(rest, writer, union(own?.fieldsV1 ?? {}, old.fieldsV1));
  const stored = store(machine, kind, copy(live), live, by, [], 'migrated to server-side apply', joined);
  return stored.ok ? applyServerSide(machine, kind, manifest, stored.value, options) : stored;
}
