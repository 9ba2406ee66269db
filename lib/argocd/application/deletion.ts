import type { HealthStatus } from '../health/status';
import { type HealthCode, isWorse } from '../health/status';
import { keyTextOf } from '../key';
import { isBeingDeleted, type KubeObject, nameOf, namespaceOf } from '../object';
import { hasOption, optionValue } from '../resource/annotations';
import { deletePolicyFacts } from '../resource/delete-policy';
import { hookFacts } from '../resource/hook';
import { ANNOTATION, RESOURCES_FINALIZER } from '../resource/names';
import { waveOf } from '../resource/wave';
import { isCrd } from '../sync/order';
import { type Application, appOption } from './spec';

const PRE_DELETE = 'pre-delete-finalizer.argocd.argoproj.io';
const POST_DELETE = 'post-delete-finalizer.argocd.argoproj.io';
const BACKGROUND = `${RESOURCES_FINALIZER}/background`;
const CASCADE = [RESOURCES_FINALIZER, `${RESOURCES_FINALIZER}/foreground`, BACKGROUND];

type HookType = 'PreDelete' | 'PostDelete';

/** The next step of deleting an Application that has a deletionTimestamp. */
export type DeletionStep =
  | { kind: 'create-hooks'; type: HookType; objects: readonly KubeObject[] }
  /** Degraded hooks are deleted, and deletion fails with this DeletionError until they are tried again. */
  | { kind: 'hooks-failed'; type: HookType; objects: readonly KubeObject[]; message: string }
  | { kind: 'delete'; objects: readonly KubeObject[]; propagation: 'Foreground' | 'Background'; why: string }
  | { kind: 'wait'; why: string }
  | { kind: 'remove-finalizers'; finalizers: readonly string[]; why: string }
  /** No finalizer is left: the Application is gone. */
  | { kind: 'gone' };

export interface DeletionInput {
  application: Application;
  /** What is in Git: only its PreDelete and PostDelete hooks matter, tracked and in their namespace. */
  targets: readonly KubeObject[];
  /** Live objects with the Application's tracking id that its project permits. */
  live: readonly KubeObject[];
  /** `deletion-approved` names a time after the deletion's start. */
  confirmed: boolean;
  health(object: KubeObject): HealthStatus | undefined;
}

/** Which finalizers an Application gets for the hooks that Git has. As controller/state.go and appcontroller.go. */
export function deletionFinalizers(hasPreDelete: boolean, hasPostDelete: boolean): string[] {
  const both = (name: string) => [name, `${name}/cleanup`];
  return [...(hasPreDelete ? both(PRE_DELETE) : []), ...(hasPostDelete ? both(POST_DELETE) : [])];
}

/** What comes next. As controller/appcontroller.go, finalizeApplicationDeletion. */
export function nextDeletionStep(input: DeletionInput): DeletionStep {
  const { finalizers } = input.application;
  const remove = (names: readonly string[], why: string): DeletionStep => ({
    kind: 'remove-finalizers',
    finalizers: names,
    why,
  });
  if (finalizers.includes(PRE_DELETE)) {
    return runHooks(input, 'PreDelete') ?? remove([PRE_DELETE], 'the PreDelete hooks have ended');
  }
  const cascade = finalizers.filter((name) => CASCADE.includes(name));
  if (cascade.length > 0) {
    return deleteResources(input, cascade) ?? remove(cascade, 'all resources are deleted');
  }
  if (finalizers.includes(POST_DELETE)) {
    return runHooks(input, 'PostDelete') ?? remove([POST_DELETE], 'the PostDelete hooks have ended');
  }
  for (const [name, type] of [
    [`${PRE_DELETE}/cleanup`, 'PreDelete'],
    [`${POST_DELETE}/cleanup`, 'PostDelete'],
  ] as const) {
    if (!finalizers.includes(name)) continue;
    return cleanUp(input, type) ?? remove([name], `${type} hooks are cleaned up`);
  }
  return { kind: 'gone' };
}

const isOfType = (object: KubeObject, type: HookType): boolean =>
  hookFacts(object).deleteTypes.includes(type);

/** All at once, in no order; one that exists is not made anew. As controller/hook.go, executeHooks. */
function runHooks({ targets, live, health }: DeletionInput, type: HookType): DeletionStep | undefined {
  const running = live.filter((object) => isOfType(object, type));
  const there = new Set(running.map(keyTextOf));
  const missing = targets.filter((object) => isOfType(object, type) && !there.has(keyTextOf(object)));
  if (missing.length > 0) return { kind: 'create-hooks', type, objects: missing };
  const failed = running.filter((object) => health(object)?.status === 'Degraded');
  if (failed.length > 0) {
    const names = failed.map((object) => `${namespaceOf(object)}/${nameOf(object)}`).join(', ');
    return { kind: 'hooks-failed', type, objects: failed, message: `${type} hook(s) failed: ${names}` };
  }
  const waiting = running.filter((object) => health(object)?.status === 'Progressing').length;
  return waiting > 0 ? { kind: 'wait', why: `Waiting for ${waiting} ${type} hooks to complete` } : undefined;
}

function deleteResources(
  { application, live, confirmed }: DeletionInput,
  cascade: readonly string[],
): DeletionStep | undefined {
  const remaining = `${live.length} objects remaining for deletion`;
  if (live.some(isBeingDeleted)) return { kind: 'wait', why: remaining };
  const objects = live.filter((object) => mayBeDeleted(application, object));
  const asking = objects.find((object) => needsConfirmation(application, object));
  if (asking && !confirmed) {
    return { kind: 'wait', why: `Resource ${keyTextOf(asking)} requires manual confirmation to delete` };
  }
  const last = Math.max(...objects.map(waveOf));
  const wave = objects.filter((object) => waveOf(object) === last);
  if (wave.length === 0) return undefined;
  const propagation = cascade.includes(BACKGROUND) ? 'Background' : 'Foreground';
  return { kind: 'delete', objects: wave, propagation, why: `wave ${last}: the last wave goes first` };
}

function mayBeDeleted(application: Application, object: KubeObject): boolean {
  const own = optionValue(object, ANNOTATION.syncOptions, 'Delete') ?? appOption(application, 'Delete');
  return !isCrd(object) && own !== 'false' && !hasOption(object, 'helm.sh/resource-policy', 'keep');
}

function needsConfirmation(application: Application, object: KubeObject): boolean {
  return ['Delete', 'Prune'].some(
    (key) => (optionValue(object, ANNOTATION.syncOptions, key) ?? appOption(application, key)) === 'confirm',
  );
}

/** Deletes the hooks whose policy fits how they did together. As controller/hook.go, cleanupHooks. */
function cleanUp({ live, health }: DeletionInput, type: HookType): DeletionStep | undefined {
  const hooks = live.filter((object) => isOfType(object, type));
  let worst: HealthCode = 'Healthy';
  for (const object of hooks) {
    const { status } = health(object) ?? { status: 'Healthy' as const };
    if (isWorse(worst, status)) worst = status;
  }
  const fits = worst === 'Healthy' ? 'HookSucceeded' : worst === 'Degraded' ? 'HookFailed' : undefined;
  const objects = hooks.filter((object) =>
    deletePolicyFacts(object).policies.some((policy) => policy === fits),
  );
  if (objects.length === 0) return undefined;
  const left = objects.filter((object) => !isBeingDeleted(object));
  return left.length > 0
    ? { kind: 'delete', objects: left, propagation: 'Foreground', why: `${fits}: the ${type} hooks are done` }
    : { kind: 'wait', why: `Waiting for ${objects.length} ${type} hooks to be deleted` };
}
