import type { ApiObject, Cluster, Manifest } from '@/lib/cluster';
import { apiVersionOf, groupOfObject, type KubeObject, kindOf } from '../object';
import { type Project, readProject } from '../project/project';
import type { Discovery } from '../sync/input';
import type { DiffCache } from './diff-cache';
import type { LiveState } from './live-state';
import type { RepoServer } from './manifests/repo-server';
import type { ArgoCdSettings } from './settings';

/** Who writes: the name in the cluster's log and in managed fields. */
export const CONTROLLER = 'argocd-application-controller';
/** The field manager that manifests are applied as. As common.ArgoCDSSAManager. */
export const MANAGER = 'argocd-controller';
/** The one cluster that Applications go to, as Argo CD knows it. */
export const IN_CLUSTER = { server: 'https://kubernetes.default.svc', name: 'in-cluster' };

/** What the parts of the controller share. */
export interface World {
  cluster: Cluster;
  live: LiveState;
  repos: RepoServer;
  settings: ArgoCdSettings;
  /** By Application, as `namespace/name`. */
  diffs: Map<string, DiffCache>;
}

export function findApplication({ cluster }: World, key: string): ApiObject | undefined {
  const [namespace = '', name = ''] = key.split('/');
  const found = cluster.api.get({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace, name });
  return found.ok ? found.value : undefined;
}

export function findProject({ cluster, settings }: World, name: string): Project | undefined {
  const { namespace } = settings;
  const found = cluster.api.get({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', namespace, name });
  return found.ok ? readProject(found.value) : undefined;
}

/** Changes an Application; one that is gone by now is no matter. */
export function patchApplication({ cluster }: World, object: ApiObject, patch: Manifest, why: string): void {
  const { apiVersion, kind, metadata } = object;
  const ref = { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
  const done = cluster.api.patch(ref, 'merge', patch, { manager: CONTROLLER, why });
  if (!done.ok && done.error.reason !== 'NotFound') {
    cluster.log.write({
      actor: CONTROLLER,
      object: ref,
      what: 'Error updating application',
      why: done.error.message,
    });
  }
}

export function recordEvent(
  { cluster }: World,
  about: ApiObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  cluster.api.recordEvent({ about, type, reason, message, component: CONTROLLER });
}

/** How the API knows a kind. As gitops-engine/pkg/sync, with discovery's words. */
export function discover({ cluster }: World, object: KubeObject): Discovery {
  const apiVersion = apiVersionOf(object);
  const kind = kindOf(object);
  const served = cluster.api.resource(apiVersion, kind);
  if (served) return { found: true, namespaced: served.namespaced };
  const group = groupOfObject(object);
  const known = cluster.api.resources().some((one) => one.apiVersion === apiVersion);
  return {
    found: false,
    notFound: true,
    message: known
      ? `${kind}${group && `.${group}`} "" not found`
      : `failed to discover server resources for group version ${apiVersion}: the server could not find the requested resource`,
  };
}

/** Whether objects of a kind live in namespaces; undefined for a kind that is not served. */
export function scopeOf({ cluster }: World, object: KubeObject): boolean | undefined {
  const exact = cluster.api.resource(apiVersionOf(object), kindOf(object));
  if (exact) return exact.namespaced;
  const group = groupOfObject(object);
  const kind = kindOf(object);
  return cluster.api
    .resources()
    .find((one) => one.kind === kind && groupOfObject({ apiVersion: one.apiVersion }) === group)?.namespaced;
}
