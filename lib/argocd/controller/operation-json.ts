import { readRetryStrategy, readSource, type Source } from '../application/spec';
import { at, isMap, itemsAt, type Json, type JsonMap, numberAt, textAt } from '../object';
import type { Operation, OperationState } from '../operation/state';
import type { HookType, SyncPhase } from '../resource/hook';
import type { SelectedResource } from '../sync/input';
import type { OperationPhase, ResourceResult, ResultCode } from '../sync/result';
import type { SyncRequest } from '../sync/settings';
import { stamp, timeAt, withoutEmpty } from './json';

/** An operation's state with what only the Application itself knows: the operation as it was written, and its source. */
export interface StoredOperation {
  state: OperationState;
  /** `.operation` as it was asked for. */
  asked: JsonMap;
  /** `status.operationState.syncResult.source` as it was taken. */
  source: Json | undefined;
  /** `managedNamespaceMetadata` as the last pass knew it. */
  namespaceMetadata?: Json | undefined;
}

/** Reads `.operation`. Whatever is missing or of another type is as if it were not written. */
export function readOperation(json: Json | undefined): Operation {
  const sync = at(json, 'sync');
  const retry = readRetryStrategy(at(json, 'retry'));
  const username = textAt(json, 'initiatedBy', 'username');
  return {
    ...(isMap(sync) && { sync: readSync(sync) }),
    initiatedBy: { ...(username && { username }), automated: at(json, 'initiatedBy', 'automated') === true },
    ...(retry && { retry }),
  };
}

function readSync(sync: JsonMap): NonNullable<Operation['sync']> {
  const revision = textAt(sync, 'revision');
  return {
    ...(revision && { revision }),
    prune: at(sync, 'prune') === true,
    dryRun: at(sync, 'dryRun') === true,
    resources: itemsAt(sync, 'resources').filter(isMap).map(readSelected),
    syncOptions: itemsAt(sync, 'syncOptions').filter((item) => typeof item === 'string'),
    strategy: readStrategy(at(sync, 'syncStrategy')),
    selfHealAttemptsCount: numberAt(sync, 'autoHealAttemptsCount') ?? 0,
  };
}

const readSelected = (item: JsonMap): SelectedResource => ({
  group: textAt(item, 'group'),
  kind: textAt(item, 'kind'),
  name: textAt(item, 'name'),
  namespace: textAt(item, 'namespace'),
});

function readStrategy(json: Json | undefined): NonNullable<SyncRequest['strategy']> {
  const apply = at(json, 'apply');
  if (isMap(apply)) return { kind: 'apply', force: apply.force === true };
  return { kind: 'hook', force: at(json, 'hook', 'force') === true };
}

/** Writes what somebody asks for as `.operation`. */
export function writeOperation({ sync, initiatedBy, retry }: Operation, source?: JsonMap): JsonMap {
  const strategy = sync?.strategy;
  return {
    ...(sync && {
      sync: withoutEmpty({
        revision: sync.revision,
        prune: sync.prune,
        dryRun: sync.dryRun,
        resources: sync.resources?.map((one) => withoutEmpty({ ...one })),
        syncOptions: sync.syncOptions,
        ...(strategy && { syncStrategy: { [strategy.kind]: strategy.force ? { force: true } : {} } }),
        source,
        autoHealAttemptsCount: sync.selfHealAttemptsCount,
      }),
    }),
    initiatedBy: withoutEmpty({ ...initiatedBy }),
    retry: retry
      ? withoutEmpty({
          limit: retry.limit,
          refresh: retry.refresh,
          ...(retry.backoff && Object.keys(retry.backoff).length > 0 && { backoff: { ...retry.backoff } }),
        })
      : {},
  };
}

/** Reads `status.operationState`; undefined when nothing was ever asked for. */
export function readOperationState(json: Json | undefined): StoredOperation | undefined {
  const phase = phaseOf(textAt(json, 'phase'));
  if (!isMap(json) || phase === '') return undefined;
  const asked = at(json, 'operation');
  const result = at(json, 'syncResult');
  const finishedAt = timeAt(json, 'finishedAt');
  const state: OperationState = {
    operation: readOperation(asked),
    phase,
    message: textAt(json, 'message'),
    startedAt: timeAt(json, 'startedAt') ?? 0,
    ...(finishedAt !== undefined && { finishedAt }),
    retryCount: numberAt(json, 'retryCount') ?? 0,
    ...(isMap(result) && {
      syncResult: {
        revision: textAt(result, 'revision'),
        resources: itemsAt(result, 'resources').filter(isMap).map(readResult),
      },
    }),
  };
  return {
    state,
    asked: isMap(asked) ? asked : {},
    source: at(result, 'source'),
    namespaceMetadata: at(result, 'managedNamespaceMetadata'),
  };
}

/** Writes `status.operationState`. */
export function writeOperationState({ state, asked, source, namespaceMetadata }: StoredOperation): JsonMap {
  return {
    operation: asked,
    phase: state.phase,
    ...(state.message && { message: state.message }),
    startedAt: stamp(state.startedAt),
    ...(state.finishedAt !== undefined && { finishedAt: stamp(state.finishedAt) }),
    ...(state.retryCount > 0 && { retryCount: state.retryCount }),
    ...(state.syncResult && {
      syncResult: {
        revision: state.syncResult.revision,
        ...(source !== undefined && { source }),
        ...(state.syncResult.resources.length > 0 && {
          resources: state.syncResult.resources.map(writeResult),
        }),
        ...(namespaceMetadata !== undefined && { managedNamespaceMetadata: namespaceMetadata }),
      },
    }),
  };
}

const writeResult = (result: ResourceResult): JsonMap => ({
  group: result.group,
  kind: result.kind,
  namespace: result.namespace,
  name: result.name,
  version: result.version,
  ...withoutEmpty({
    status: result.status,
    message: result.message,
    hookType: result.hookType,
    hookPhase: result.hookPhase,
    syncPhase: result.syncPhase,
    images: [...result.images],
  }),
});

function readResult(json: JsonMap): ResourceResult {
  return {
    group: textAt(json, 'group'),
    kind: textAt(json, 'kind'),
    namespace: textAt(json, 'namespace'),
    name: textAt(json, 'name'),
    version: textAt(json, 'version'),
    status: oneOf<ResultCode>(['Synced', 'SyncFailed', 'Pruned', 'PruneSkipped'], textAt(json, 'status')),
    message: textAt(json, 'message'),
    hookType: oneOf<HookType>(['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip'], textAt(json, 'hookType')),
    hookPhase: phaseOf(textAt(json, 'hookPhase')),
    syncPhase:
      oneOf<SyncPhase>(['PreSync', 'Sync', 'PostSync', 'SyncFail'], textAt(json, 'syncPhase')) || 'Sync',
    images: itemsAt(json, 'images').filter((item) => typeof item === 'string'),
  };
}

const phaseOf = (text: string): OperationPhase | '' =>
  oneOf<OperationPhase>(['Running', 'Terminating', 'Succeeded', 'Failed', 'Error'], text);

const oneOf = <T extends string>(known: readonly T[], text: string): T | '' =>
  known.find((one) => one === text) ?? '';

/** The source that an operation's result was made from, as the decisions read it. */
export const sourceOf = ({ source }: StoredOperation): Source | undefined =>
  source === undefined ? undefined : readSource(source);
