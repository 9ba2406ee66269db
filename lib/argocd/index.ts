export { type AutoSync, type AutoSyncInput, decideAutoSync, selfHealWait } from './application/auto-sync';
export {
  type DeletionInput,
  type DeletionStep,
  deletionFinalizers,
  nextDeletionStep,
} from './application/deletion';
export { addHistory, type HistoryEntry, isHistoric, rollback } from './application/history';
export { type CompareLevel, decideRefresh, type Refresh, type RefreshInput } from './application/refresh';
export { type ManualSync, type Requested, requestSync } from './application/requests';
export { type Application, readApplication, type Source } from './application/spec';
export {
  type Comparison,
  type ComparisonInput,
  compareApplication,
  modifiedKeys,
  type ResourceStatus,
  type SyncCode,
} from './compare/application';
export { type Condition, type ConditionType, formatConditions } from './compare/condition';
export { type Change, type Diff, type DiffOptions, diffResource, lastApplied } from './compare/diff';
export { diffForScreen, hideSecretData } from './compare/hide-secret';
export { type IgnoreRule, readIgnoreRules, unsupportedJq } from './compare/ignore';
export { kustomizeError, manifestError, pathMissing } from './compare/manifest-error';
export { reconcile } from './compare/reconcile';
export { respectIgnored } from './compare/respect-ignored';
export { normalizeTargets, type ScopeOf, targetsForSync } from './compare/targets';
export type { Compared } from './controller/compare';
export { readHistory } from './controller/history-json';
export {
  readOperation,
  readOperationState,
  type StoredOperation,
  writeOperation,
} from './controller/operation-json';
export type { Commit, GitRef, Push, RefsAnswer, Repositories, Repository } from './controller/repository';
export { type Resolved, resolveRevision } from './controller/resolve';
export type { ArgoCdServer, Deletion, ServerAnswer } from './controller/server';
export type { ArgoCdSettings } from './controller/settings';
export { type ArgoCd, type ArgoCdOptions, startArgoCd } from './controller/start';
export { type ApplicationHealth, applicationHealthOf, type ResourceHealth } from './health/application';
export { type HealthOptions, hasHealthCheck, resourceHealth } from './health/resource';
export type { HealthCode, HealthStatus } from './health/status';
export { keyOf, keyText, keyTextOf, type ResourceKey } from './key';
export type { Json, JsonMap, KubeObject } from './object';
export {
  afterPass,
  beforePass,
  completionEvent,
  kitchen,
  type NextTurn,
  terminate,
} from './operation/cycle';
export { type Halt, haltedByConditions, haltedByWindow } from './operation/preflight';
export { type RetryStrategy, retryWait } from './operation/retry';
export { newOperationState, type Operation, type OperationState } from './operation/state';
export {
  type Cluster,
  findCluster,
  isLivePermitted,
  validateApplication,
  whyForbidden,
} from './project/permissions';
export { DEFAULT_PROJECT, type Project, readProject } from './project/project';
export { blockedMessage, maySync, windowsFor } from './project/sync-window';
export { annotationFault, annotationOf } from './resource/annotations';
export type { Because } from './resource/because';
export { type DeletePolicy, deletePolicyFacts, type PolicyFacts } from './resource/delete-policy';
export { type HookFacts, type HookType, hookFacts, type SyncPhase } from './resource/hook';
export { ANNOTATION, HOOK_FINALIZER, RESOURCES_FINALIZER } from './resource/names';
export { isSelfReferenced, parseTrackingId, trackingIdOf, withTracking } from './resource/tracking';
export { type WaveFacts, waveFacts } from './resource/wave';
export { type Answer, answer } from './scenario/answer';
export { readScenario, type Scenario } from './scenario/scenario';
export { type Action, type ApplyHow, type Outcome, runSteps, type Steps } from './sync/action';
export { augmentResult, type ServedKind } from './sync/augment';
export {
  DEFAULT_SETTINGS,
  type Discovery,
  type ManagedPair,
  type Reconciliation,
  type SelectedResource,
  type SyncInput,
  type SyncSettings,
} from './sync/input';
export { syncPass } from './sync/pass';
export type { SyncState } from './sync/pass-state';
export { type Plan, planTasks, type TaskFault } from './sync/plan';
export { isCompleted, type OperationPhase, type ResourceResult, type ResultCode } from './sync/result';
export { type AppSettings, type SyncRequest, settingsOf } from './sync/settings';
export type { SyncTask } from './sync/task';
export { terminatePass } from './sync/terminate';
export { whyNotRun } from './sync/why';
