import type { HealthStatus } from '../health/status';
import type { ResourceKey } from '../key';
import type { JsonMap, KubeObject } from '../object';
import type { ResourceResult } from './result';

/** What is wanted and what is there, one of them possibly missing. Hooks are not among the wanted. */
export interface ManagedPair {
  target: KubeObject | undefined;
  live: KubeObject | undefined;
}

/** What comes of matching targets with live objects. As gitops-engine/pkg/sync/reconcile.go. */
export interface Reconciliation {
  pairs: readonly ManagedPair[];
  hooks: readonly KubeObject[];
}

/** How the API server knows a kind, or its refusal. */
export type Discovery =
  | { found: true; namespaced: boolean }
  | { found: false; message: string; notFound: boolean };

/** A resource that a selective sync names. `namespace` counts only when given. */
export interface SelectedResource {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface SyncSettings {
  /** Delete what is live and no longer wanted. */
  prune: boolean;
  dryRun: boolean;
  /** Hooks take no part: strategy `apply`, or a selective sync. */
  skipHooks: boolean;
  /** The resources a selective sync names; undefined for a full sync. */
  only: readonly SelectedResource[] | undefined;
  pruneLast: boolean;
  /** `argocd.argoproj.io/deletion-approved` names a time after the operation's start. */
  pruneConfirmed: boolean;
  /** The value of the Application's own `Prune=` option. */
  appPrune: string | undefined;
  force: boolean;
  replace: boolean;
  validate: boolean;
  serverSideApply: boolean;
  applyOutOfSyncOnly: boolean;
  skipDryRunOnMissingResource: boolean;
  clientSideApplyMigration: boolean;
  propagation: 'Foreground' | 'Background' | 'Orphan';
  /**
   * Whether the destination namespace is made: never, only while it is missing, or kept in step always (upstream does that for
   * `managedNamespaceMetadata`), with the labels and annotations that it gets.
   */
  createNamespace: 'never' | 'when-missing' | 'always';
  namespaceMetadata?: { labels?: JsonMap; annotations?: JsonMap };
}

/** All that a pass of a sync needs to know. It is data but for three questions, which must answer the same each time. */
export interface SyncInput {
  reconciliation: Reconciliation;
  /** The Application's destination namespace, `''` for none. */
  namespace: string;
  /** The destination Namespace as it is in the cluster, tracked or not. */
  liveNamespace: KubeObject | undefined;
  revision: string;
  /** When the operation started, epoch milliseconds. */
  startedAt: number;
  settings: SyncSettings;
  /** What earlier passes of this attempt stored. */
  results: readonly ResourceResult[];
  /** Keys (as keyText) of pairs that differ; a key that is absent is not known. Only for ApplyOutOfSyncOnly. */
  modified?: ReadonlyMap<string, boolean>;
  discover(object: KubeObject): Discovery;
  /** Why the project forbids an object; undefined when it does not. */
  forbidden(object: KubeObject, resource: { namespaced: boolean }): string | undefined;
  health(object: KubeObject): HealthStatus | undefined;
  /** Whether an object that is live is this Application's own, by its tracking id. */
  isOwn?(pair: ManagedPair): boolean;
}

export const DEFAULT_SETTINGS: SyncSettings = {
  prune: false,
  dryRun: false,
  skipHooks: false,
  only: undefined,
  pruneLast: false,
  pruneConfirmed: false,
  appPrune: undefined,
  force: false,
  replace: false,
  validate: true,
  serverSideApply: false,
  applyOutOfSyncOnly: false,
  skipDryRunOnMissingResource: false,
  clientSideApplyMigration: true,
  propagation: 'Foreground',
  createNamespace: 'never',
};

/** Whether a selective sync names a resource. As SyncOperationResource.HasIdentity in pkg/apis. */
export function isSelected(
  { group, kind, name, namespace }: ResourceKey,
  only: readonly SelectedResource[],
): boolean {
  return only.some(
    (wanted) =>
      (wanted.group ?? '') === group &&
      wanted.kind === kind &&
      wanted.name === name &&
      (!wanted.namespace || wanted.namespace === namespace),
  );
}
