import { each, type Steps } from './action';
import { removeFinalizers } from './finalizer';
import type { SyncInput } from './input';
import { PassState, type SyncState } from './pass-state';
import { planTasks } from './plan';
import { isCompleted } from './result';
import { deletion, notDeleted } from './run-tasks';
import { hookState } from './running';
import { deletesOnFailure, isDone, isHookTask, isRunning, objectOf, type SyncTask } from './task';

/**
 * Ends a sync that somebody terminated: running hooks are deleted, nothing is rolled back, SyncFail hooks do not run.
 * As gitops-engine/pkg/sync/sync_context.go, Terminate and terminateHooksPreemptively.
 */
export function* terminatePass(input: SyncInput): Steps<SyncState> {
  const pass = new PassState(input);
  const { tasks, faults } = planTasks(input);
  for (const { task, message, state } of faults) pass.set(task, 'SyncFailed', state, message);
  const hooks = tasks.filter(isHookTask);
  for (const [task, message] of yield* removeFinalizers(hooks.filter(isDone), 'the hook has ended')) {
    pass.set(task, task.status, 'Error', `Failed to remove hook finalizer: ${message}`);
  }
  let fine = true;
  for (const task of hooks.filter(isRunning)) fine = (yield* stopHook(pass, task)) && fine;
  return fine
    ? pass.end('Failed', 'Operation terminated', 'terminated', 'somebody asked for it')
    : pass.end('Error', 'Operation termination had errors', 'terminated', 'a hook could not be stopped');
}

function* stopHook(pass: PassState, task: SyncTask): Steps<boolean> {
  if (!task.live) {
    const why = 'a hook that was only just applied is not among the live objects';
    for (const [, outcome] of yield* each([task], () => ({
      kind: 'get',
      task,
      object: objectOf(task),
      why,
    }))) {
      if (outcome.ok) task.live = outcome.object;
      else if (!outcome.notFound) {
        pass.set(
          task,
          task.status,
          'Error',
          `Failed to get live resource: failed to get resource: ${outcome.message}`,
        );
        return false;
      }
    }
  }
  if (!task.live) {
    pass.set(task, task.status, 'Succeeded', 'Terminated');
    return true;
  }
  const { state, message } = hookState(pass.input, task.live);
  for (const [, words] of yield* removeFinalizers([task], 'the sync is terminated')) {
    pass.set(task, task.status, 'Error', `Failed to remove hook finalizer: ${words}`);
    return false;
  }
  if (state === 'Running' || deletesOnFailure(task)) {
    const why = state === 'Running' ? 'the sync is terminated' : 'HookFailed: the sync is terminated';
    for (const [, outcome] of yield* each([task], () => deletion(pass, task, 'Terminated', why))) {
      if (outcome.ok || outcome.notFound) continue;
      pass.set(task, task.status, 'Failed', notDeleted('Failed to delete', outcome.message));
      return false;
    }
  }
  if (isCompleted(state)) pass.set(task, task.status, state, message);
  else if (task.state !== 'Error') pass.set(task, task.status, 'Failed', 'Terminated');
  return true;
}
