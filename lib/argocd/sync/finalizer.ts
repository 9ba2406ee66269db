import { finalizersOf, type KubeObject, withMetadata } from '../object';
import { HOOK_FINALIZER } from '../resource/names';
import { each, type Steps } from './action';
import type { SyncTask } from './task';

/** An object without the hook finalizer; the same object when it has none. */
export function withoutHookFinalizer(object: KubeObject): KubeObject {
  const finalizers = finalizersOf(object);
  if (!finalizers.includes(HOOK_FINALIZER)) return object;
  const left = finalizers.filter((finalizer) => finalizer !== HOOK_FINALIZER);
  return withMetadata(object, { finalizers: left.length > 0 ? left : undefined });
}

/**
 * Takes the hook finalizer off live hooks that have it. One that is gone already is fine.
 *
 * @returns the tasks whose object could not be freed, with the API's words as upstream's updateResource and removeHookFinalizer
 * both wrap them.
 */
export function* removeFinalizers(tasks: readonly SyncTask[], why: string): Steps<[SyncTask, string][]> {
  const bound = tasks.filter((task) => task.live && withoutHookFinalizer(task.live) !== task.live);
  const outcomes = yield* each(bound, (task) => ({
    kind: 'remove-finalizer',
    task,
    object: withoutHookFinalizer(task.live ?? {}),
    why,
  }));
  const failed: [SyncTask, string][] = [];
  for (const [task, outcome] of outcomes) {
    if (outcome.ok) task.live = outcome.object ?? withoutHookFinalizer(task.live ?? {});
    else if (!outcome.notFound)
      failed.push([task, `failed to update resource: failed to update resource: ${outcome.message}`]);
  }
  return failed;
}
