import type { ApplyOptions, KubeApi, Manifest } from '../../interface';
import { isMap, textAt } from '../../object';
import { applyClientSide } from '../apply/client';
import { applyServerSide } from '../apply/server';
import { badRequest, unknownResource } from '../errors';
import { sizeRefusal } from '../intake';
import type { Machine } from '../machine';
import { namespaceFor } from './read';

/** Applies one manifest, client-side as `kubectl apply` does unless `mode` says otherwise. */
export function apply(
  machine: Machine,
  manifest: Manifest,
  options: ApplyOptions = {},
): ReturnType<KubeApi['apply']> {
  const size = sizeRefusal(manifest);
  if (size) return size;
  const apiVersion = textAt(manifest, 'apiVersion') ?? '';
  const kind = machine.kinds.find(apiVersion, textAt(manifest, 'kind') ?? '');
  if (!kind) return unknownResource();
  const metadata = isMap(manifest.metadata) ? manifest.metadata : {};
  const name = textAt(metadata, 'name') ?? '';
  if (!name && textAt(metadata, 'generateName'))
    return badRequest(`from ${textAt(metadata, 'generateName')}: cannot use generate name with apply`);
  if (!name) return badRequest('resource name may not be empty');
  const namespace = namespaceFor(kind, textAt(metadata, 'namespace'));
  const { namespace: _, ...rest } = metadata;
  const placed = { ...manifest, metadata: kind.namespaced ? { ...metadata, namespace } : rest };
  const live = machine.store.get(kind, namespace, name);
  if (options.mode === 'server') return applyServerSide(machine, kind, placed, live, options);
  return applyClientSide(machine, kind, placed, live, options);
}
