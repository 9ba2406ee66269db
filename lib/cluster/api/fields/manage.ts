import type { ApiObject, JsonMap, ManagedFields } from '../../interface';
import { isMap, mapsAt, textAt } from '../../object';
import type { Kind } from '../kinds';
import { shapeOf } from './shape';
import { difference, isEmpty, type Tree, union } from './tree';
import { changes } from './walk';

/** Whose fields are whose, as `metadata.managedFields` keeps it. As apimachinery/pkg/util/managedfields. */

export interface Writer {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  /** RFC 3339. */
  time: string;
}

/** Who owns what in an object as it is stored. */
export function managersOf(object: JsonMap): ManagedFields[] {
  return mapsAt(object, 'metadata', 'managedFields').flatMap((entry) => {
    const { manager, operation, apiVersion, time, fieldsV1, subresource } = entry;
    if (typeof manager !== 'string' || (operation !== 'Apply' && operation !== 'Update')) return [];
    return {
      manager,
      operation,
      apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
      time: typeof time === 'string' ? time : '',
      fieldsType: 'FieldsV1' as const,
      fieldsV1: isMap(fieldsV1) ? fieldsV1 : {},
      ...(typeof subresource === 'string' ? { subresource } : {}),
    };
  });
}

export function isBy(entry: ManagedFields, writer: Writer): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    entry.subresource === writer.subresource &&
    // Those who apply are one whatever version they apply.
    (writer.operation === 'Apply' || entry.apiVersion === writer.apiVersion)
  );
}

/** The managers with the writer's own fields set anew, in the order in which the server sorts them. */
export function withOwn(managers: readonly ManagedFields[], writer: Writer, fields: Tree): ManagedFields[] {
  const before = managers.find((entry) => isBy(entry, writer));
  const others = managers.filter((entry) => entry !== before && !isEmpty(entry.fieldsV1));
  if (isEmpty(fields)) return others;
  const { subresource, ...rest } = writer;
  const entry: ManagedFields = {
    ...rest,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource === undefined ? {} : { subresource }),
  };
  // As sortEncodedManagedFields: who applies comes first, then by time.
  return [...others, entry].sort(
    (a, b) =>
      compare(a.operation, b.operation) ||
      compare(a.time, b.time) ||
      compare(a.manager, b.manager) ||
      compare(a.subresource ?? '', b.subresource ?? ''),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The managers after a write that is no apply: what it changed is the writer's now. As structured-merge-diff, Updater.Update. */
export function managedAfterUpdate(
  kind: Kind,
  old: ApiObject | undefined,
  next: JsonMap,
  writer: Writer,
): ManagedFields[] {
  const shape = shapeOf(kind, writer.apiVersion);
  const { touched, gone } = changes(old ?? {}, next, shape);
  const before = old ? managersOf(old) : [];
  if (isEmpty(touched) && isEmpty(gone)) return before;
  const mine = before.find((entry) => isBy(entry, writer))?.fieldsV1 ?? {};
  const others = before.map((entry) => ({
    ...entry,
    fieldsV1: difference(difference(entry.fieldsV1, gone), isBy(entry, writer) ? {} : touched),
  }));
  return withOwn(others, writer, union(difference(mine, gone), touched));
}

/** The writer of a request. */
export function writerOf(
  options: { manager?: string; subresource?: string },
  apiVersion: string,
  operation: Writer['operation'],
  time: string,
): Writer {
  const { manager = 'unknown', subresource } = options;
  return { manager, operation, apiVersion, time, ...(subresource ? { subresource } : {}) };
}

/** The object with these managers. */
export function withManagers(object: JsonMap, managers: readonly ManagedFields[]): JsonMap {
  const metadata = isMap(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, managedFields: managers.length ? [...managers] : undefined } };
}

/** The version that an object is written in. */
export function versionOf(object: JsonMap): string {
  return textAt(object, 'apiVersion') ?? '';
}
