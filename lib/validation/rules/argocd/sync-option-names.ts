/** Options that a resource's annotation takes. As gitops-engine/pkg/sync/common/types.go. */
export const RESOURCE_OPTIONS = [
  'Prune=false',
  'Prune=true',
  'Prune=confirm',
  'PruneLast=true',
  'Delete=false',
  'Delete=true',
  'Delete=confirm',
  'Replace=true',
  'Replace=false',
  'Force=true',
  'Force=false',
  'Validate=false',
  'Validate=true',
  'ServerSideApply=true',
  'ServerSideApply=false',
  'SkipDryRunOnMissingResource=true',
  'ClientSideApplyMigration=true',
  'ClientSideApplyMigration=false',
];

/** Options that only an Application takes, in `spec.syncPolicy.syncOptions`. */
export const APPLICATION_ONLY = [
  'CreateNamespace=true',
  'CreateNamespace=false',
  'ApplyOutOfSyncOnly=true',
  'ApplyOutOfSyncOnly=false',
  'FailOnSharedResource=true',
  'FailOnSharedResource=false',
  'RespectIgnoreDifferences=true',
  'RespectIgnoreDifferences=false',
  'PrunePropagationPolicy=foreground',
  'PrunePropagationPolicy=background',
  'PrunePropagationPolicy=orphan',
  'PruneLast=false',
  'SkipDryRunOnMissingResource=false',
];

export const APPLICATION_OPTIONS = [...RESOURCE_OPTIONS, ...APPLICATION_ONLY];

/** What the annotation about comparison takes. As argo-cd util/argo/normalizers and controller/state.go. */
export const COMPARISON_OPTIONS = [
  'IgnoreExtraneous',
  'ServerSideDiff=true',
  'ServerSideDiff=false',
  'IncludeMutationWebhook=true',
];
