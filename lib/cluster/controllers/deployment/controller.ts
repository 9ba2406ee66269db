import type { Context } from '../../context';
import type { ApiObject, JsonMap } from '../../interface';
import {
  type Deployment,
  isDeployment,
  isReplicaSet,
  isWorkPod,
  type ReplicaSet,
} from '../../types/workloads';
import { type CacheEvent, keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { claim } from '../shared/claim';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { isTerminal } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { isEmptySelector, selects } from '../shared/selector';
import { replicaAnnotations, revisionOf } from './annotations';
import { ensureLatest } from './latest';
import { isScalingEvent, scaleAll } from './proportional';
import { type Scaling, scaleNew, scaleOld, stopOld } from './rolling';
import { type Sets, sorted } from './sets';
import { countedStatus, isComplete, pausedConditions, progressDueIn, rolloutStatus } from './status';
import { isRolling, replicasOf } from './strategy';

/** Rolls Deployments out. As pkg/controller/deployment/deployment_controller.go. */
export class DeploymentController {
  private readonly hand: Hand;
  private readonly deployments;
  private readonly sets;
  private readonly pods;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'deployment-controller');
    this.deployments = caches.kind('apps/v1', 'Deployment');
    this.sets = caches.kind('apps/v1', 'ReplicaSet');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.deployments.each(({ object }) => this.queue.add(keyOf(object)));
    this.sets.each((event) => this.setChanged(event));
    this.pods.each((event) => this.podChanged(event));
  }

  private setChanged({ object, old }: CacheEvent): void {
    for (const owner of new Set([controllerOf(object)?.name, old && controllerOf(old)?.name]))
      if (owner !== undefined) this.queue.add(keyFor(object.metadata.namespace, owner));
    if (controllerOf(object)) return;
    for (const deployment of this.deployments.inNamespace(object.metadata.namespace))
      if (isDeployment(deployment) && selects(deployment.spec.selector, object.metadata.labels))
        this.queue.add(keyOf(deployment));
  }

  /** Recreate waits for the last of the old Pods. As deployment_controller.go, deletePod. */
  private podChanged({ type, object }: CacheEvent): void {
    if (type !== 'DELETED') return;
    const owner = controllerOf(object);
    const set = owner && this.sets.get(keyFor(object.metadata.namespace, owner.name));
    const deployment =
      set && this.deployments.get(keyFor(set.metadata.namespace, controllerOf(set)?.name ?? ''));
    if (deployment && isDeployment(deployment) && !isRolling(deployment)) this.queue.add(keyOf(deployment));
  }

  private sync(key: string): Outcome {
    const cached = this.deployments.get(key);
    const deployment = cached && this.hand.read(refOf(cached));
    if (!deployment || !isDeployment(deployment)) return 'done';
    if (isEmptySelector(deployment.spec.selector)) {
      const message = 'This deployment is selecting all pods. A non-empty selector is required.';
      this.hand.warning(deployment, 'SelectingAll', message);
      return 'done';
    }
    const claimed = claim(this.hand, deployment, deployment.spec.selector, this.sets);
    // The cache may be a moment behind what this controller wrote itself.
    const sets = sorted(
      deployment,
      claimed.map((set) => this.hand.read(refOf(set)) ?? set).filter(isReplicaSet),
    );
    return this.reconcile(key, deployment, sets);
  }

  private reconcile(key: string, deployment: Deployment, sets: Sets): Outcome {
    const now = this.context.time.now();
    if (deployment.metadata.deletionTimestamp)
      return this.write(deployment, countedStatus(deployment, sets, now));
    const conditions = pausedConditions(deployment, now);
    if (conditions) {
      const why = deployment.spec.paused ? 'it is paused' : 'it is resumed';
      return this.write(deployment, { ...deployment.status, conditions }, why);
    }
    if (deployment.spec.paused || isScalingEvent(deployment, sets)) {
      const ensured = ensureLatest(this.hand, deployment, sets, now, false);
      if (ensured === 'retry') return 'retry';
      const after = this.scale(ensured.deployment, ensured.sets, scaleAll(ensured.deployment, ensured.sets));
      if (!after) return 'retry';
      return this.write(ensured.deployment, countedStatus(ensured.deployment, after, now));
    }
    return isRolling(deployment) ? this.roll(key, deployment, sets) : this.recreate(key, deployment, sets);
  }

  /** As rolling.go, rolloutRolling. */
  private roll(key: string, deployment: Deployment, sets: Sets): Outcome {
    const ensured = ensureLatest(this.hand, deployment, sets, this.context.time.now(), true);
    if (ensured === 'retry') return 'retry';
    const up = scaleNew(ensured.deployment, ensured.sets);
    const scalings = up ? [up] : scaleOld(ensured.deployment, ensured.sets);
    const after = this.scale(ensured.deployment, ensured.sets, scalings);
    if (!after) return 'retry';
    return this.report(key, ensured.deployment, after, scalings.length > 0);
  }

  /** As recreate.go, rolloutRecreate. */
  private recreate(key: string, deployment: Deployment, sets: Sets): Outcome {
    const now = this.context.time.now();
    const known = ensureLatest(this.hand, deployment, sets, now, false);
    if (known === 'retry') return 'retry';
    const stops = stopOld(known.sets.old);
    const stopped = this.scale(known.deployment, known.sets, stops);
    if (!stopped) return 'retry';
    if (stops.length || this.oldPodsRun(known.sets.old))
      return this.report(key, known.deployment, stopped, true);
    const ensured = ensureLatest(this.hand, known.deployment, stopped, now, true);
    if (ensured === 'retry') return 'retry';
    const up = scaleNew(ensured.deployment, ensured.sets);
    const after = this.scale(ensured.deployment, ensured.sets, up ? [up] : []);
    return after ? this.report(key, ensured.deployment, after, up !== undefined) : 'retry';
  }

  private oldPodsRun(old: readonly ReplicaSet[]): boolean {
    return old.some((set) =>
      this.pods.ownedBy(set.metadata.uid).some((pod) => isWorkPod(pod) && !isTerminal(pod)),
    );
  }

  private report(key: string, deployment: Deployment, sets: Sets, busy: boolean): Outcome {
    const now = this.context.time.now();
    if (!busy && isComplete(deployment, deployment.status ?? {})) this.cleanUp(deployment, sets.old);
    const outcome = this.write(deployment, rolloutStatus(deployment, sets, now));
    const due = progressDueIn(deployment, now);
    // As progress.go, requeueStuckDeployment: a second later than the deadline.
    if (due !== undefined && due >= 0) this.queue.add(key, due + 1000);
    return outcome;
  }

  private write(deployment: Deployment, status: JsonMap, why = 'its ReplicaSets changed'): Outcome {
    return this.hand.status(deployment, status, why) ? 'done' : 'retry';
  }

  /** Scales, with an Event for each; the sets as they are then, or undefined when the API refused. As sync.go, scaleReplicaSet. */
  private scale(deployment: Deployment, sets: Sets, scalings: readonly Scaling[]): Sets | undefined {
    let { latest, old } = sets;
    for (const { set, to, why } of scalings) {
      const from = replicasOf(set);
      const annotations = { ...set.metadata.annotations, ...replicaAnnotations(deployment) };
      const fields = { metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas: to } };
      const answer = this.hand.update(set, fields, why);
      if (!answer.ok || !isReplicaSet(answer.value)) return undefined;
      const scaled: ReplicaSet = answer.value;
      if (latest?.metadata.uid === scaled.metadata.uid) latest = scaled;
      else old = old.map((other) => (other.metadata.uid === scaled.metadata.uid ? scaled : other));
      if (from === to) continue;
      const direction = from < to ? 'up' : 'down';
      const message = `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${to}`;
      this.hand.normal(deployment, 'ScalingReplicaSet', message);
    }
    return { latest, old };
  }

  /** Deletes ReplicaSets of revisions beyond the limit. As sync.go, cleanupDeployment. */
  private cleanUp(deployment: Deployment, old: readonly ReplicaSet[]): void {
    const limit = deployment.spec.revisionHistoryLimit ?? 10;
    const idle = old.filter((set) => !set.metadata.deletionTimestamp);
    const surplus = idle.length - limit;
    if (surplus <= 0) return;
    const oldest = [...idle].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus);
    for (const set of oldest)
      if (isIdle(set)) this.hand.delete(set, `more than ${limit} old revisions (revisionHistoryLimit)`);
  }
}

function isIdle({ metadata, spec, status }: ApiObject & ReplicaSet): boolean {
  const observed = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  return (status?.replicas ?? 0) === 0 && (spec.replicas ?? 1) === 0 && observed;
}
