import type { ResourceStatus } from '../compare/application';
import { at, type Json, type JsonMap } from '../object';
import type { Compared } from './compare';
import { withoutEmpty } from './json';
import type { ApplicationView } from './view';

/** `status.sync`: what was compared, with what came of it. */
export function syncStatusOf(
  { object, source }: ApplicationView,
  { comparison, revision }: Compared,
): JsonMap {
  const ignore = at(object, 'spec', 'ignoreDifferences');
  return {
    status: comparison.status,
    comparedTo: {
      ...(source !== undefined && { source }),
      destination: at(object, 'spec', 'destination') ?? {},
      ...(ignore !== undefined && { ignoreDifferences: ignore }),
    },
    ...(revision && { revision }),
  };
}

/** `status.resources`, sorted as upstream sorts them. Their health is not among it: it is shown from the tree, since 3.0. */
export function resourcesOf(resources: readonly ResourceStatus[]): Json[] {
  const keyed = resources.map((one) => ({
    key: [one.group, one.kind, one.namespace, one.name].join('/'),
    json: withoutEmpty({
      group: one.group,
      version: one.version,
      kind: one.kind,
      namespace: one.namespace,
      name: one.name,
      status: one.status,
      hook: one.hook,
      requiresPruning: one.requiresPruning,
      syncWave: one.syncWave,
      requiresDeletionConfirmation: one.requiresDeletionConfirmation,
    }),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ json }) => json);
}
