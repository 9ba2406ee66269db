import type { CompareLevel } from '../application/refresh';
import { at, isMap, type JsonMap, sameJson } from '../object';
import { afterPass, beforePass, completionEvent, kitchen } from '../operation/cycle';
import { newOperationState } from '../operation/state';
import { isCompleted } from '../sync/result';
import { mergePatch } from './json';
import {
  readOperation,
  readOperationState,
  type StoredOperation,
  writeOperationState,
} from './operation-json';
import { OPERATION_POLL } from './settings';
import { syncApplication } from './sync-app';
import type { ApplicationView } from './view';
import { findApplication, patchApplication, recordEvent, type World } from './world';

export interface OperateParts {
  /** Asks for another look at the operation, later. */
  again(key: string, afterMs: number): void;
  want(key: string, level: CompareLevel): void;
}

/**
 * Takes an operation one step further and calls `done` when that is written down. As controller/appcontroller.go,
 * processRequestedAppOperation.
 */
export function operate(world: World, view: ApplicationView, parts: OperateParts, done: () => void): void {
  const { key, object } = view;
  const { time } = world.cluster;
  const stored = view.last && !isCompleted(view.last.state.phase) ? view.last : begin(world, view);
  const finish = (again = OPERATION_POLL) => {
    parts.again(key, again);
    done();
  };
  const next = beforePass(stored.state, time.now(), world.settings.syncTimeout);
  if (next.kind !== 'run') {
    if (next.kind === 'over') store(world, view, { ...stored, state: next.state });
    finish(next.kind === 'wait' ? next.ms : OPERATION_POLL);
    return;
  }
  const retried = stored.state.syncResult !== undefined && next.state.syncResult === undefined;
  const now: StoredOperation = retried ? forgetting(stored, next.state) : { ...stored, state: next.state };
  if (!sameJson(writeOperationState(now), at(object, 'status', 'operationState'))) store(world, view, now);
  syncApplication(world, view, now, (passed) => {
    const { revision, source, namespaceMetadata = now.namespaceMetadata, ...pass } = passed;
    const fresh = findApplication(world, key);
    const terminated = readOperationState(at(fresh?.status, 'operationState'))?.state.phase === 'Terminating';
    let state = afterPass(now.state, pass, revision, time.now(), kitchen, next.cause);
    if (state.phase === 'Running' && terminated) {
      state = { ...state, phase: 'Terminating', message: 'operation is terminating' };
    }
    store(world, view, { state, asked: now.asked, source, namespaceMetadata });
    if (isCompleted(state.phase) && state.operation.sync && state.operation.sync.dryRun !== true) {
      const automated = state.operation.initiatedBy?.automated === true;
      parts.want(key, automated ? 'CompareWithLatest' : 'CompareWithLatestForceResolve');
    }
    finish();
  });
}

function begin(world: World, { object }: ApplicationView): StoredOperation {
  const asked = at(object, 'operation');
  const state = newOperationState(readOperation(asked), Math.floor(world.cluster.time.now() / 1000) * 1000);
  return { state, asked: isMap(asked) ? asked : {}, source: undefined };
}

/** The next attempt; with `retry.refresh` it also forgets which commit was asked for. */
function forgetting(stored: StoredOperation, state: StoredOperation['state']): StoredOperation {
  if (state.operation.retry?.refresh !== true) return { ...stored, state, source: undefined };
  const sync = at(stored.asked, 'sync');
  const { revision: _, ...rest } = isMap(sync) ? sync : {};
  return { state, asked: { ...stored.asked, sync: rest }, source: undefined };
}

/** Writes how the operation stands; when it is over, `.operation` goes. As setOperationState. */
function store(world: World, { key }: ApplicationView, stored: StoredOperation): void {
  const fresh = findApplication(world, key);
  if (!fresh) return;
  const completed = isCompleted(stored.state.phase);
  const before = at(fresh.status, 'operationState');
  const operationState = mergePatch(before, writeOperationState(stored));
  if (!operationState && !(completed && fresh.operation !== undefined)) return;
  const patch: JsonMap = {
    ...(operationState && { status: { operationState } }),
    ...(completed && { operation: null }),
  };
  const why = stored.state.message || `the operation is ${stored.state.phase}`;
  patchApplication(world, fresh, JSON.parse(JSON.stringify(patch)), why);
  if (!completed) return;
  const { type, message } = completionEvent(stored.state);
  recordEvent(world, fresh, type, 'OperationCompleted', message);
}
