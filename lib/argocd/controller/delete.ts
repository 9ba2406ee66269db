import { type DeletionStep, nextDeletionStep } from '../application/deletion';
import { readApplication } from '../application/spec';
import { normalizeTargets } from '../compare/targets';
import { resourceHealth } from '../health/resource';
import { finalizersOf, type KubeObject } from '../object';
import { findCluster, isLivePermitted } from '../project/permissions';
import { ANNOTATION } from '../resource/names';
import { setConditions } from './conditions';
import { refOf, timeAt, toManifest } from './json';
import type { ApplicationView } from './view';
import {
  CONTROLLER,
  findProject,
  IN_CLUSTER,
  MANAGER,
  patchApplication,
  recordEvent,
  scopeOf,
  type World,
} from './world';

const HOOK_FINALIZERS = [
  'pre-delete-finalizer.argocd.argoproj.io',
  'post-delete-finalizer.argocd.argoproj.io',
];
const OWN = 'resources-finalizer.argocd.argoproj.io';

/** Takes the deletion of an Application one step further. As controller/appcontroller.go, finalizeApplicationDeletion. */
export function finalize(world: World, view: ApplicationView): void {
  if (!view.application.finalizers.some(isOurs)) return;
  const error = advance(world, view);
  if (error !== undefined) fail(world, view, error);
}

/** @returns why the deletion cannot go on. */
function advance(world: World, view: ApplicationView): string | undefined {
  const { application, object } = view;
  const project = findProject(world, application.project);
  if (!project) return `appproject.argoproj.io ${JSON.stringify(application.project)} not found`;
  if (!findCluster(application.destination, [IN_CLUSTER]).ok) {
    free(world, view, application.finalizers.filter(isOurs), 'its cluster is not known');
    return undefined;
  }
  const targets = hooksInGit(world, view);
  if (!targets.ok) return targets.error;
  const step = nextDeletionStep({
    application: readApplication(object),
    targets: targets.objects,
    live: world.live.managedBy(view.instance).filter((one) => isLivePermitted(project, IN_CLUSTER, one)),
    confirmed: isConfirmed(view),
    health: resourceHealth,
  });
  const error = take(world, view, step);
  const isPre = 'type' in step && step.type === 'PreDelete';
  return error !== undefined && isPre ? `error executing pre-delete hooks: ${error}` : error;
}

const isOurs = (name: string): boolean =>
  [...HOOK_FINALIZERS, OWN].some((one) => name === one || name.startsWith(`${one}/`));

/** What Git has, when there are hooks to run before or after. */
function hooksInGit(
  world: World,
  { application, instance, source }: ApplicationView,
): { ok: true; objects: readonly KubeObject[] } | { ok: false; error: string } {
  if (!application.finalizers.some((name) => HOOK_FINALIZERS.includes(name)))
    return { ok: true, objects: [] };
  const { namespace } = application.destination;
  const request = { application: instance, namespace, source: application.source, written: source };
  const made = world.repos.manifests(request, application.source.targetRevision, false);
  if (!made.ok) return made;
  return {
    ok: true,
    objects: normalizeTargets(made.objects, namespace, (one) => scopeOf(world, one)).targets,
  };
}

function isConfirmed({ object }: ApplicationView): boolean {
  const approved = timeAt(object.metadata.annotations?.[ANNOTATION.deletionApproved]);
  const since = timeAt(object.metadata.deletionTimestamp);
  return approved !== undefined && since !== undefined && approved >= since;
}

function take(world: World, view: ApplicationView, step: DeletionStep): string | undefined {
  const { cluster } = world;
  switch (step.kind) {
    case 'gone':
      return undefined;
    case 'wait':
      cluster.log.write({
        actor: CONTROLLER,
        object: refOf(view.object),
        what: 'deletion waits',
        why: step.why,
      });
      return undefined;
    case 'create-hooks':
      return firstOf(step.objects, (object) => {
        const by = { manager: MANAGER, why: `${step.type}: the Application is deleted` };
        const made = cluster.api.create(toManifest(object), by);
        return made.ok || made.error.reason === 'AlreadyExists' ? undefined : made.error.message;
      });
    case 'hooks-failed':
      for (const object of step.objects)
        remove(world, object, 'Foreground', 'it failed, and may be tried again');
      return step.message;
    case 'delete':
      return firstOf(step.objects, (object) => remove(world, object, step.propagation, step.why));
    case 'remove-finalizers':
      free(world, view, step.finalizers, step.why);
      return undefined;
  }
}

/** Does something to all and gives the first fault. */
function firstOf(
  objects: readonly KubeObject[],
  act: (object: KubeObject) => string | undefined,
): string | undefined {
  return objects.map(act).find((fault) => fault !== undefined);
}

function remove(
  { cluster }: World,
  object: KubeObject,
  propagation: 'Foreground' | 'Background',
  why: string,
): string | undefined {
  const gone = cluster.api.delete(refOf(object), { propagation, manager: CONTROLLER, why });
  return gone.ok || gone.error.reason === 'NotFound' ? undefined : gone.error.message;
}

function free(world: World, { object }: ApplicationView, names: readonly string[], why: string): void {
  const finalizers = finalizersOf(object).filter((name) => !names.includes(name));
  patchApplication(
    world,
    object,
    { metadata: { finalizers: finalizers.length > 0 ? finalizers : null } },
    why,
  );
}

/** As processAppOperationQueueItem: the deletion is tried again when something changes. */
function fail(world: World, { object }: ApplicationView, message: string): void {
  const before = object.status?.conditions;
  const now = world.cluster.time.now();
  const conditions = setConditions(before, [{ type: 'DeletionError', message }], ['DeletionError'], now);
  const patch = JSON.parse(JSON.stringify({ status: { conditions } }));
  if (JSON.stringify(before) !== JSON.stringify(conditions)) patchApplication(world, object, patch, message);
  recordEvent(
    world,
    object,
    'Warning',
    'StatusRefreshed',
    `Unable to delete application resources: ${message}`,
  );
}
