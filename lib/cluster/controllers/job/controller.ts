import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { isJob, isWorkPod, type Job, type WorkPod } from '../../types/workloads';
import { type CacheEvent, keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { claim } from '../shared/claim';
import { stamp } from '../shared/clock';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { type Outcome, WorkQueue } from '../shared/queue';
import { assess } from './assess';
import type { Backoff } from './backoff';
import { finishedCondition } from './conditions';
import { decideJob } from './decide';
import { TRACKING } from './names';
import { perform, suspension } from './perform';
import { settle, track, uidsTracked } from './track';

/** As job_controller.go, SyncJobBatchPeriod: what Pods report is gathered for a second. */
const BATCH = 1000;

/** The Job controller. As pkg/controller/job/job_controller.go. */
export class JobController {
  private readonly hand: Hand;
  private readonly jobs;
  private readonly pods;
  private readonly queue: WorkQueue;
  private readonly orphans: WorkQueue;
  private readonly backoffs = new Map<string, Backoff>();
  /** What each Job that backs off waits for. */
  private readonly waiting = new Map<string, string>();

  constructor(private readonly context: Context) {
    this.hand = new Hand(context, 'job-controller');
    this.jobs = Caches.of(context).kind('batch/v1', 'Job');
    this.pods = Caches.of(context).pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.orphans = new WorkQueue(context.time, (key) => this.syncOrphan(key));
    this.jobs.each((event) => this.jobChanged(event));
    this.pods.each((event) => this.podChanged(event));
  }

  private jobChanged({ type, object, old }: CacheEvent): void {
    const sameSpec = old && old.metadata.generation === object.metadata.generation;
    this.queue.add(keyOf(object), sameSpec ? BATCH : 0);
    const over = type === 'DELETED' || (isJob(object) && finishedCondition(object));
    if (over) for (const pod of this.pods.ownedBy(object.metadata.uid)) this.orphans.add(keyOf(pod));
  }

  private podChanged({ object }: CacheEvent): void {
    const owner = controllerOf(object);
    const job = owner && this.jobs.get(keyFor(object.metadata.namespace, owner.name));
    if (owner?.kind === 'Job' && job?.metadata.uid === owner.uid) this.queue.add(keyOf(job), BATCH);
    else if (object.metadata.finalizers?.includes(TRACKING)) this.orphans.add(keyOf(object));
    if (!owner) this.offer(object);
  }

  /** An orphan may match a Job that will adopt it. As job_controller.go, getPodJobs. */
  private offer(pod: ApiObject): void {
    const uid = pod.metadata.labels?.['batch.kubernetes.io/controller-uid'];
    if (uid === undefined) return;
    for (const job of this.jobs.inNamespace(pod.metadata.namespace))
      if (job.metadata.uid === uid) this.queue.add(keyOf(job), BATCH);
  }

  private sync(key: string): Outcome {
    const cached = this.jobs.get(key);
    const job = cached && this.hand.read(refOf(cached));
    if (!job || !isJob(job) || finishedCondition(job)) {
      this.backoffs.delete(key);
      this.waiting.delete(key);
      return 'done';
    }
    const { managedBy } = job.spec;
    if (managedBy !== undefined && managedBy !== 'kubernetes.io/job-controller') return 'done';
    return this.manage(key, job);
  }

  private manage(key: string, job: Job): Outcome {
    const now = this.context.time.now();
    const pods = claim(this.hand, job, job.spec.selector, this.pods).filter(isWorkPod);
    const found = assess(job, pods, now, this.backoffs.get(key));
    const action = decideJob(found);
    const { left, refused, ends } = perform(this.hand, found, action);
    if (action.kind === 'wait') this.wait(key, job, action.ms, action.why);
    if (found.deadlineIn !== undefined) this.queue.add(key, found.deadlineIn);

    const changed = ends || action.kind === 'end' ? undefined : suspension(found.job, now);
    if (changed)
      this.hand.normal(job, changed.status === 'True' ? 'Suspended' : 'Resumed', changed.message ?? '');
    const resumed = changed?.status === 'False' ? { startTime: stamp(now) } : {};
    const told = { ...found, job: { ...found.job, status: { ...found.job.status, ...resumed } } };
    const { status, release, final } = track(told, left, ends, changed);

    const counted = this.hand.status(job, status, `${release.length} Pods to count`);
    if (!counted) return 'retry';
    this.backoffs.set(key, found.backoff);
    const still = this.release(release, uidsTracked(pods));
    const { status: settled, finished } = settle(status, still, final, now);
    const written = this.hand.status(counted, settled, final?.message ?? 'its Pods are counted');
    if (!written) return 'retry';
    if (finished && final) this.tell(job, final.type, final.reason ?? '', final.message ?? '');
    return refused ? 'retry' : 'done';
  }

  /** The pause is noted once for each failure: syncs in between find the same. */
  private wait(key: string, job: Job, ms: number, why: string): void {
    this.queue.add(key, ms);
    if (this.waiting.get(key) === why) return;
    this.waiting.set(key, why);
    this.hand.note(job, `waits ${Math.ceil(ms / 1000)} s`, why);
  }

  private release(pods: readonly WorkPod[], tracked: Set<string>): Set<string> {
    for (const pod of pods)
      if (!this.hand.release(pod, TRACKING, 'the Job has counted it')) tracked.delete(pod.metadata.uid);
    return tracked;
  }

  /** As job_controller.go, recordJobFinished. */
  private tell(job: Job, type: string, reason: string, message: string): void {
    if (type === 'Complete') this.hand.normal(job, 'Completed', 'Job completed');
    else this.hand.warning(job, reason, message);
  }

  /** Frees a Pod whose Job is gone or over, so that it can be deleted. As job_controller.go, syncOrphanPod. */
  private syncOrphan(key: string): Outcome {
    const pod = this.pods.get(key);
    if (!pod?.metadata.finalizers?.includes(TRACKING)) return 'done';
    const owner = controllerOf(pod);
    const job = owner?.kind === 'Job' ? this.jobs.get(keyFor(pod.metadata.namespace, owner.name)) : undefined;
    if (job && isJob(job) && job.metadata.uid === owner?.uid && !finishedCondition(job)) return 'done';
    return this.hand.release(pod, TRACKING, 'its Job is gone') ? 'retry' : 'done';
  }
}
