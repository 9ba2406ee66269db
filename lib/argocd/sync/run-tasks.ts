import { isBeingDeleted, kindOf, nameOf } from '../object';
import { hasOption } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { type ApplyHow, each, type Outcome, type Steps } from './action';
import { removeFinalizers } from './finalizer';
import { needsConfirmation, pruneForbidden } from './message';
import { isCrd } from './order';
import type { PassState } from './pass-state';
import {
  deletesBeforeCreation,
  isHookTask,
  isPending,
  isPrune,
  objectOf,
  type SyncTask,
  taskKind,
} from './task';

export type RunState = 'successful' | 'pending' | 'failed';

/**
 * Runs tasks: finalizers of leftovers, prunes, leftovers that must go first, and then what is to be applied, kind after kind.
 * As gitops-engine/pkg/sync/sync_context.go, runTasks.
 */
export function* runTasks(pass: PassState, tasks: readonly SyncTask[], onlyDry: boolean): Steps<RunState> {
  const { settings } = pass.input;
  const dryRun = onlyDry || settings.dryRun;
  const prunes = tasks.filter(isPrune);
  const creates = tasks.filter((task) => !isPrune(task));
  if (!dryRun && !(yield* freeLeftovers(pass, tasks))) return 'failed';
  const unconfirmed = prunes.some((task) => needsConfirmation(task, settings.appPrune));
  if (unconfirmed && !settings.pruneConfirmed) return 'pending';
  if (!(yield* pruneAll(pass, prunes, dryRun))) return 'failed';
  const deleted: RunState = dryRun ? 'successful' : yield* deleteLeftovers(pass, creates);
  if (deleted !== 'successful') return deleted;
  let state: RunState = 'successful';
  for (const group of byKind(creates)) if (!(yield* applyAll(pass, group, dryRun))) state = 'failed';
  return state;
}

/** Leftover hooks of an earlier sync lose the finalizer, so that they can be deleted. */
function* freeLeftovers(pass: PassState, tasks: readonly SyncTask[]): Steps<boolean> {
  const leftovers = tasks.filter((task) => isHookTask(task) && isPending(task) && task.live);
  const failed = yield* removeFinalizers(leftovers, 'an earlier sync left this hook');
  for (const [task, message] of failed) {
    pass.set(task, task.status, 'Error', `failed to remove hook finalizer: ${message}`);
  }
  return failed.length === 0;
}

function* pruneAll(pass: PassState, prunes: readonly SyncTask[], dryRun: boolean): Steps<boolean> {
  const { settings } = pass.input;
  const tell = !dryRun || settings.dryRun;
  const kept = new Map(
    prunes.map((task) => [task, keptBecause(task, settings.prune, settings.appPrune)] as const),
  );
  const toDelete = prunes.filter(
    (task) => !(dryRun || kept.get(task) || (task.live && isBeingDeleted(task.live))),
  );
  const outcomes = new Map(
    yield* each(toDelete, (task) => deletion(pass, task, 'Prune', 'it is no longer in Git')),
  );
  let fine = true;
  for (const task of prunes) {
    const why = kept.get(task);
    const outcome = outcomes.get(task);
    if (outcome && !outcome.ok) {
      pass.set(task, 'SyncFailed', 'Failed', outcome.message);
      fine = false;
    } else if (!tell) continue;
    else if (why) pass.set(task, 'PruneSkipped', 'Succeeded', why);
    else pass.set(task, 'Pruned', 'Succeeded', dryRun ? 'pruned (dry run)' : 'pruned');
  }
  return fine;
}

/** Why an object that is no longer wanted stays; undefined when it goes. As sync_context.go, pruneObject. */
function keptBecause(task: SyncTask, prune: boolean, appPrune: string | undefined): string | undefined {
  if (!prune) return 'ignored (requires pruning)';
  return pruneForbidden(task, appPrune) ? 'ignored (no prune)' : undefined;
}

export function deletion(
  pass: PassState,
  task: SyncTask,
  reason: 'Prune' | 'Terminated' | 'BeforeHookCreation' | 'HookSucceeded' | 'HookFailed',
  why: string,
) {
  const { propagation } = pass.input.settings;
  return { kind: 'delete', task, object: task.live ?? objectOf(task), reason, propagation, why } as const;
}

/** Upstream's deleteResource says it, and then whoever asked says it again. */
export const notDeleted = (said: string, message: string): string =>
  `${said}: failed to delete resource: ${message}`;

/** If any was there, they are made in a later pass. */
function* deleteLeftovers(pass: PassState, creates: readonly SyncTask[]): Steps<RunState> {
  const leftovers = creates.filter(deletesBeforeCreation);
  const why = 'BeforeHookCreation: the old one goes before the new one is created';
  const outcomes = yield* each(leftovers, (task) => deletion(pass, task, 'BeforeHookCreation', why));
  let state: RunState = 'successful';
  for (const [task, outcome] of outcomes) {
    if (outcome.ok) state = state === 'failed' ? state : 'pending';
    else if (outcome.notFound) task.live = undefined;
    else {
      state = 'failed';
      pass.set(task, task.status, 'Error', notDeleted('failed to delete resource', outcome.message));
    }
  }
  return state;
}

/** Neighbours of the same kind are applied at the same time. */
function byKind(tasks: readonly SyncTask[]): SyncTask[][] {
  const groups: SyncTask[][] = [];
  for (const task of tasks) {
    const group = groups.at(-1);
    if (group?.[0] && taskKind(group[0]) === taskKind(task)) group.push(task);
    else groups.push([task]);
  }
  return groups;
}

function* applyAll(pass: PassState, tasks: readonly SyncTask[], dryRun: boolean): Steps<boolean> {
  const { settings } = pass.input;
  const now = tasks.filter((task) => !(dryRun && task.skipDryRun));
  const outcomes = yield* each(now, (task) => ({
    kind: dryRun ? 'dry-run' : 'apply',
    task,
    object: task.target ?? {},
    how: applyHow(pass, task, dryRun),
    why: `${task.phase}, wave ${task.wave}`,
  }));
  let fine = true;
  for (const [task, outcome] of outcomes) {
    if (!outcome.ok) {
      fine = false;
      pass.set(task, 'SyncFailed', 'Failed', outcome.message);
    } else if (!dryRun || settings.dryRun) {
      pass.set(
        task,
        'Synced',
        settings.dryRun ? 'Succeeded' : 'Running',
        appliedMessage(pass, task, outcome),
      );
    }
  }
  return fine;
}

const targetOption = (task: SyncTask, option: string): boolean =>
  hasOption(task.target, ANNOTATION.syncOptions, option);
const eitherOption = (task: SyncTask, option: string): boolean =>
  targetOption(task, option) || hasOption(task.live, ANNOTATION.syncOptions, option);

/** As sync_context.go, applyObject and shouldUseServerSideApply. */
function applyHow({ input: { settings } }: PassState, task: SyncTask, dryRun: boolean): ApplyHow {
  const replace = settings.replace || eitherOption(task, 'Replace=true');
  const serverSide =
    !dryRun &&
    !targetOption(task, 'ServerSideApply=false') &&
    (settings.serverSideApply || targetOption(task, 'ServerSideApply=true'));
  return {
    method: replace ? replaceMethod(task) : 'apply',
    force: settings.force || eitherOption(task, 'Force=true'),
    validate: settings.validate && !targetOption(task, 'Validate=false'),
    serverSide,
    migrate: serverSide && settings.clientSideApplyMigration,
  };
}

/** Replacing a namespace or a CRD would take all that is in it along, so those are updated in place. */
function replaceMethod({ target, live }: SyncTask): ApplyHow['method'] {
  if (!live) return 'create';
  return target && (isCrd(target) || kindOf(target) === 'Namespace') ? 'update' : 'replace';
}

function appliedMessage(pass: PassState, task: SyncTask, outcome: Outcome): string {
  if (applyHow(pass, task, pass.input.settings.dryRun).method === 'update') {
    return `${taskKind(task)}/${nameOf(objectOf(task))} updated`;
  }
  return outcome.message ?? '';
}
