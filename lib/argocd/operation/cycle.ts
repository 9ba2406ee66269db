import type { SyncState } from '../sync/pass-state';
import { isCompleted } from '../sync/result';
import { retryWait } from './retry';
import type { OperationState } from './state';

/** What to do with an operation that is not over. */
export type NextTurn =
  | { kind: 'wait'; ms: number }
  /** Run a pass (`terminatePass` when the phase is Terminating) and hand what it gave to `afterPass`. */
  | { kind: 'run'; state: OperationState; cause?: string }
  | { kind: 'over'; state: OperationState };

/**
 * The start of a turn: waits for a retry's time, starts the retry, or ends what has run too long.
 * As controller/appcontroller.go, processRequestedAppOperation, its first half.
 *
 * @param timeout milliseconds after which a sync is terminated; 0 for never, the default upstream.
 */
export function beforePass(state: OperationState, now: number, timeout = 0): NextTurn {
  if (isCompleted(state.phase)) return { kind: 'over', state };
  if (state.phase === 'Terminating') return { kind: 'run', state };
  if (timeout > 0 && now > state.startedAt + timeout) {
    const message = 'operation is terminating due to timeout';
    return {
      kind: 'run',
      state: { ...state, phase: 'Terminating', message },
      cause: 'controller sync timeout',
    };
  }
  if (state.finishedAt === undefined) return { kind: 'run', state };
  const retry = state.operation.retry ?? {};
  // The counter was raised already when the attempt failed, so this waits longer than was announced.
  const wait = retryWait(retry, state.retryCount);
  if (!wait.ok) return { kind: 'over', state: { ...state, phase: 'Error', message: wait.message } };
  const left = state.finishedAt + wait.ms - now;
  return left > 0 ? { kind: 'wait', ms: left } : { kind: 'run', state: retried(state) };
}

/** Forgets the failed attempt: every hook and every apply comes again. */
function retried(state: OperationState): OperationState {
  const { finishedAt: _finished, syncResult: _results, ...rest } = state;
  const refresh = state.operation.retry?.refresh ?? false;
  const { revision: _revision, ...sync } = state.operation.sync ?? {};
  return {
    ...rest,
    operation: refresh ? { ...state.operation, sync } : state.operation,
    message: `Retrying operation${refresh ? ' with latest revisions' : ''}. Attempt #${state.retryCount}`,
  };
}

/**
 * The end of a turn: what a pass gave becomes the operation's state; what failed is retried while it may be.
 * As controller/appcontroller.go, processRequestedAppOperation, its second half.
 *
 * @param clockTime how a time is written, as Go's time.Kitchen: `3:04PM`.
 */
export function afterPass(
  before: OperationState,
  pass: Pick<SyncState, 'phase' | 'message'> & Partial<Pick<SyncState, 'results'>>,
  revision: string,
  now: number,
  clockTime: (time: number) => string,
  cause?: string,
): OperationState {
  const terminating = before.phase === 'Terminating';
  const state: OperationState = {
    ...before,
    phase: pass.phase,
    message: pass.message,
    ...(pass.results && { syncResult: { revision, resources: pass.results } }),
  };
  if (state.phase === 'Succeeded') return { ...state, finishedAt: now };
  if (state.phase === 'Running' || state.phase === 'Terminating') return state;
  const limit = state.operation.retry?.limit ?? 0;
  if (!terminating && (state.retryCount < limit || limit < 0)) return retryLater(state, now, clockTime);
  const why = terminating && cause ? `, triggered by ${cause}` : '';
  const times = state.retryCount > 0 ? ` (retried ${state.retryCount} times).` : '';
  return { ...state, message: `${state.message}${why}${times}`, finishedAt: now };
}

function retryLater(state: OperationState, now: number, clockTime: (time: number) => string): OperationState {
  const wait = retryWait(state.operation.retry ?? {}, state.retryCount);
  if (!wait.ok) {
    const message = `${state.message} (failed to retry: ${wait.message})`;
    return { ...state, phase: 'Error', message, finishedAt: now };
  }
  const retryCount = state.retryCount + 1;
  const at = clockTime(now + wait.ms);
  const message = `${state.message}. Retrying attempt #${retryCount} at ${at}.`;
  return { ...state, phase: 'Running', message, finishedAt: now, retryCount };
}

/** Somebody asks a running operation to end. */
export function terminate(state: OperationState): OperationState {
  return { ...state, phase: 'Terminating', message: 'operation is terminating' };
}

/** As Go's time.Kitchen, in UTC: `3:04PM`. */
export function kitchen(time: number): string {
  const date = new Date(time);
  const hours = date.getUTCHours();
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? 'AM' : 'PM'}`;
}

/** The event that the end of an operation records. As setOperationState. */
export function completionEvent(state: OperationState): { type: 'Normal' | 'Warning'; message: string } {
  const partial = (state.operation.sync?.resources?.length ?? 0) > 0;
  const to = state.syncResult ? ` to ${state.syncResult.revision}` : '';
  const what = `${partial ? 'Partial sync operation' : 'Sync operation'}${to}`;
  return state.phase === 'Succeeded'
    ? { type: 'Normal', message: `${what} succeeded` }
    : { type: 'Warning', message: `${what} failed: ${state.message}` };
}
