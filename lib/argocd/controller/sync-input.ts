import { modifiedKeys } from '../compare/application';
import { respectIgnored } from '../compare/respect-ignored';
import { resourceHealth } from '../health/resource';
import type { OperationState } from '../operation/state';
import { whyForbidden } from '../project/permissions';
import type { Project } from '../project/project';
import { ANNOTATION } from '../resource/names';
import { isSelfReferenced } from '../resource/tracking';
import type { Reconciliation, SyncInput } from '../sync/input';
import { settingsOf } from '../sync/settings';
import { type Compared, diffOptions } from './compare';
import { timeAt } from './json';
import type { ApplicationView } from './view';
import { discover, IN_CLUSTER, type World } from './world';

/** All that a pass of a sync needs to know, from what was compared. As controller/sync.go, SyncAppState. */
export function syncInputFor(
  world: World,
  view: ApplicationView,
  project: Project,
  { comparison, revision }: Compared,
  state: OperationState,
): SyncInput {
  const { application, object } = view;
  const { namespace } = application.destination;
  const asked = state.operation.sync ?? {};
  const respects = asked.syncOptions?.includes('RespectIgnoreDifferences=true') ?? false;
  const approved = timeAt(object.metadata.annotations?.[ANNOTATION.deletionApproved]);
  const settings = settingsOf(asked, {
    pruneConfirmed: approved !== undefined && approved >= state.startedAt,
    ...(application.namespaceMetadata && { namespaceMetadata: application.namespaceMetadata }),
  });
  const liveNamespace = world.cluster.api.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace });
  return {
    reconciliation: respects ? respecting(view, comparison.reconciliation) : comparison.reconciliation,
    namespace,
    liveNamespace: namespace && liveNamespace.ok ? liveNamespace.value : undefined,
    revision,
    startedAt: state.startedAt,
    settings,
    results: state.syncResult?.resources ?? [],
    modified: modifiedKeys(comparison.diffs),
    discover: (one) => discover(world, one),
    forbidden: (one, { namespaced }) => whyForbidden(project, IN_CLUSTER, one, namespaced),
    health: resourceHealth,
    isOwn: ({ live, target }) => isSelfReferenced(live, target),
  };
}

function respecting(view: ApplicationView, reconciliation: Reconciliation): Reconciliation {
  const rules = diffOptions(view).ignore ?? [];
  const pairs = reconciliation.pairs.map(({ target, live }) => ({
    target: target && respectIgnored(target, live, rules),
    live,
  }));
  return { ...reconciliation, pairs };
}
