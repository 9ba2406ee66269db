import { type IgnoreRule, readIgnoreRules } from '../compare/ignore';
import {
  at,
  finalizersOf,
  isMap,
  itemsAt,
  type Json,
  type JsonMap,
  type KubeObject,
  nameOf,
  namespaceOf,
  numberAt,
  textAt,
} from '../object';
import type { RetryStrategy } from '../operation/retry';

export interface Source {
  repoURL: string;
  path: string;
  targetRevision: string;
  chart: string;
  directory: { recurse: boolean; include: string; exclude: string };
}

export interface Destination {
  server: string;
  name: string;
  namespace: string;
}

export interface Automated {
  prune: boolean;
  selfHeal: boolean;
  allowEmpty: boolean;
}

/** What the decisions read of an Application. Whatever is missing or of another type is as if it were not written. */
export interface Application {
  name: string;
  namespace: string;
  project: string;
  source: Source;
  destination: Destination;
  /** Undefined when it is not automated, or `enabled: false`. */
  automated: Automated | undefined;
  syncOptions: readonly string[];
  retry: RetryStrategy | undefined;
  namespaceMetadata: { labels?: JsonMap; annotations?: JsonMap } | undefined;
  ignoreDifferences: readonly IgnoreRule[];
  historyLimit: number;
  finalizers: readonly string[];
  deleting: boolean;
}

export function readSource(json: Json | undefined): Source {
  return {
    repoURL: textAt(json, 'repoURL'),
    path: textAt(json, 'path'),
    targetRevision: textAt(json, 'targetRevision'),
    chart: textAt(json, 'chart'),
    directory: {
      recurse: at(json, 'directory', 'recurse') === true,
      include: textAt(json, 'directory', 'include'),
      exclude: textAt(json, 'directory', 'exclude'),
    },
  };
}

export function readRetryStrategy(json: Json | undefined): RetryStrategy | undefined {
  if (!isMap(json)) return undefined;
  const duration = textAt(json, 'backoff', 'duration');
  const maxDuration = textAt(json, 'backoff', 'maxDuration');
  const factor = numberAt(json, 'backoff', 'factor');
  return {
    limit: numberAt(json, 'limit') ?? 0,
    refresh: at(json, 'refresh') === true,
    backoff: {
      ...(duration && { duration }),
      ...(maxDuration && { maxDuration }),
      ...(factor !== undefined && { factor }),
    },
  };
}

/** Reads an Application. The first of several sources is taken. */
export function readApplication(object: KubeObject): Application {
  const spec = at(object, 'spec');
  const policy = at(spec, 'syncPolicy');
  const automated = at(policy, 'automated');
  const on = isMap(automated) && automated.enabled !== false;
  const metadata = at(policy, 'managedNamespaceMetadata');
  const labels = at(metadata, 'labels');
  const annotations = at(metadata, 'annotations');
  return {
    name: nameOf(object),
    namespace: namespaceOf(object),
    project: textAt(spec, 'project') || 'default',
    source: readSource(at(spec, 'sources', 0) ?? at(spec, 'source')),
    destination: {
      server: textAt(spec, 'destination', 'server'),
      name: textAt(spec, 'destination', 'name'),
      namespace: textAt(spec, 'destination', 'namespace'),
    },
    automated: on
      ? {
          prune: automated.prune === true,
          selfHeal: automated.selfHeal === true,
          allowEmpty: automated.allowEmpty === true,
        }
      : undefined,
    syncOptions: itemsAt(policy, 'syncOptions').filter((item) => typeof item === 'string'),
    retry: readRetryStrategy(at(policy, 'retry')),
    namespaceMetadata: isMap(metadata)
      ? { ...(isMap(labels) && { labels }), ...(isMap(annotations) && { annotations }) }
      : undefined,
    ignoreDifferences: readIgnoreRules(at(spec, 'ignoreDifferences')),
    historyLimit: numberAt(spec, 'revisionHistoryLimit') ?? 10,
    finalizers: finalizersOf(object),
    deleting: textAt(object, 'metadata', 'deletionTimestamp') !== '',
  };
}

/** The value of an option such as `Prune`, as the Application's own `syncOptions` say it. */
export function appOption({ syncOptions }: Application, key: string): string | undefined {
  return syncOptions.find((option) => option.startsWith(`${key}=`))?.slice(key.length + 1);
}
