import type { OperationPhase, ResourceResult } from '../sync/result';
import type { SyncRequest } from '../sync/settings';
import type { RetryStrategy } from './retry';

/** `Application.operation`: what somebody, or auto-sync, asked for. */
export interface Operation {
  sync?: SyncRequest & { revision?: string; selfHealAttemptsCount?: number };
  initiatedBy?: { username?: string; automated?: boolean };
  retry?: RetryStrategy;
}

/** `status.operationState`. Times are epoch milliseconds. */
export interface OperationState {
  operation: Operation;
  phase: OperationPhase;
  message: string;
  /** The same for the whole operation, retries and all. */
  startedAt: number;
  /** When it ended; on a running one, when the attempt failed that is going to be retried. */
  finishedAt?: number;
  retryCount: number;
  syncResult?: { revision: string; resources: readonly ResourceResult[] };
}

export function newOperationState(operation: Operation, now: number): OperationState {
  return { operation, phase: 'Running', message: '', startedAt: now, retryCount: 0 };
}
