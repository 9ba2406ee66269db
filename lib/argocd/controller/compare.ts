import { readSource } from '../application/spec';
import { type Comparison, compareApplication } from '../compare/application';
import type { DiffOptions } from '../compare/diff';
import { keyTextOf } from '../key';
import { itemsAt, type Json, type KubeObject, nameOf, namespaceOf } from '../object';
import { isKindPermitted, isLivePermitted } from '../project/permissions';
import type { Project } from '../project/project';
import { DiffCache } from './diff-cache';
import type { Manifests } from './manifests/repo-server';
import { type ApplicationView, namespaceMetadataDiffers } from './view';
import { IN_CLUSTER, scopeOf, type World } from './world';

export interface CompareRequest {
  /** The source that is compared with, as it is written: the Application's own, or that of an operation. */
  source: Json | undefined;
  revision: string;
  /** A hard refresh: manifests are made anew. */
  noCache: boolean;
}

export interface Compared {
  comparison: Comparison;
  manifests: Manifests;
  /** The commit, or, when it is not known, the revision that was asked for. */
  revision: string;
}

/** Makes the manifests of an Application and compares them with what is live. As controller/state.go, CompareAppState. */
export function compareNow(
  world: World,
  view: ApplicationView,
  project: Project,
  request: CompareRequest,
): Compared {
  const { application, instance } = view;
  const { namespace } = application.destination;
  const manifests = manifestsFor(world, view, request);
  const cache = world.diffs.get(view.key) ?? new DiffCache();
  world.diffs.set(view.key, cache);
  if (request.noCache) cache.clear();
  const objects = manifests.ok ? manifests.objects : [];
  const comparison = compareApplication({
    application: instance,
    qualifiedName: view.key,
    namespace,
    targets: manifests.ok ? { ok: true, objects } : { ok: false, message: manifests.error },
    live: { ok: true, objects: liveFor(world, view, project, objects) },
    scopeOf: (object) => scopeOf(world, object),
    diff: diffOptions(view),
    diffOf: (target, one, options) => cache.diff(target, one, options),
    syncOptions: application.syncOptions,
    permitted: (object, namespaced) => isKindPermitted(project, object, namespaced),
  });
  const differs = manifests.ok && namespaceMetadataDiffers(view);
  const judged: Comparison = differs ? { ...comparison, status: 'OutOfSync' } : comparison;
  return { comparison: judged, manifests, revision: manifests.ok ? manifests.revision : request.revision };
}

function manifestsFor(world: World, view: ApplicationView, request: CompareRequest): Manifests {
  if (itemsAt(view.object, 'spec', 'sources').length > 1) {
    return {
      ok: false,
      error: 'the lab knows no Application with several sources: write one in spec.source',
    };
  }
  const { source: written, revision, noCache } = request;
  const { namespace } = view.application.destination;
  const asked = { application: view.instance, namespace, source: readSource(written), written };
  return world.repos.manifests(asked, revision, noCache);
}

export const diffOptions = ({ application }: ApplicationView): DiffOptions => ({
  ignore: application.ignoreDifferences,
  serverSideApply: application.syncOptions.includes('ServerSideApply=true'),
});

/** What is tracked, and what has the name of a target. As gitops-engine/pkg/cache, GetManagedLiveObjs. */
function liveFor(
  world: World,
  { instance, application }: ApplicationView,
  project: Project,
  targets: readonly KubeObject[],
): KubeObject[] {
  const found = new Map<string, KubeObject>();
  const take = (object: KubeObject | undefined) => object && found.set(keyTextOf(object), object);
  for (const object of world.live.managedBy(instance)) take(object);
  for (const target of targets) take(findLive(world, target, application.destination.namespace));
  return [...found.values()].filter((object) => isLivePermitted(project, IN_CLUSTER, object));
}

function findLive(world: World, target: KubeObject, namespace: string): KubeObject | undefined {
  const group = keyTextOf(target).split('/')[0] ?? '';
  const key = { group, kind: typeof target.kind === 'string' ? target.kind : '', name: nameOf(target) };
  const scope = scopeOf(world, target);
  const inNamespace = { ...key, namespace: namespaceOf(target) || namespace };
  const found = scope === false ? undefined : world.live.find(inNamespace);
  return found ?? (scope === true ? undefined : world.live.find({ ...key, namespace: '' }));
}
