import { at, isList, isMap, itemsAt, type Json, type KubeObject, nameOf, textAt } from '../object';
import { readSyncWindows, type SyncWindow } from './sync-window';

export interface KindRule {
  group: string;
  kind: string;
  /** Only in lists of kinds of the cluster; `''` for any. */
  name: string;
}

export interface DestinationRule {
  server: string;
  name: string;
  namespace: string;
}

/** What the decisions read of an AppProject. */
export interface Project {
  name: string;
  sourceRepos: readonly string[];
  destinations: readonly DestinationRule[];
  clusterAllowed: readonly KindRule[];
  clusterDenied: readonly KindRule[];
  /** Undefined when the list is not there at all: then every kind may be. */
  namespaceAllowed: readonly KindRule[] | undefined;
  namespaceDenied: readonly KindRule[];
  syncWindows: readonly SyncWindow[];
}

/** Reads an AppProject; whatever is missing or of another type is as if it were not written. */
export function readProject(object: KubeObject): Project {
  const spec = at(object, 'spec');
  const allowed = at(spec, 'namespaceResourceWhitelist');
  return {
    name: nameOf(object),
    sourceRepos: itemsAt(spec, 'sourceRepos').filter((item) => typeof item === 'string'),
    destinations: itemsAt(spec, 'destinations')
      .filter(isMap)
      .map((item) => ({
        server: textAt(item, 'server'),
        name: textAt(item, 'name'),
        namespace: textAt(item, 'namespace'),
      })),
    clusterAllowed: readRules(at(spec, 'clusterResourceWhitelist')),
    clusterDenied: readRules(at(spec, 'clusterResourceBlacklist')),
    namespaceAllowed: isList(allowed) ? readRules(allowed) : undefined,
    namespaceDenied: readRules(at(spec, 'namespaceResourceBlacklist')),
    syncWindows: readSyncWindows(at(spec, 'syncWindows')),
  };
}

function readRules(json: Json | undefined): KindRule[] {
  return (isList(json) ? json : []).filter(isMap).map((item) => ({
    group: textAt(item, 'group'),
    kind: textAt(item, 'kind'),
    name: textAt(item, 'name'),
  }));
}

/** The project that Argo CD makes for itself: everything may go everywhere. */
export const DEFAULT_PROJECT: Project = {
  name: 'default',
  sourceRepos: ['*'],
  destinations: [{ server: '*', name: '', namespace: '*' }],
  clusterAllowed: [{ group: '*', kind: '*', name: '' }],
  clusterDenied: [],
  namespaceAllowed: undefined,
  namespaceDenied: [],
  syncWindows: [],
};
