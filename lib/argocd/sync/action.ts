import type { KubeObject } from '../object';
import type { DeletePolicy } from '../resource/delete-policy';
import type { SyncPhase } from '../resource/hook';
import type { SyncTask } from './task';

/** How an object is written. */
export interface ApplyHow {
  /** `update` is a plain PUT: what Replace does to namespaces and custom resource definitions that exist. */
  method: 'apply' | 'create' | 'replace' | 'update';
  force: boolean;
  validate: boolean;
  serverSide: boolean;
  /** Fields that kubectl's client-side apply owns are handed to Argo CD first. */
  migrate: boolean;
}

export type Propagation = 'Foreground' | 'Background' | 'Orphan';

/** Something for the loop around the decisions to do. */
export type Action =
  | { kind: 'dry-run' | 'apply'; task: SyncTask; object: KubeObject; how: ApplyHow; why: string }
  | {
      kind: 'delete';
      task: SyncTask;
      object: KubeObject;
      reason: 'Prune' | 'Terminated' | DeletePolicy;
      propagation: Propagation;
      why: string;
    }
  | { kind: 'remove-finalizer'; task: SyncTask; object: KubeObject; why: string }
  /** Looks an object up in the cluster itself. */
  | { kind: 'get'; task: SyncTask; object: KubeObject; why: string }
  /** A wave was run: the pause before the next, none when it was the last. */
  | { kind: 'wave-delay'; phase: SyncPhase; wave: number; final: boolean; why: string };

/** What came of an action. `object` is what is there now: of a `get` nothing, when there is no such object. */
export type Outcome =
  | { ok: true; message?: string; object?: KubeObject | undefined }
  | { ok: false; message: string; notFound?: boolean };

/** Actions that may be done at the same time; the answers come back in their order. */
export type Steps<T> = Generator<readonly Action[], T, readonly Outcome[]>;

/** Runs steps to their end with something that does actions at once. */
export function runSteps<T>(steps: Steps<T>, perform: (action: Action) => Outcome): T {
  let step = steps.next([]);
  while (!step.done) step = steps.next(step.value.map(perform));
  return step.value;
}

/** Does one action for each task at the same time, and pairs each task with what came of it. */
export function* each(
  tasks: readonly SyncTask[],
  actionFor: (task: SyncTask) => Action,
): Steps<[SyncTask, Outcome][]> {
  if (tasks.length === 0) return [];
  const outcomes = yield tasks.map(actionFor);
  return tasks.flatMap((task, i): [SyncTask, Outcome][] => {
    const outcome = outcomes[i];
    return outcome ? [[task, outcome]] : [];
  });
}
