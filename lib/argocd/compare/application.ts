import { type ApplicationHealth, applicationHealthOf } from '../health/application';
import { resourceHealth } from '../health/resource';
import type { HealthStatus } from '../health/status';
import { keyOf, keyTextOf, type ResourceKey } from '../key';
import { type KubeObject, kindOf, nameOf, namespaceOf, versionOf } from '../object';
import { hasOption, optionValue } from '../resource/annotations';
import { hookFacts } from '../resource/hook';
import { ANNOTATION } from '../resource/names';
import { gvkText, isSelfReferenced, trackingIdOf, withTracking } from '../resource/tracking';
import { waveOf } from '../resource/wave';
import type { ManagedPair, Reconciliation } from '../sync/input';
import type { Condition } from './condition';
import { type Diff, type DiffOptions, diffResource } from './diff';
import { reconcile } from './reconcile';
import { normalizeTargets, type ScopeOf, targetsForSync } from './targets';

export type SyncCode = 'Synced' | 'OutOfSync' | 'Unknown';

/** An entry of an Application's `status.resources`. */
export interface ResourceStatus extends ResourceKey {
  version: string;
  /** `''` for hooks, Skip and what only looks like the Application's: they have no status and do not count. */
  status: SyncCode | '';
  health: HealthStatus | undefined;
  hook: boolean;
  requiresPruning: boolean;
  requiresDeletionConfirmation: boolean;
  syncWave: number;
  /** Why the status is what it is. */
  because: string;
}

export interface ComparisonInput {
  /** The Application's name, as in tracking ids. */
  application: string;
  /** `namespace/name`, as messages name it; the name alone when nothing else is known. */
  qualifiedName?: string;
  /** Its destination namespace. */
  namespace: string;
  /** What Git says, or why that could not be found out (`failed to generate manifest for source 1 of 1: ...`). */
  targets: { ok: true; objects: readonly KubeObject[] } | { ok: false; message: string };
  /** What the cluster has that is tracked as the Application's, or is among the targets; or why it could not be read. */
  live: { ok: true; objects: readonly KubeObject[] } | { ok: false; message: string };
  scopeOf: ScopeOf;
  diff?: DiffOptions;
  /** How two objects are compared; what is given may remember. */
  diffOf?: typeof diffResource;
  syncOptions?: readonly string[];
  /** Kinds of the project that are not permitted have status Unknown, and their live objects do not count. */
  permitted?: (object: KubeObject, namespaced: boolean) => boolean;
  health?: (object: KubeObject) => HealthStatus | undefined;
}

export interface Comparison {
  status: SyncCode;
  resources: readonly ResourceStatus[];
  health: ApplicationHealth;
  conditions: readonly Condition[];
  reconciliation: Reconciliation;
  /** By key, as keyText. */
  diffs: ReadonlyMap<string, Diff>;
  hasPreDelete: boolean;
  hasPostDelete: boolean;
}

/** Compares what Git wants with what there is. As controller/state.go, CompareAppState. */
export function compareApplication(input: ComparisonInput): Comparison {
  const conditions: Condition[] = [];
  const failed = !input.targets.ok || !input.live.ok;
  if (!input.targets.ok) {
    conditions.push({
      type: 'ComparisonError',
      message: `Failed to load target state: ${input.targets.message}`,
    });
  }
  if (!input.live.ok) {
    conditions.push({ type: 'ComparisonError', message: `Failed to load live state: ${input.live.message}` });
  }
  const given = input.targets.ok ? input.targets.objects : [];
  const relabel = (object: KubeObject) => {
    const tracked = withTracking(object, input.application, input.namespace);
    return tracked.ok && trackingIdOf(object) ? tracked.object : object;
  };
  const normal = normalizeTargets(given, input.namespace, input.scopeOf, relabel);
  conditions.push(...normal.conditions);
  const live = (input.live.ok ? input.live.objects : []).filter(
    (object) => input.permitted?.(object, namespaceOf(object) !== '') ?? true,
  );
  conditions.push(...sharedResources(input, live));
  const { targets, hasPreDelete, hasPostDelete } = targetsForSync(normal.targets);
  const reconciliation = reconcile(targets, live, input.namespace, input.scopeOf);
  const diffs = new Map<string, Diff>();
  const judged = reconciliation.pairs.map((pair) => judge(input, pair, failed, diffs));
  for (const { condition } of judged) if (condition) conditions.push(condition);
  const health = applicationHealthOf(reconciliation.pairs, input.health ?? resourceHealth);
  const resources = judged.map(({ resource }, i): ResourceStatus => {
    const found = health.resources[i];
    return { ...resource, health: found?.left === 'ignore-healthcheck' ? undefined : found?.health };
  });
  const out = judged.some(({ counts }) => counts);
  const status = failed ? 'Unknown' : out ? 'OutOfSync' : 'Synced';
  return { status, resources, health, conditions, reconciliation, diffs, hasPreDelete, hasPostDelete };
}

function sharedResources(
  { application, qualifiedName = application }: ComparisonInput,
  live: readonly KubeObject[],
): Condition[] {
  return live.flatMap((object): Condition[] => {
    const owner = trackingIdOf(object)?.application;
    if (!owner || owner === application) return [];
    const message = `${kindOf(object)}/${nameOf(object)} is part of applications ${qualifiedName} and ${owner.replaceAll('_', '/')}`;
    return [{ type: 'SharedResourceWarning', message }];
  });
}

interface Judged {
  resource: ResourceStatus;
  /** Makes the whole Application OutOfSync. */
  counts: boolean;
  condition?: Condition;
}

function judge(input: ComparisonInput, pair: ManagedPair, failed: boolean, diffs: Map<string, Diff>): Judged {
  const { target, live } = pair;
  const object = live ?? target ?? {};
  const diff = (input.diffOf ?? diffResource)(target, live, input.diff);
  diffs.set(keyTextOf(object), diff);
  const own = isSelfReferenced(live, target);
  const found = syncCode(pair, diff, own);
  const scope = input.scopeOf(object);
  const allowed = input.permitted?.(object, scope === true) ?? true;
  const status = failed || !allowed ? 'Unknown' : found.status;
  const confirm = (one: KubeObject | undefined) => asksForConfirmation(one, input.syncOptions ?? []);
  const resource: ResourceStatus = {
    ...keyOf(object),
    version: versionOf(object),
    status,
    health: undefined,
    hook: hookFacts(object).isHook || hookFacts(object).deleteTypes.length > 0,
    requiresPruning: !target && live !== undefined && own,
    requiresDeletionConfirmation: confirm(target) || confirm(live),
    syncWave: target ? waveOf(target) : 0,
    because: failed
      ? 'the state could not be loaded'
      : allowed
        ? found.because
        : 'the project forbids the kind',
  };
  const missing = scope === true && namespaceOf(object) === '';
  return {
    resource,
    counts: found.counts,
    ...(missing && {
      condition: {
        type: 'InvalidSpecError',
        message: `Namespace for ${nameOf(object)} ${gvkText(object)} is missing.`,
      },
    }),
  };
}

function syncCode(
  { target, live }: ManagedPair,
  diff: Diff,
  own: boolean,
): { status: SyncCode | ''; counts: boolean; because: string } {
  const facts = hookFacts(live ?? target ?? {});
  if (facts.isHook || facts.deleteTypes.length > 0) {
    return { status: '', counts: false, because: 'hooks have no sync status' };
  }
  if (target && hookFacts(target).skip)
    return { status: '', counts: false, because: 'Skip: it is left alone' };
  if (!own) return { status: '', counts: false, because: 'its tracking id names another object' };
  if (!target) {
    const extraneous = hasOption(live, ANNOTATION.compareOptions, 'IgnoreExtraneous');
    const because = 'it is not in Git';
    return {
      status: 'OutOfSync',
      counts: !extraneous,
      because: extraneous ? `${because}, but IgnoreExtraneous keeps that from the Application` : because,
    };
  }
  if (!live) return { status: 'OutOfSync', counts: true, because: 'it is not in the cluster' };
  return diff.modified
    ? { status: 'OutOfSync', counts: true, because: `${diff.changes.length} fields differ` }
    : { status: 'Synced', counts: false, because: 'a sync would change nothing' };
}

/** As controller/state.go, isObjRequiresDeletionConfirmation: the object's own option, else the Application's. */
function asksForConfirmation(object: KubeObject | undefined, appOptions: readonly string[]): boolean {
  if (!object) return false;
  return ['Delete', 'Prune'].some((key) => {
    const app = appOptions.find((option) => option.startsWith(`${key}=`))?.slice(key.length + 1);
    return (optionValue(object, ANNOTATION.syncOptions, key) ?? app) === 'confirm';
  });
}

/** Which pairs differ, by key, for ApplyOutOfSyncOnly. */
export function modifiedKeys(diffs: ReadonlyMap<string, Diff>): ReadonlyMap<string, boolean> {
  return new Map([...diffs].map(([key, { modified }]) => [key, modified]));
}
