import { DEFAULT_SETTINGS, type SelectedResource, type SyncSettings } from './input';

/** What an operation asks for. As v1alpha1.SyncOperation, its parts that decide how a sync goes. */
export interface SyncRequest {
  prune?: boolean;
  dryRun?: boolean;
  resources?: readonly SelectedResource[];
  syncOptions?: readonly string[];
  /** `apply` runs no hooks; `force` is kubectl's. Default: hooks, no force. */
  strategy?: { kind: 'apply' | 'hook'; force?: boolean };
}

/** What of the Application itself matters, beside its operation. */
export interface AppSettings {
  /** `spec.syncPolicy.managedNamespaceMetadata`. */
  namespaceMetadata?: SyncSettings['namespaceMetadata'];
  pruneConfirmed?: boolean;
}

/** How a sync goes, from what was asked for. As controller/sync.go, SyncAppState. */
export function settingsOf(request: SyncRequest, app: AppSettings = {}): SyncSettings {
  const options = request.syncOptions ?? [];
  const has = (option: string) => options.includes(option);
  const selected = request.resources ?? [];
  return {
    ...DEFAULT_SETTINGS,
    prune: request.prune ?? false,
    dryRun: request.dryRun ?? false,
    // A selection runs no hooks; self-heal makes one too.
    skipHooks: request.strategy?.kind === 'apply' || selected.length > 0,
    only: selected.length > 0 ? selected : undefined,
    pruneLast: has('PruneLast=true'),
    pruneConfirmed: app.pruneConfirmed ?? false,
    appPrune: options.find((option) => option.startsWith('Prune='))?.slice('Prune='.length),
    force: request.strategy?.force ?? false,
    replace: has('Replace=true'),
    validate: !has('Validate=false'),
    serverSideApply: has('ServerSideApply=true'),
    applyOutOfSyncOnly: has('ApplyOutOfSyncOnly=true'),
    skipDryRunOnMissingResource: has('SkipDryRunOnMissingResource=true'),
    clientSideApplyMigration: !has('ClientSideApplyMigration=false'),
    propagation: propagationOf(options),
    createNamespace: createNamespaceOf(has('CreateNamespace=true'), app),
    ...(app.namespaceMetadata && { namespaceMetadata: app.namespaceMetadata }),
  };
}

function propagationOf(options: readonly string[]): SyncSettings['propagation'] {
  if (options.includes('PrunePropagationPolicy=background')) return 'Background';
  if (options.includes('PrunePropagationPolicy=foreground')) return 'Foreground';
  return options.includes('PrunePropagationPolicy=orphan') ? 'Orphan' : 'Foreground';
}

function createNamespaceOf(asked: boolean, app: AppSettings): SyncSettings['createNamespace'] {
  if (!asked) return 'never';
  return app.namespaceMetadata ? 'always' : 'when-missing';
}
