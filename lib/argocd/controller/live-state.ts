import type { ApiObject, Cluster, WatchEvent } from '@/lib/cluster';
import { resourceHealth } from '../health/resource';
import { keyText, keyTextOf, type ResourceKey } from '../key';
import { isBeingDeleted, type KubeObject, sameJson, withMetadata } from '../object';
import { trackingIdOf } from '../resource/tracking';

/** An object changed: of which Application it is, if of any, and whether it is what Git speaks of or a child of that. */
export interface LiveChange {
  application: string | undefined;
  isRoot: boolean;
  object: ApiObject;
}

/**
 * What is live, as Argo CD's cache of the cluster holds it: kept in step by watching, indexed by Application.
 * As controller/cache/cache.go and gitops-engine/pkg/cache/cluster.go.
 */
export class LiveState {
  private readonly objects = new Map<string, ApiObject>();
  private readonly byUid = new Map<string, ApiObject>();
  private readonly roots = new Map<string, Set<string>>();
  private readonly children = new Map<string, Set<string>>();
  private readonly stop: () => void;

  constructor(
    cluster: Cluster,
    private readonly tell: (change: LiveChange) => void,
  ) {
    for (const { apiVersion, kind } of cluster.api.resources()) {
      const listed = cluster.api.list({ apiVersion, kind });
      if (listed.ok) for (const object of listed.value.items) this.put(object);
    }
    this.stop = cluster.api.watch({}, (event) => this.take(event));
  }

  dispose(): void {
    this.stop();
  }

  find(key: ResourceKey): ApiObject | undefined {
    return this.objects.get(keyText(key));
  }

  /** The objects that carry an Application's tracking id; what those own is not among them. */
  managedBy(application: string): ApiObject[] {
    return [...(this.roots.get(application) ?? [])].flatMap((key) => this.objects.get(key) ?? []);
  }

  /** What an object owns, at any remove, itself first. */
  withDescendants(root: ApiObject): ApiObject[] {
    const found = new Map<string, ApiObject>([[keyTextOf(root), root]]);
    for (const object of found.values()) {
      for (const key of this.children.get(object.metadata.uid) ?? []) {
        const child = this.objects.get(key);
        if (child) found.set(key, child);
      }
    }
    return [...found.values()];
  }

  private take({ type, object }: WatchEvent): void {
    // Events and leases change all the time, and nobody compares them. As resource.exclusions in argocd-cm.
    if (object.kind === 'Event' || object.kind === 'Lease') return;
    const before = this.objects.get(keyTextOf(object));
    if (before) this.drop(before);
    if (type !== 'DELETED') this.put(object);
    if (type === 'MODIFIED' && before && isNoNews(before, object)) return;
    this.tell({ ...this.ownerOf(object), object });
  }

  private put(object: ApiObject): void {
    const key = keyTextOf(object);
    this.objects.set(key, object);
    this.byUid.set(object.metadata.uid, object);
    const application = rootOf(object);
    if (application !== undefined) addTo(this.roots, application, key);
    for (const { uid } of object.metadata.ownerReferences ?? []) addTo(this.children, uid, key);
  }

  private drop(object: ApiObject): void {
    const key = keyTextOf(object);
    this.objects.delete(key);
    this.byUid.delete(object.metadata.uid);
    const application = rootOf(object);
    if (application !== undefined) this.roots.get(application)?.delete(key);
    for (const { uid } of object.metadata.ownerReferences ?? []) this.children.get(uid)?.delete(key);
  }

  private ownerOf(object: ApiObject): { application: string | undefined; isRoot: boolean } {
    const application = rootOf(object);
    if (application !== undefined) return { application, isRoot: true };
    const seen = new Set<string>();
    let here: ApiObject | undefined = object;
    while (here && !seen.has(here.metadata.uid)) {
      seen.add(here.metadata.uid);
      const owner = rootOf(here);
      if (owner !== undefined) return { application: owner, isRoot: false };
      here = here.metadata.ownerReferences?.map(({ uid }) => this.byUid.get(uid)).find(Boolean);
    }
    return { application: undefined, isRoot: false };
  }
}

function rootOf(object: ApiObject): string | undefined {
  if ((object.metadata.ownerReferences?.length ?? 0) > 0) return undefined;
  return trackingIdOf(object)?.application;
}

function addTo(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name);
  if (keys) keys.add(key);
  else index.set(name, new Set([key]));
}

/**
 * A change of the status alone, with the same health, brings no new comparison. As controller/cache/cache.go,
 * skipResourceUpdate, with the ignoreResourceUpdates that are the default since 3.0.
 */
function isNoNews(before: ApiObject, after: ApiObject): boolean {
  if (isBeingDeleted(before) !== isBeingDeleted(after)) return false;
  if (resourceHealth(before)?.status !== resourceHealth(after)?.status) return false;
  return sameJson(bare(before), bare(after));
}

function bare(object: KubeObject): KubeObject {
  return withMetadata(
    { ...object, status: undefined },
    { resourceVersion: undefined, managedFields: undefined },
  );
}
