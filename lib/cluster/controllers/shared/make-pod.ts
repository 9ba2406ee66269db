import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { copy } from '../../object';
import type { Template } from '../../types/workloads';
import { controllerRef } from './owners';

/** A Pod from a template. As pkg/controller/controller_utils.go, GetPodFromTemplate. */
export function podFrom(
  template: Template | undefined,
  owner: ApiObject,
  name: { generateName: string } | { name: string },
): Manifest & { metadata: JsonMap; spec: JsonMap } {
  const { labels, annotations, finalizers } = template?.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...name,
      namespace: owner.metadata.namespace,
      ...(labels && { labels: copy(labels) }),
      ...(annotations && { annotations: copy(annotations) }),
      ...(finalizers && { finalizers: [...finalizers] }),
      ownerReferences: [controllerRef(owner)],
    },
    spec: copy(template?.spec ?? {}),
  };
}
