import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { isStatefulSet, isWorkPod, type StatefulSet, type Template } from '../../types/workloads';
import { ensureRevision, nameOf, type Revisions, templateOf, truncate } from '../revisions/revisions';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { claim } from '../shared/claim';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { isAvailable, isReady } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { selects } from '../shared/selector';
import { decideSteps, revisionOf, type SetState, type Step } from './decide';
import { claimsOfPod, ordinalOf, podOfSet } from './identity';
import { statefulSetStatus } from './status';

/** Keeps Pods with a name and a number. As pkg/controller/statefulset. */
export class StatefulSetController {
  private readonly hand: Hand;
  private readonly sets;
  private readonly pods;
  private readonly revisions;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'statefulset-controller');
    this.sets = caches.kind('apps/v1', 'StatefulSet');
    this.revisions = caches.kind('apps/v1', 'ControllerRevision');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.sets.each(({ object }) => this.queue.add(keyOf(object)));
    this.pods.each(({ object }) => this.podChanged(object));
  }

  private podChanged(pod: ApiObject): void {
    const owner = controllerOf(pod);
    if (owner?.kind === 'StatefulSet') this.queue.add(keyFor(pod.metadata.namespace, owner.name));
    if (owner) return;
    for (const set of this.sets.inNamespace(pod.metadata.namespace))
      if (isStatefulSet(set) && selects(set.spec.selector, pod.metadata.labels)) this.queue.add(keyOf(set));
  }

  private sync(key: string): Outcome {
    const cached = this.sets.get(key);
    const set = cached && this.hand.read(refOf(cached));
    if (!set || !isStatefulSet(set)) return 'done';
    const revisions = ensureRevision(this.hand, set, this.revisions, set.status?.collisionCount ?? 0);
    if (!revisions) return 'retry';
    const pods = claim(this.hand, set, set.spec.selector, this.pods)
      .filter(isWorkPod)
      .filter((pod) => ordinalOf(set, pod) !== undefined);
    const update = nameOf(revisions.latest);
    const known = revisions.all.some((revision) => nameOf(revision) === set.status?.currentRevision);
    const current = (known && set.status?.currentRevision) || update;
    const state: SetState = { set, pods, current, update, now: this.context.time.now() };
    return this.act(key, state, revisions);
  }

  private act(key: string, state: SetState, revisions: Revisions): Outcome {
    const { set, pods, current, update } = state;
    const done = decideSteps(state).map((step) => ({ step, ok: this.perform(state, step, revisions) }));
    const created = done.flatMap(({ step, ok }) => (ok && step.kind === 'create' ? [step] : []));
    const status = statefulSetStatus(state, {
      created: created.map(({ ordinal }) => ordinal),
      current: created.filter((step) => step.current).length,
    });
    const written = this.hand.status(set, status, 'its Pods changed');
    const used = new Set([current, update, ...pods.map((pod) => revisionOf(pod) ?? '')]);
    truncate(this.hand, set, revisions, used);
    const seconds = set.spec.minReadySeconds ?? 0;
    if (seconds > 0 && pods.some((pod) => isReady(pod) && !isAvailable(pod, seconds, state.now)))
      this.queue.add(key, 1000);
    return written && done.every(({ ok }) => ok) ? 'done' : 'retry';
  }

  private perform(state: SetState, step: Step, revisions: Revisions): boolean {
    const { set, current, update } = state;
    if (step.kind === 'create') {
      const revision = step.current ? current : update;
      const kept = revisions.all.find((other) => nameOf(other) === revision);
      const template = kept ? templateOf(kept) : set.spec.template;
      return this.create(set, step.ordinal, template, revision, step.why);
    }
    const { namespace, name } = step.pod.metadata;
    if (step.kind === 'recreate') {
      const failed = step.pod.status?.phase === 'Failed';
      const message = `StatefulSet ${namespace}/${set.metadata.name} is recreating ${failed ? 'failed' : 'terminated'} Pod ${name}`;
      if (failed) this.hand.warning(set, 'RecreatingFailedPod', message);
      else this.hand.normal(set, 'RecreatingTerminatedPod', message);
    }
    const refused = this.hand.delete(step.pod, step.why);
    this.tell(set, 'delete', 'Delete', name, refused?.message);
    return !refused;
  }

  /** As stateful_pod_control.go, CreateStatefulPod: first the claims, then the Pod. */
  private create(
    set: StatefulSet,
    ordinal: number,
    template: Template | undefined,
    revision: string,
    why: string,
  ): boolean {
    const podName = `${set.metadata.name}-${ordinal}`;
    for (const { name, ...manifest } of claimsOfPod(set, ordinal)) {
      const where = {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace: set.metadata.namespace,
        name,
      };
      if (this.hand.read(where)) continue;
      const answer = this.hand.create(manifest, `${podName} mounts it`);
      const about = `create Claim ${name} Pod ${podName} in StatefulSet ${set.metadata.name}`;
      if (!answer.ok) {
        this.hand.warning(set, 'FailedCreate', `${about} failed error: ${answer.error.message}`);
        return false;
      }
      this.hand.normal(set, 'SuccessfulCreate', `${about} success`);
    }
    const answer = this.hand.create(podOfSet(set, ordinal, template, revision), why);
    this.tell(set, 'create', 'Create', podName, answer.ok ? undefined : answer.error.message);
    return answer.ok;
  }

  /** As stateful_pod_control.go, recordPodEvent. */
  private tell(
    set: StatefulSet,
    verb: string,
    reason: string,
    pod: string,
    refused: string | undefined,
  ): void {
    const about = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name}`;
    if (refused === undefined) this.hand.normal(set, `Successful${reason}`, `${about} successful`);
    else this.hand.warning(set, `Failed${reason}`, `${about} failed error: ${refused}`);
  }
}
