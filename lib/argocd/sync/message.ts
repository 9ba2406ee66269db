import { optionValue } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { isHookTask, isPrune, type SyncTask, taskLabel } from './task';

/** Whether pruning a live object asks for confirmation first: its own option, else the Application's. */
export function needsConfirmation(task: SyncTask, appPrune: string | undefined): boolean {
  return (optionValue(task.live, ANNOTATION.syncOptions, 'Prune') ?? appPrune) === 'confirm';
}

/** Whether an object is never pruned: its own option, else the Application's. */
export function pruneForbidden(task: SyncTask, appPrune: string | undefined): boolean {
  return (optionValue(task.live, ANNOTATION.syncOptions, 'Prune') ?? appPrune) === 'false';
}

export interface WaitOptions {
  pendingDeletion: boolean;
  pruneConfirmed: boolean;
  /** The value of the Application's own `Prune=` option. */
  appPrune: string | undefined;
}

/** What the operation says while it waits for tasks. As sync_context.go, setRunningPhase. */
export function waitingMessage(tasks: readonly SyncTask[], options: WaitOptions): string {
  const hooks = tasks.filter(isHookTask);
  const resources = tasks.filter((task) => !isHookTask(task));
  let named = hooks[0] ?? resources[0];
  if (!named) return '';
  let reason = hooks.length > 0 ? 'completion of hook' : 'healthy state of';
  if (options.pendingDeletion) reason = hooks.length > 0 ? 'deletion of hook' : 'deletion of';
  let others = tasks.length - 1;
  const unconfirmed = options.pruneConfirmed
    ? []
    : tasks.filter((task) => isPrune(task) && needsConfirmation(task, options.appPrune));
  if (unconfirmed[0]) {
    reason = 'pruning confirmation of';
    named = unconfirmed[0];
    others = unconfirmed.length - 1;
  }
  const more = others > 0 ? ` and ${others} more ${resources.length === 0 ? 'hooks' : 'resources'}` : '';
  return `waiting for ${reason} ${taskLabel(named)}${more}`;
}

/** `text, reason: a,b` of the tasks' distinct messages; upstream leaves their order open. */
export function withReasons(text: string, failed: readonly SyncTask[]): string {
  const messages = [...new Set(failed.map((task) => task.message))];
  return messages.length > 0 ? `${text}, reason: ${messages.join(',')}` : text;
}
