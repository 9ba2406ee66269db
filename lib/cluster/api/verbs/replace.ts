import type { Answer, ApiObject, Manifest, WriteOptions } from '../../interface';
import { textAt } from '../../object';
import type { Machine } from '../machine';
import { create } from './create';
import { remove } from './delete';
import { update } from './update';

/** As kubectl/pkg/cmd/replace: a PUT; with `force` the object is deleted and created anew. */
export function replace(
  machine: Machine,
  manifest: Manifest,
  { force, ...options }: WriteOptions & { force?: boolean } = {},
): Answer<ApiObject> {
  const by = { manager: 'kubectl-replace', ...options };
  if (!force) return update(machine, manifest, by);
  const ref = {
    apiVersion: textAt(manifest, 'apiVersion') ?? '',
    kind: textAt(manifest, 'kind') ?? '',
    namespace: textAt(manifest, 'metadata', 'namespace'),
    name: textAt(manifest, 'metadata', 'name') ?? '',
  };
  const removed = remove(machine, ref, { ...by, gracePeriodSeconds: 0, propagation: 'Background' });
  if (!removed.ok && removed.error.reason !== 'NotFound') return removed;
  return create(machine, manifest, by);
}
