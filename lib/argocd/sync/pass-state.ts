import type { Because } from '../resource/because';
import type { SyncInput } from './input';
import { waitingMessage } from './message';
import type { OperationPhase, ResourceResult, ResultCode } from './result';
import { resultOf, type SyncTask, taskResultKey } from './task';

/** Where the operation stands after a pass. */
export interface SyncState {
  phase: OperationPhase;
  message: string;
  /** In the order in which each was first stored. */
  results: readonly ResourceResult[];
  /** Why the pass ended as it did. */
  because: Because;
}

/** What one pass keeps while it runs. */
export class PassState {
  phase: OperationPhase = 'Running';
  message = '';
  because: Because = { rule: 'running', text: 'the sync goes on' };
  private readonly results: Map<string, ResourceResult>;

  constructor(readonly input: SyncInput) {
    this.results = new Map(
      input.results.map((result) => [
        `${result.group}/${result.kind}/${result.namespace}/${result.name}:${result.syncPhase}`,
        result,
      ]),
    );
  }

  get started(): boolean {
    return this.results.size > 0;
  }

  all(): readonly ResourceResult[] {
    return [...this.results.values()];
  }

  /** Stores how a task stands; an empty message keeps the one before. As sync_context.go, setResourceResult. */
  set(task: SyncTask, status: ResultCode | '', state: OperationPhase | '', message: string): void {
    task.status = status;
    task.state = state;
    if (message !== '') task.message = message;
    const key = taskResultKey(task);
    const before = this.results.get(key);
    const now = resultOf(task);
    this.results.set(
      key,
      before ? { ...before, status: now.status, hookPhase: now.hookPhase, message: now.message } : now,
    );
  }

  end(phase: OperationPhase, message: string, rule: string, text: string): SyncState {
    this.phase = phase;
    this.message = message;
    this.because = { rule, text };
    return this.state();
  }

  wait(tasks: readonly SyncTask[], pendingDeletion: boolean, rule: string, text: string): SyncState {
    const { pruneConfirmed, appPrune } = this.input.settings;
    const message = waitingMessage(tasks, { pendingDeletion, pruneConfirmed, appPrune });
    return this.end('Running', message, rule, text);
  }

  state(): SyncState {
    return { phase: this.phase, message: this.message, results: this.all(), because: this.because };
  }
}
