import { keyOf, keyText } from '../key';
import { isBeingDeleted, namespaceOf } from '../object';
import { each, type Steps } from './action';
import { removeFinalizers } from './finalizer';
import type { SyncInput } from './input';
import { withReasons } from './message';
import { isNamespaceObject } from './order';
import { PassState, type SyncState } from './pass-state';
import { type Plan, planTasks } from './plan';
import { deletion, notDeleted, runTasks } from './run-tasks';
import { judgeRunning, markMissing } from './running';
import {
  deletesBeforeCreation,
  deletesOnFailure,
  deletesOnSuccess,
  isDone,
  isHookTask,
  isPending,
  isPrune,
  isRunning,
  objectOf,
  type SyncTask,
  taskName,
} from './task';

/**
 * One pass of a sync: asks for actions, and ends with where the operation stands. To go on, call it again with the results it
 * gave and with what is then in the cluster. As gitops-engine/pkg/sync/sync_context.go, Sync.
 */
export function* syncPass(input: SyncInput): Steps<SyncState> {
  const pass = new PassState(input);
  const plan = planTasks(input);
  if (plan.faults.length > 0) return invalid(pass, plan);
  const { tasks } = plan;
  if (!pass.started) {
    const refused = yield* firstPass(pass, tasks);
    if (refused) return refused;
  }
  judgeRunning(pass, tasks);
  const multiStep = tasks[0]?.phase !== tasks.at(-1)?.phase || tasks[0]?.wave !== tasks.at(-1)?.wave;
  const running = tasks.filter((task) => isRunning(task) && (multiStep || isHookTask(task)));
  if (running.length > 0) {
    yield* markMissing(pass, running);
    const text = multiStep ? 'each wave waits for the one before' : 'a hook is awaited until it ends';
    return pass.wait(running, false, 'waiting', text);
  }
  const leaving = tasks.filter((task) => task.status === 'Pruned' && task.live && isBeingDeleted(task.live));
  if (leaving.length > 0) return pass.wait(leaving, true, 'pruning', 'pruned objects are not gone yet');
  return yield* nextWave(pass, tasks);
}

function invalid(pass: PassState, { faults }: Plan): SyncState {
  for (const { task, message, state } of faults) pass.set(task, 'SyncFailed', state, message);
  const messages = new Set(
    pass.all().flatMap(({ status, message }) => (status === 'SyncFailed' && message !== '' ? [message] : [])),
  );
  const text = 'one or more synchronization tasks are not valid';
  const all = [...messages].sort().join('; ');
  const why = 'the API server does not know a kind, or the project forbids an object: nothing is applied';
  return pass.end('Failed', all ? `${text}: ${all}` : text, 'not-valid', why);
}

/** The namespace, if it must be made, and the dry run of everything else. */
function* firstPass(pass: PassState, tasks: readonly SyncTask[]): Steps<SyncState | undefined> {
  const { namespace, settings } = pass.input;
  const creation = tasks.find(
    ({ live, target }) => !live && target && isNamespaceObject(target) && taskNameOf(target) === namespace,
  );
  if (creation && (yield* runTasks(pass, [creation], false)) === 'failed') {
    const message = withReasons('the namespace failed to apply', [creation]);
    return pass.end('Failed', message, 'namespace-failed', 'without its namespace nothing else can be tried');
  }
  const others = tasks.filter((task) => task !== creation);
  const dry = settings.applyOutOfSyncOnly ? outOfSync(pass.input, others) : others;
  if ((yield* runTasks(pass, dry, true)) !== 'failed') return undefined;
  const why = 'the dry run refused an object, so nothing is applied and no hook runs';
  return pass.end('Failed', 'one or more objects failed to apply (dry run)', 'dry-run-failed', why);
}

const taskNameOf = (target: SyncTask['target']): string => (target ? keyOf(target).name : '');

/** Hooks, and what differs or is not known. As sync_context.go, filterOutOfSyncTasks. */
export function outOfSync({ modified }: SyncInput, tasks: readonly SyncTask[]): SyncTask[] {
  return tasks.filter((task) => {
    if (isHookTask(task) || !task.target || !task.live) return true;
    const key = { ...keyOf(objectOf(task)), namespace: namespaceOf(task.live) };
    return modified?.get(keyText(key)) !== false;
  });
}

function* nextWave(pass: PassState, all: readonly SyncTask[]): Steps<SyncState> {
  const { settings } = pass.input;
  const completed = all.filter((task) => isHookTask(task) && isDone(task));
  for (const [task, message] of yield* removeFinalizers(completed, 'the hook has ended')) {
    pass.set(task, task.status, 'Error', `Failed to remove hook finalizer: ${message}`);
  }
  const ended = all.filter((task) => isHookTask(task) && task.live && !isRunning(task));
  const afterSuccess = ended.filter(deletesOnSuccess);
  const afterFailure = ended.filter(deletesOnFailure);
  const syncFail = all.filter((task) => task.phase === 'SyncFail');
  const rest = all.filter((task) => task.phase !== 'SyncFail');

  if (rest.some((task) => isDone(task) && task.state !== 'Succeeded')) {
    yield* deleteHooks(pass, afterFailure, 'HookFailed');
    const failed = rest.filter((task) => task.status === 'SyncFailed');
    const text = 'one or more synchronization tasks completed unsuccessfully';
    return (yield* failPhase(pass, syncFail, failed, text)).state;
  }

  const pending = rest.filter(isPending);
  const tasks = settings.applyOutOfSyncOnly ? outOfSync(pass.input, pending) : pending;
  const [first] = tasks;
  const last = tasks.at(-1);
  if (!first || !last) {
    yield* deleteHooks(pass, afterSuccess, 'HookSucceeded');
    const text = 'nothing is left to do';
    return pass.end('Succeeded', 'successfully synced (no more tasks)', 'no-more-tasks', text);
  }
  const { phase, wave } = first;
  const final = phase === last.phase && wave === last.wave;
  const now = tasks.filter((task) => task.phase === phase && task.wave === wave);
  const state = yield* runTasks(pass, now, false);
  if (state === 'failed') return yield* failedWave(pass, now, syncFail, afterFailure);
  yield [{ kind: 'wave-delay', phase, wave, final, why: 'controllers get a moment to see what changed' }];
  if (state === 'pending') {
    const waited = now.filter((task) => deletesBeforeCreation(task) || (isPrune(task) && isPending(task)));
    return pass.wait(waited, true, 'pending', 'something must go, or be confirmed, before this wave goes on');
  }
  if (now.length < tasks.length || now.some(isHookTask)) {
    return pass.wait(now, false, 'wave-applied', `wave ${wave} of ${phase} was applied, its end is awaited`);
  }
  yield* deleteHooks(pass, afterSuccess, 'HookSucceeded');
  const text = 'the last wave has no hook: its health is not awaited';
  return pass.end('Succeeded', 'successfully synced (all tasks run)', 'all-tasks-run', text);
}

function* failedWave(
  pass: PassState,
  tasks: readonly SyncTask[],
  syncFail: readonly SyncTask[],
  afterFailure: readonly SyncTask[],
): Steps<SyncState> {
  const failed = tasks.filter((task) => task.status === 'SyncFailed');
  const running = tasks.filter(isRunning);
  const text = 'one or more objects failed to apply';
  if (running.length === 0) {
    const end = yield* failPhase(pass, syncFail, failed, text);
    if (end.completed) yield* deleteHooks(pass, afterFailure, 'HookFailed');
    return pass.state();
  }
  const started = syncFail.length > 0 && !(yield* failPhase(pass, syncFail, failed, text)).completed;
  const why = 'an object could not be applied; what runs already is awaited before the sync fails';
  return pass.wait(started ? [...running, ...syncFail] : running, false, 'failed-but-running', why);
}

/** Starts the SyncFail hooks, or, when they have ended or there are none, fails. As executeSyncFailPhase. */
function* failPhase(
  pass: PassState,
  syncFail: readonly SyncTask[],
  failed: readonly SyncTask[],
  text: string,
): Steps<{ completed: boolean; state: SyncState }> {
  const message = withReasons(text, failed);
  if (syncFail.every(isDone)) {
    const broken = syncFail.filter((task) => task.status === 'SyncFailed');
    const more = broken.length > 0 ? `\n${withReasons('one or more SyncFail hooks failed', broken)}` : '';
    const names = failed.map(taskName).join(', ');
    const why = names ? `could not be applied: ${names}` : 'something turned out badly after it was applied';
    return { completed: true, state: pass.end('Failed', message + more, 'failed', why) };
  }
  const pending = syncFail.filter((task) => !isDone(task) && !isRunning(task));
  yield* runTasks(pass, pending, false);
  const why = 'the sync fails; its SyncFail hooks run first, all at once';
  return { completed: false, state: pass.wait(pending, false, 'sync-fail-hooks', why) };
}

function* deleteHooks(
  pass: PassState,
  tasks: readonly SyncTask[],
  policy: 'HookSucceeded' | 'HookFailed',
): Steps<void> {
  const why = `${policy}: the sync has ${policy === 'HookSucceeded' ? 'succeeded' : 'failed'}`;
  for (const [task, outcome] of yield* each(tasks, (task) => deletion(pass, task, policy, why))) {
    if (outcome.ok || outcome.notFound) continue;
    pass.set(task, task.status, 'Error', notDeleted('failed to delete resource', outcome.message));
  }
}
