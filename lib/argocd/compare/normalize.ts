import {
  at,
  groupOfObject,
  isList,
  isMap,
  type Json,
  type JsonMap,
  type KubeObject,
  kindOf,
} from '../object';
import { withoutPath } from './paths';
import { canonicalQuantity } from './quantity';

/** A kind that Kubernetes itself defines, so that Argo CD knows its Go type. */
export function isBuiltIn(object: KubeObject): boolean {
  const group = groupOfObject(object);
  return (!group.includes('.') || group.endsWith('.k8s.io')) && group !== 'argoproj.io';
}

/** Fields that are pointers in Go: their zero value says something, and is kept. */
const POINTERS: ReadonlySet<string> = new Set([
  'replicas',
  'automountServiceAccountToken',
  'allowPrivilegeEscalation',
  'privileged',
  'readOnlyRootFilesystem',
  'runAsNonRoot',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'enableServiceLinks',
  'optional',
  'immutable',
  'suspend',
  'completions',
  'parallelism',
  'backoffLimit',
  'terminationGracePeriodSeconds',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'startingDeadlineSeconds',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'tolerationSeconds',
  'defaultMode',
  'mode',
  'partition',
  'maxUnavailable',
  'maxSurge',
  'minAvailable',
  'minReplicas',
  'priority',
  'shareProcessNamespace',
  'hostUsers',
  'weight',
  'averageUtilization',
  'allocateLoadBalancerNodePorts',
  'expirationSeconds',
  'setHostnameAsFQDN',
  'stabilizationWindowSeconds',
]);

/** Fields that are there even when they are empty: an empty volume source or selector says something. */
const KEPT_WHEN_EMPTY: ReadonlySet<string> = new Set([
  'emptyDir',
  'podSelector',
  'namespaceSelector',
  'rules',
]);

/** Maps whose values are quantities. */
const QUANTITIES: ReadonlySet<string> = new Set(['limits', 'requests', 'hard', 'capacity', 'allocatable']);

/** Fields whose maps hold whatever the user says. */
const OPAQUE: ReadonlySet<string> = new Set([
  'data',
  'stringData',
  'binaryData',
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
]);

/**
 * An object as Argo CD compares it: without what Go's types leave out, quantities in one way of writing, a Secret's stringData
 * in its data. As gitops-engine/pkg/diff/diff.go, remarshal and Normalize.
 */
export function normalize(object: KubeObject, options: { ignoreAggregatedRoles?: boolean } = {}): KubeObject {
  const timeless = withoutPath(object, ['metadata', 'creationTimestamp']);
  if (!isBuiltIn(object)) return timeless;
  const tidy = tidyMap(timeless);
  const kind = kindOf(object);
  const group = groupOfObject(object);
  if (kind === 'Secret' && group === '') return normalizeSecret(tidy);
  if (kind === 'Endpoints' && group === '') return normalizeEndpoints(tidy);
  if ((kind === 'Role' || kind === 'ClusterRole') && group === 'rbac.authorization.k8s.io') {
    return normalizeRole(tidy, options.ignoreAggregatedRoles ?? false);
  }
  return tidy;
}

function tidyMap(map: JsonMap): JsonMap {
  const entries = Object.entries(map).flatMap(([field, value]): [string, Json][] => {
    if (value === undefined || value === null) return [];
    if (QUANTITIES.has(field) && isMap(value)) return [[field, canonicalMap(value)]];
    if (field === 'sizeLimit') return [[field, canonicalQuantity(value)]];
    if (OPAQUE.has(field)) return isEmpty(value) ? [] : [[field, value]];
    const tidy = tidyValue(value);
    const kept = POINTERS.has(field) || KEPT_WHEN_EMPTY.has(field) || !isEmpty(tidy);
    return kept ? [[field, tidy]] : [];
  });
  return Object.fromEntries(entries);
}

function tidyValue(value: Json): Json {
  if (isList(value)) return value.map(tidyValue);
  return isMap(value) ? tidyMap(value) : value;
}

function isEmpty(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}

function canonicalMap(map: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([field, value]): [string, Json][] =>
      value === undefined ? [] : [[field, canonicalQuantity(value)]],
    ),
  );
}

/** Moves stringData into data, and makes nothing an empty text. As NormalizeSecret. */
function normalizeSecret(secret: KubeObject): KubeObject {
  const { stringData, ...rest } = secret;
  const data = at(secret, 'data');
  const own = Object.entries(isMap(data) ? data : {}).map(([key, value]) => [key, value ?? '']);
  const added = Object.entries(isMap(stringData) ? stringData : {}).map(([key, value]) => [
    key,
    typeof value === 'string' ? base64(value) : value,
  ]);
  if (own.length + added.length === 0) return secret;
  return { ...rest, data: Object.fromEntries([...own, ...added]) };
}

const sorted = (list: readonly Json[]): Json[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** The order of addresses and ports says nothing. As normalizeEndpoint. */
function normalizeEndpoints(endpoints: KubeObject): KubeObject {
  const { subsets } = endpoints;
  if (!isList(subsets)) return endpoints;
  const ordered = subsets.map((subset): Json => {
    if (!isMap(subset)) return subset;
    const entries = Object.entries(subset).map(([field, value]) => [
      field,
      isList(value) ? sorted(field === 'ports' ? value.map(withProtocol) : value) : value,
    ]);
    return Object.fromEntries(entries);
  });
  return { ...endpoints, subsets: sorted(ordered) };
}

const withProtocol = (port: Json): Json => (isMap(port) ? { protocol: 'TCP', ...port } : port);

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Empty rules are none; those of an aggregated role are the controller's. */
function normalizeRole(role: KubeObject, ignoreAggregated: boolean): KubeObject {
  const { rules, ...rest } = role;
  const aggregated = ignoreAggregated && isMap(at(role, 'aggregationRule'));
  return aggregated || (isList(rules) && rules.length === 0) ? rest : role;
}
