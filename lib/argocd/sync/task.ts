import { keyOf, keyText, type ResourceKey } from '../key';
import {
  at,
  groupOfObject,
  isList,
  itemsAt,
  type KubeObject,
  kindOf,
  nameOf,
  textAt,
  versionOf,
} from '../object';
import type { Because } from '../resource/because';
import { hasDeletePolicy } from '../resource/delete-policy';
import { hookFacts, type SyncPhase } from '../resource/hook';
import { isCompleted, type OperationPhase, type ResourceResult, type ResultCode } from './result';

/**
 * One thing that a sync does: apply `target`, or, when there is none, prune `live`. Made anew on every pass and changed only
 * by the pass that it belongs to. As gitops-engine/pkg/sync/sync_task.go.
 */
export interface SyncTask {
  phase: SyncPhase;
  wave: number;
  target: KubeObject | undefined;
  live: KubeObject | undefined;
  /** Its kind is not served yet, and that is expected. */
  skipDryRun: boolean;
  status: ResultCode | '';
  state: OperationPhase | '';
  message: string;
  /** Why it is in this phase and wave. */
  because: Because[];
}

/** The object that a task is about: what is wanted, or, when it is to be pruned, what is there. */
export function objectOf(task: SyncTask): KubeObject {
  return task.target ?? task.live ?? {};
}

export const isPrune = (task: SyncTask): boolean => task.target === undefined;
export const isHookTask = (task: SyncTask): boolean => hookFacts(objectOf(task)).isHook;
export const isPending = (task: SyncTask): boolean => task.state === '';
export const isRunning = (task: SyncTask): boolean => task.state === 'Running';
export const isDone = (task: SyncTask): boolean => isCompleted(task.state);
export const taskGroup = (task: SyncTask): string => groupOfObject(objectOf(task));
export const taskKind = (task: SyncTask): string => kindOf(objectOf(task));
export const taskName = (task: SyncTask): string => nameOf(objectOf(task));

/** `group/Kind/name`, as in messages. */
export const taskLabel = (task: SyncTask): string => `${taskGroup(task)}/${taskKind(task)}/${taskName(task)}`;

/** Under which key a task's result is kept from pass to pass. */
export const resultKey = (key: ResourceKey, phase: SyncPhase): string => `${keyText(key)}:${phase}`;
export const taskResultKey = (task: SyncTask): string => resultKey(keyOf(objectOf(task)), task.phase);

export const deletesBeforeCreation = (task: SyncTask): boolean =>
  task.live !== undefined && isPending(task) && hasDeletePolicy(objectOf(task), 'BeforeHookCreation');
export const deletesOnSuccess = (task: SyncTask): boolean =>
  task.live !== undefined && hasDeletePolicy(objectOf(task), 'HookSucceeded');
export const deletesOnFailure = (task: SyncTask): boolean =>
  task.live !== undefined && hasDeletePolicy(objectOf(task), 'HookFailed');

const CONTAINERS = [
  ['spec', 'containers'],
  ['spec', 'template', 'spec', 'containers'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers'],
] as const;

/** As gitops-engine/pkg/utils/kube, GetResourceImages. */
function imagesOf(object: KubeObject): string[] {
  const path = CONTAINERS.find((candidate) => isList(at(object, ...candidate)));
  if (!path) return [];
  return itemsAt(object, ...path)
    .map((container) => textAt(container, 'image'))
    .filter((image) => image !== '');
}

/** The result that a task's present state makes. */
export function resultOf(task: SyncTask): ResourceResult {
  const object = objectOf(task);
  return {
    ...keyOf(object),
    version: versionOf(object),
    status: task.status,
    message: task.message,
    hookType: isHookTask(task) ? task.phase : '',
    hookPhase: task.state,
    syncPhase: task.phase,
    images: imagesOf(object),
  };
}
