import type { KubeObject } from '../object';
import { nameOf } from '../object';
import { each, type Steps } from './action';
import type { SyncInput } from './input';
import type { PassState } from './pass-state';
import type { OperationPhase } from './result';
import { isHookTask, isRunning, objectOf, type SyncTask, taskLabel } from './task';

/** How a hook stands, by the health of its live object. As sync_context.go, getOperationPhase. */
export function hookState(input: SyncInput, live: KubeObject): { state: OperationPhase; message: string } {
  const health = input.health(live);
  if (!health) return { state: 'Succeeded', message: `${nameOf(live)} created` };
  switch (health.status) {
    case 'Unknown':
    case 'Degraded':
      return { state: 'Failed', message: health.message };
    case 'Progressing':
    case 'Suspended':
      return { state: 'Running', message: health.message };
    case 'Healthy':
      return { state: 'Succeeded', message: health.message };
    case 'Missing':
      return { state: 'Succeeded', message: `${nameOf(live)} created` };
  }
}

/** Looks again at everything that runs and is there. */
export function judgeRunning(pass: PassState, tasks: readonly SyncTask[]): void {
  for (const task of tasks) {
    if (!isRunning(task) || !task.live) continue;
    if (isHookTask(task)) {
      const { state, message } = hookState(pass.input, task.live);
      pass.set(task, task.status, state, message);
      continue;
    }
    const health = pass.input.health(task.live);
    if (!health) pass.set(task, task.status, 'Succeeded', task.message);
    else if (health.status === 'Healthy') pass.set(task, task.status, 'Succeeded', health.message);
    else if (health.status === 'Degraded') pass.set(task, task.status, 'Failed', health.message);
  }
}

/** What runs and is not there any more will never end: it fails, so that nobody waits for it for ever. */
export function* markMissing(pass: PassState, running: readonly SyncTask[]): Steps<void> {
  const unseen = running.filter((task) => !task.live);
  const outcomes = yield* each(unseen, (task) => ({
    kind: 'get',
    task,
    object: objectOf(task),
    why: 'it runs, but was not among the live objects',
  }));
  for (const [task, outcome] of outcomes) {
    if (outcome.ok && outcome.object) continue;
    if (!outcome.ok && !outcome.notFound) {
      pass.set(
        task,
        task.status,
        'Error',
        `Failed to get live resource failed to get resource: ${outcome.message}`,
      );
      continue;
    }
    const message = `Resource ${taskLabel(task)} is missing, it might have been deleted`;
    pass.set(task, 'SyncFailed', 'Error', message);
  }
}
