import type { ResourceStatus, SyncCode } from '../compare/application';
import type { Condition } from '../compare/condition';
import { sameJson } from '../object';
import type { Operation, OperationState } from '../operation/state';
import { isCompleted } from '../sync/result';
import type { Application, Source } from './spec';

export interface AutoSyncInput {
  application: Application;
  /** An operation is asked for or under way. */
  operationInProgress: boolean;
  status: SyncCode;
  /** The revision that was compared with. */
  revision: string;
  resources: readonly Pick<ResourceStatus, 'group' | 'kind' | 'name' | 'status' | 'requiresPruning'>[];
  /** The last operation, with the source it synced. */
  last: (OperationState & { source?: Source }) | undefined;
  now: number;
}

export type AutoSync =
  | { kind: 'skip'; reason: string; condition?: Condition }
  /** Self-heal backs off: look again after so many milliseconds. */
  | { kind: 'wait'; ms: number; reason: string }
  | { kind: 'sync'; operation: Operation; event: string };

/** After a failed automated sync without its own `retry`. */
const AUTOMATED_RETRY = { limit: 5 };

/**
 * Whether a comparison starts a sync by itself, and if not, why not, in Argo CD's words.
 * As controller/appcontroller.go, autoSync.
 */
export function decideAutoSync(input: AutoSyncInput): AutoSync {
  const { application, resources, revision } = input;
  const { automated } = application;
  const skip = (reason: string, condition?: Condition): AutoSync => ({
    kind: 'skip',
    reason: `Skipping auto-sync: ${reason}`,
    ...(condition && { condition }),
  });
  if (!automated) return skip('automated sync is not enabled');
  if (input.operationInProgress) return skip('another operation is in progress');
  if (application.deleting) return skip('deletion in progress');
  if (input.status !== 'OutOfSync') return skip(`application status is ${input.status}`);
  if (!automated.prune && resources.every((one) => one.status === 'Synced' || one.requiresPruning)) {
    return skip('need to prune extra resources only but automated prune is disabled');
  }
  const operation: Operation = {
    sync: {
      revision,
      prune: automated.prune,
      syncOptions: application.syncOptions,
    },
    initiatedBy: { automated: true },
    retry: application.retry ?? AUTOMATED_RETRY,
  };
  const tried = attempted(input);
  if (tried) {
    const { last } = input;
    const revisions = tried.revision === undefined ? '[]' : `[${tried.revision}]`;
    if (last?.phase !== 'Succeeded') {
      const message = `Failed last sync attempt to ${revisions}: ${last?.message ?? ''}`;
      return skip(`failed previous sync attempt to ${revisions} and will not retry for [${revision}]`, {
        type: 'SyncError',
        message,
      });
    }
    if (!automated.selfHeal) return skip(`most recent sync already to [${revision}]`);
    const before = last.operation.sync?.selfHealAttemptsCount ?? 0;
    const left = selfHealWait(before) - (input.now - (last.finishedAt ?? input.now));
    if (left > 0) {
      return { kind: 'wait', ms: left, reason: `Skipping auto-sync: already attempted sync to ${revisions}` };
    }
    operation.sync = {
      ...operation.sync,
      selfHealAttemptsCount: before + 1,
      // A selection: hooks do not run, and it is not in the history.
      resources: resources
        .filter((one) => one.status !== 'Synced')
        .map(({ group, kind, name }) => ({ group, kind, name })),
    };
  }
  if (automated.prune && !automated.allowEmpty && resources.every((one) => one.requiresPruning)) {
    const message = `Skipping sync attempt to [${revision}]: auto-sync will wipe out all resources`;
    return { kind: 'skip', reason: message, condition: { type: 'SyncError', message } };
  }
  return { kind: 'sync', operation, event: `Initiated automated sync to '${revision}'` };
}

/** What was tried last, if it is what would be tried now. As alreadyAttemptedSync. */
function attempted({ last, revision, application }: AutoSyncInput): { revision?: string } | undefined {
  if (!last) return undefined;
  if (!last.syncResult) return isCompleted(last.phase) ? {} : undefined;
  const same =
    last.syncResult.revision === revision &&
    (last.source === undefined || sameJson({ ...last.source }, { ...application.source }));
  return same ? { revision: last.syncResult.revision } : undefined;
}

/** 2 seconds after the first time, then three times as long each time, at most five minutes. */
export function selfHealWait(attempts: number): number {
  return attempts < 1 ? 0 : Math.min(2000 * 3 ** (attempts - 1), 300_000);
}
