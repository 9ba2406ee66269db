import { isClusterScoped, isKnownGroup } from '@/lib/kubernetes';
import { hasHealthCheck } from '../health/resource';
import type { HealthCode, HealthStatus } from '../health/status';
import { keyOf, keyText } from '../key';
import {
  apiVersionOf,
  at,
  groupOfObject,
  isList,
  type Json,
  type KubeObject,
  kindOf,
  nameOf,
  namespaceOf,
  textAt,
  withMetadata,
} from '../object';
import type { Discovery } from '../sync/input';
import { definedKind } from '../sync/order';
import { isHookTask, type SyncTask } from '../sync/task';
import type { Scenario } from './scenario';

interface Entry {
  object: KubeObject;
  health: HealthStatus | undefined;
}

/** Kinds for which Argo CD has a health check that these scenarios care about. */
const WITH_HEALTH: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'extensions/Ingress',
  'networking.k8s.io/Ingress',
  '/Pod',
  '/Service',
  '/PersistentVolumeClaim',
  'batch/Job',
  'batch/CronJob',
  'autoscaling/HorizontalPodAutoscaler',
  'apiregistration.k8s.io/APIService',
  'argoproj.io/Workflow',
  'argoproj.io/Rollout',
  'argoproj.io/Application',
]);

/** Whether a health that is told of an object can matter: a custom resource may have a check, a ConfigMap never has. */
function canHaveHealth(object: KubeObject): boolean {
  const group = groupOfObject(object);
  const kind = kindOf(object);
  return WITH_HEALTH.has(`${group}/${kind}`) || hasHealthCheck(group, kind) || !isKnownGroup(group);
}

const OUTCOMES: ReadonlyMap<string, HealthCode> = new Map([
  ['Succeeded', 'Healthy'],
  ['Failed', 'Degraded'],
  ['Error', 'Degraded'],
  ['Running', 'Progressing'],
]);
const CODES: readonly HealthCode[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

const codeOf = (text: string): HealthCode | undefined =>
  OUTCOMES.get(text) ?? CODES.find((code) => code === text);

/** `Kind/name`; upstream's model said `undefined` where a manifest has no name. */
export const labelOf = (object: KubeObject): string => `${kindOf(object)}/${nameOf(object) || 'undefined'}`;

export const scopeOf = (object: KubeObject): boolean => !isClusterScoped(kindOf(object));

/** A cluster of plain objects in which a scenario says how everything ends. All that was ever applied is tracked. */
export class World {
  readonly entries = new Map<string, Entry>();
  attempt = 0;

  constructor(private readonly scenario: Scenario) {
    for (const { health, ...object } of scenario.live) {
      const place = this.place(object);
      this.entries.set(keyText(keyOf(place)), { object: place, health: this.healthOfLive(place, health) });
    }
  }

  /** The object as the cluster stores it: in its namespace, or in none. */
  place(object: KubeObject): KubeObject {
    if (!scopeOf(object)) return withMetadata(object, { namespace: undefined });
    return namespaceOf(object)
      ? object
      : withMetadata(object, { namespace: this.scenario.options.namespace });
  }

  find(object: KubeObject): Entry | undefined {
    return this.entries.get(keyText(keyOf(this.place(object))));
  }

  live(): KubeObject[] {
    return [...this.entries.values()].map((entry) => entry.object);
  }

  /** What was told to go goes, unless it is stuck. */
  settle(): void {
    for (const [key, { object }] of this.entries) {
      const stuck = this.scenario.stuckDeleting.some((name) => isNamed(object, name));
      if (textAt(object, 'metadata', 'deletionTimestamp') && !stuck) this.entries.delete(key);
    }
  }

  remove(name: string): void {
    for (const [key, { object }] of this.entries) if (isNamed(object, name)) this.entries.delete(key);
  }

  put(task: SyncTask, object: KubeObject): 'created' | 'configured' {
    const place = this.place(object);
    const key = keyText(keyOf(place));
    const before = this.entries.get(key);
    const told = isHookTask(task) ? undefined : this.toldHealth(place);
    const health = before ? (told ?? before.health) : isHookTask(task) ? this.outcome(task, place) : told;
    this.entries.set(key, { object: place, health: health ?? this.usualHealth(place) });
    return before ? 'configured' : 'created';
  }

  /** How a kind is served. As ServerResourceForGroupVersionKind, with client-go's words. */
  discover(object: KubeObject): Discovery {
    const kind = kindOf(object);
    const group = groupOfObject(object);
    const missing = this.isMissing(object);
    const crds = this.live().flatMap((live) => definedKind(live) ?? []);
    if (!missing || crds.includes(`${group}/${kind}`)) return { found: true, namespaced: scopeOf(object) };
    const served =
      isKnownGroup(group) || crds.some((crd) => crd.startsWith(`${group}/`)) || this.servesBeside(object);
    const message = served
      ? `${kind}${group && `.${group}`} "" not found`
      : `failed to discover server resources for group version ${apiVersionOf(object)}: the server could not find the requested resource`;
    return { found: false, notFound: true, message };
  }

  private isMissing(object: KubeObject): boolean {
    const kind = kindOf(object);
    const full = `${groupOfObject(object)}/${kind}`;
    return this.scenario.missingKinds.some((name) => name === kind || name === full);
  }

  /** Another kind of the same version that is not said to be missing shows that the version is served. */
  private servesBeside(object: KubeObject): boolean {
    const { manifests, live } = this.scenario;
    return [...manifests, ...live].some(
      (other) => apiVersionOf(other) === apiVersionOf(object) && !this.isMissing(other),
    );
  }

  forbidden(object: KubeObject): string | undefined {
    const group = groupOfObject(object);
    const kind = kindOf(object);
    const names = [kind, `${group}/${kind}`, `${group}:${kind}`, labelOf(object)];
    const namespace = namespaceOf(object);
    for (const rule of this.scenario.notPermitted) {
      const ruled = typeof rule === 'string' ? rule : textAt(rule, 'kind');
      if (names.includes(ruled)) return `resource ${group}:${kind} is not permitted in project default`;
      const ns = typeof rule === 'string' ? rule.replace(/^namespace[:/]/i, '') : textAt(rule, 'namespace');
      if (ns && scopeOf(object) && ns === namespace) {
        return `namespace ${namespace} is not permitted in project 'default'`;
      }
    }
    return undefined;
  }

  /** The text a table has for an object in this attempt. */
  told(table: Json | undefined, object: KubeObject, phase = ''): string | undefined {
    const found = this.entryOf(table, object, phase);
    const value = isList(found) ? found[Math.min(this.attempt, found.length - 1)] : found;
    return typeof value === 'string' ? value : undefined;
  }

  private entryOf(table: Json | undefined, object: KubeObject, phase: string): Json | undefined {
    const name = nameOf(object);
    const generateName = textAt(object, 'metadata', 'generateName');
    const kind = kindOf(object);
    for (const key of [name, `${kind}/${name}`, generateName, `${kind}/${generateName}`]) {
      if (key === '' || key.endsWith('/')) continue;
      const found = at(table, `${phase}:${key}`) ?? at(table, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private outcome(task: SyncTask, object: KubeObject): HealthStatus | undefined {
    const code = codeOf(this.told(this.scenario.hookOutcomes, object, task.phase) ?? '');
    return code && canHaveHealth(object)
      ? { status: code, message: this.message(object, task.phase) }
      : (this.toldHealth(object) ?? this.usualHealth(object, task.phase));
  }

  private message(object: KubeObject, phase = ''): string {
    return this.told(this.scenario.messages, object, phase) ?? '';
  }

  private toldHealth(object: KubeObject): HealthStatus | undefined {
    const found = this.entryOf(this.scenario.health, object, '');
    const entry = isList(found) ? found[Math.min(this.attempt, found.length - 1)] : found;
    const code = codeOf(typeof entry === 'string' ? entry : textAt(entry, 'status'));
    const message = textAt(entry, 'message') || this.message(object);
    return code && canHaveHealth(object) ? { status: code, message } : undefined;
  }

  private usualHealth(object: KubeObject, phase = ''): HealthStatus | undefined {
    if (!WITH_HEALTH.has(`${groupOfObject(object)}/${kindOf(object)}`)) return undefined;
    return { status: 'Healthy', message: this.message(object, phase) };
  }

  private healthOfLive(object: KubeObject, health: Json | undefined): HealthStatus | undefined {
    const code = codeOf(typeof health === 'string' ? health : textAt(health, 'status'));
    if (!code || !canHaveHealth(object)) return this.usualHealth(object);
    return { status: code, message: textAt(health, 'message') || this.message(object) };
  }
}

export const isNamed = (object: KubeObject, name: string): boolean =>
  nameOf(object) === name || labelOf(object) === name;
