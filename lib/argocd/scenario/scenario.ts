import {
  at,
  isList,
  isMap,
  itemsAt,
  type Json,
  type JsonMap,
  type KubeObject,
  numberAt,
  textAt,
} from '../object';
import type { RetryStrategy } from '../operation/retry';
import type { SelectedResource } from '../sync/input';

/** One recorded or imagined sync: what is in Git, what is live, what will happen, and what is asked for. */
export interface Scenario {
  id: string;
  manifests: readonly KubeObject[];
  live: readonly KubeObject[];
  options: ScenarioOptions;
  /** By name, `Phase:name` or generateName: how a hook ends, or a list with one for each attempt. */
  hookOutcomes: Json | undefined;
  /** By name: the health after it was applied. */
  health: Json | undefined;
  /** By name: the message of its health. */
  messages: Json | undefined;
  applyErrors: Json | undefined;
  dryRunErrors: Json | undefined;
  deleteErrors: Json | undefined;
  /** `group/Kind` that the API does not serve. */
  missingKinds: readonly string[];
  /** Kinds, or namespaces, that the project forbids. */
  notPermitted: readonly Json[];
  /** Names of objects that are as Git wants them. */
  inSync: readonly string[];
  stuckDeleting: readonly string[];
  /** By pass: names that somebody deletes after it. */
  deletedByUserAfterPass: Json | undefined;
  /** The fields that are asked for; undefined for all. */
  asked: readonly string[] | undefined;
}

export interface ScenarioOptions {
  namespace: string;
  revision: string;
  /** Epoch milliseconds. */
  startedAt: number;
  prune: boolean;
  dryRun: boolean;
  pruneConfirmed: boolean;
  strategy: 'apply' | 'hook';
  force: boolean;
  /** `managedNamespaceMetadata`: the namespace is kept in step. */
  namespaceMetadata: { labels?: JsonMap; annotations?: JsonMap } | undefined;
  resources: readonly SelectedResource[];
  syncOptions: readonly string[];
  retry: RetryStrategy;
  terminateAfterPass: number | undefined;
  maxPasses: number | undefined;
}

const START = Date.UTC(2024, 0, 1);

/** Reads a scenario from JSON; whatever is missing or of another type is as if it were not written. */
export function readScenario(json: Json | undefined): Scenario {
  return {
    id: textAt(json, 'id'),
    manifests: objectsAt(json, 'manifests'),
    live: objectsAt(json, 'live'),
    options: readOptions(at(json, 'options')),
    hookOutcomes: at(json, 'hookOutcomes'),
    health: at(json, 'health'),
    messages: at(json, 'messages'),
    applyErrors: at(json, 'applyErrors'),
    dryRunErrors: at(json, 'dryRunErrors'),
    deleteErrors: at(json, 'deleteErrors'),
    missingKinds: textsAt(json, 'missingKinds'),
    notPermitted: itemsAt(json, 'notPermitted'),
    inSync: textsAt(json, 'inSync'),
    stuckDeleting: textsAt(json, 'stuckDeleting'),
    deletedByUserAfterPass: at(json, 'deletedByUserAfterPass'),
    asked: askedFields(at(json, 'expected')),
  };
}

function askedFields(expected: Json | undefined): string[] | undefined {
  return isMap(expected) ? Object.keys(expected) : undefined;
}

const objectsAt = (json: Json | undefined, field: string): KubeObject[] => itemsAt(json, field).filter(isMap);

export function textsAt(json: Json | undefined, field: string): string[] {
  const found = at(json, field);
  if (typeof found === 'string') return [found];
  if (isMap(found)) return Object.keys(found).filter((key) => found[key] !== false);
  return isList(found) ? found.filter((item) => typeof item === 'string') : [];
}

function readOptions(options: Json | undefined): ScenarioOptions {
  const is = (field: string) => at(options, field) === true;
  const strategy = at(options, 'strategy');
  return {
    namespace: textAt(options, 'namespace') || 'default',
    revision: textAt(options, 'revision') || 'abcdef0123456789abcdef0123456789abcdef01',
    startedAt: timeAt(options, 'startedAt') ?? START,
    prune: is('prune'),
    dryRun: is('dryRun'),
    pruneConfirmed: is('pruneConfirmed'),
    strategy: strategy === 'apply' || at(strategy, 'apply') !== undefined ? 'apply' : 'hook',
    force: is('force'),
    namespaceMetadata: readMetadata(at(options, 'managedNamespaceMetadata')),
    resources: itemsAt(options, 'resources').map((item) => ({
      group: textAt(item, 'group'),
      kind: textAt(item, 'kind'),
      name: textAt(item, 'name'),
      namespace: textAt(item, 'namespace'),
    })),
    syncOptions: [
      ...textsAt(options, 'syncOptions'),
      ...(is('pruneLast') ? ['PruneLast=true'] : []),
      ...(is('createNamespace') ? ['CreateNamespace=true'] : []),
    ],
    retry: readRetry(at(options, 'retry')),
    terminateAfterPass: numberAt(options, 'terminateAfterPass'),
    maxPasses: numberAt(options, 'maxPasses'),
  };
}

function readMetadata(json: Json | undefined): ScenarioOptions['namespaceMetadata'] {
  if (!isMap(json)) return undefined;
  const { labels, annotations } = json;
  return { ...(isMap(labels) && { labels }), ...(isMap(annotations) && { annotations }) };
}

function timeAt(json: Json | undefined, field: string): number | undefined {
  const found = at(json, field);
  if (typeof found === 'number') return found < 1e11 ? found * 1000 : found;
  const time = typeof found === 'string' ? Date.parse(found) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function readRetry(json: Json | undefined): RetryStrategy {
  const limit = typeof json === 'number' ? json : Number(at(json, 'limit') ?? 0);
  const duration = at(json, 'backoff', 'duration');
  const most = at(json, 'backoff', 'maxDuration');
  const factor = at(json, 'backoff', 'factor');
  return {
    limit: Number.isNaN(limit) ? 0 : limit,
    refresh: at(json, 'refresh') === true,
    backoff: {
      ...(duration !== undefined && { duration: String(duration) }),
      ...(most !== undefined && { maxDuration: String(most) }),
      ...(factor !== undefined && { factor: Number(factor) }),
    },
  };
}
