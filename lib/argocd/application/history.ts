import type { Operation, OperationState } from '../operation/state';
import type { Application, Source } from './spec';

/** An entry of `status.history`. Times are epoch milliseconds. */
export interface HistoryEntry {
  id: number;
  revision: string;
  source: Source;
  deployStartedAt: number;
  deployedAt: number;
  initiatedBy?: { username?: string; automated?: boolean };
}

/** Whether a finished operation goes into the history: a full one that succeeded and was no dry run. */
export function isHistoric({ phase, operation }: OperationState): boolean {
  const { sync } = operation;
  return phase === 'Succeeded' && sync?.dryRun !== true && (sync?.resources?.length ?? 0) === 0;
}

/** The history with one more entry, the oldest ones cut off. As controller/state.go, persistRevisionHistory. */
export function addHistory(
  history: readonly HistoryEntry[],
  state: OperationState,
  source: Source,
  now: number,
  limit: number,
): HistoryEntry[] {
  if (!isHistoric(state)) return [...history];
  const { initiatedBy } = state.operation;
  const entry: HistoryEntry = {
    id: (history.at(-1)?.id ?? -1) + 1,
    revision: state.syncResult?.revision ?? '',
    source,
    deployStartedAt: state.startedAt,
    deployedAt: now,
    ...(initiatedBy && { initiatedBy }),
  };
  const all = [...history, entry];
  return all.slice(Math.max(0, all.length - Math.max(0, limit)));
}

export type Rollback =
  | { ok: true; operation: Operation & { source: Source } }
  | { ok: false; message: string };

/**
 * The operation that brings an earlier deployment back: a sync with strategy `apply`, so no hook runs.
 * As server/application/application.go, Rollback.
 */
export function rollback(
  application: Application,
  history: readonly HistoryEntry[],
  id: number,
  request: { prune?: boolean; dryRun?: boolean; username?: string } = {},
): Rollback {
  if (application.deleting) return { ok: false, message: 'application is deleting' };
  if (application.automated) {
    return { ok: false, message: 'rollback cannot be initiated when auto-sync is enabled' };
  }
  const entry = history.find((one) => one.id === id);
  if (!entry) {
    const name = application.namespace ? `${application.namespace}/${application.name}` : application.name;
    return { ok: false, message: `application ${name} does not have deployment with id ${id}` };
  }
  const { prune = false, dryRun = false, username } = request;
  return {
    ok: true,
    operation: {
      sync: {
        revision: entry.revision,
        prune,
        dryRun,
        syncOptions: application.syncOptions,
        strategy: { kind: 'apply' },
      },
      ...(username !== undefined && { initiatedBy: { username } }),
      source: entry.source,
    },
  };
}
