import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { type CronJob, type CronJobStatus, isCronJob, isJob, type Job } from '../../types/workloads';
import { finishedCondition } from '../job/conditions';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { instant, stamp } from '../shared/clock';
import { Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { type Outcome, WorkQueue } from '../shared/queue';
import { dueOf } from './due';
import { jobFor, jobName } from './job';
import { parseSchedule, type Schedule } from './schedule';

/** A little after the time, as cronjob_controllerv2.go, nextScheduleDelta. */
const AFTER = 100;

/** Starts Jobs by the clock. As pkg/controller/cronjob/cronjob_controllerv2.go. */
export class CronJobController {
  private readonly hand: Hand;
  private readonly cronJobs;
  private readonly jobs;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'cronjob-controller');
    this.cronJobs = caches.kind('batch/v1', 'CronJob');
    this.jobs = caches.kind('batch/v1', 'Job');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.cronJobs.each(({ object }) => this.queue.add(keyOf(object)));
    this.jobs.each(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === 'CronJob') this.queue.add(keyFor(object.metadata.namespace, owner.name));
    });
  }

  private sync(key: string): Outcome {
    const cached = this.cronJobs.get(key);
    const cronJob = cached && this.hand.read(refOf(cached));
    if (!cronJob || !isCronJob(cronJob)) return 'done';
    const jobs = this.jobs.ownedBy(cronJob.metadata.uid).filter(isJob);
    const status = this.lookAtJobs(cronJob, jobs);
    const started = this.start(key, cronJob, status);
    const written = this.hand.status(cronJob, started, 'its Jobs or the time');
    this.cleanUp(cronJob, jobs);
    return written ? 'done' : 'retry';
  }

  /** What became of the Jobs that were running. As the first half of syncCronJob. */
  private lookAtJobs(cronJob: CronJob, jobs: readonly Job[]): CronJobStatus {
    const status: CronJobStatus = { ...cronJob.status };
    const active = [...(status.active ?? [])];
    for (const job of jobs) {
      const at = active.findIndex(({ uid }) => uid === job.metadata.uid);
      const finished = finishedCondition(job);
      if (at === -1 && !finished && !job.metadata.deletionTimestamp) {
        const message = `Saw a job that the controller did not create or forgot: ${job.metadata.name}`;
        this.hand.warning(cronJob, 'UnexpectedJob', message);
      } else if (at !== -1 && finished) {
        active.splice(at, 1);
        const message = `Saw completed job: ${job.metadata.name}, condition: ${finished.type}`;
        this.hand.normal(cronJob, 'SawCompletedJob', message);
        const ended = job.status?.completionTime;
        const before = instant(status.lastSuccessfulTime) ?? 0;
        if (finished.type === 'Complete' && (instant(ended) ?? 0) > before) status.lastSuccessfulTime = ended;
      }
    }
    const gone = active.filter(({ uid }) => !jobs.some((job) => job.metadata.uid === uid));
    for (const { name } of gone) this.hand.normal(cronJob, 'MissingJob', `Active job went missing: ${name}`);
    const left = active.filter((reference) => !gone.includes(reference));
    return { ...status, active: left.length ? left : undefined };
  }

  /** As the second half of syncCronJob: the status with what was started. */
  private start(key: string, cronJob: CronJob, status: CronJobStatus): CronJobStatus {
    const { spec, metadata } = cronJob;
    if (metadata.deletionTimestamp || spec.suspend) return status;
    const schedule = parseSchedule(spec.schedule ?? '');
    if (typeof schedule === 'string') {
      const message = `unparseable schedule: "${spec.schedule}" : ${schedule}`;
      this.hand.warning(cronJob, 'UnparseableSchedule', message);
      return status;
    }
    return this.startDue(key, { ...cronJob, status }, schedule, status);
  }

  private startDue(key: string, cronJob: CronJob, schedule: Schedule, status: CronJobStatus): CronJobStatus {
    const now = this.context.time.now();
    const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec;
    const { at, tooMany, next } = dueOf(cronJob, schedule, now);
    if (next !== undefined) this.queue.add(key, next - now + AFTER);
    if (tooMany)
      this.hand.warning(
        cronJob,
        'TooManyMissedTimes',
        'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      );
    if (at === undefined || instant(status.lastScheduleTime) === at) return status;
    if (startingDeadlineSeconds !== undefined && at + startingDeadlineSeconds * 1000 < now) {
      const message = `Missed scheduled time to start a job: ${new Date(at).toUTCString().replace('GMT', '+0000')}`;
      this.hand.warning(cronJob, 'MissSchedule', message);
      return status;
    }
    if (status.active?.some(({ name }) => name === jobName(cronJob, at))) return status;
    if (concurrencyPolicy === 'Forbid' && status.active?.length) {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.hand.normal(cronJob, 'JobAlreadyActive', message);
      return status;
    }
    const active = concurrencyPolicy === 'Replace' ? this.stop(cronJob, status) : (status.active ?? []);
    return this.create(cronJob, at, { ...status, active: active.length ? active : undefined });
  }

  private stop(cronJob: CronJob, status: CronJobStatus): NonNullable<CronJobStatus['active']> {
    return (status.active ?? []).filter(({ name }) => {
      const job = this.jobs.get(keyFor(cronJob.metadata.namespace, name));
      return job && !this.deleteJob(cronJob, job, 'concurrencyPolicy Replace: the next one is due');
    });
  }

  private create(cronJob: CronJob, at: number, status: CronJobStatus): CronJobStatus {
    const answer = this.hand.create(jobFor(cronJob, at), `it was due at ${stamp(at)}`);
    if (!answer.ok) {
      if (answer.error.reason === 'AlreadyExists') return { ...status, lastScheduleTime: stamp(at) };
      this.hand.warning(cronJob, 'FailedCreate', `Error creating job: ${answer.error.message}`);
      return status;
    }
    const { name, namespace, uid, resourceVersion } = answer.value.metadata;
    this.hand.normal(cronJob, 'SuccessfulCreate', `Created job ${name}`);
    const reference = { apiVersion: 'batch/v1', kind: 'Job', name, namespace, resourceVersion, uid };
    return { ...status, active: [...(status.active ?? []), reference], lastScheduleTime: stamp(at) };
  }

  /** As cronjob_controllerv2.go, cleanupFinishedJobs. */
  private cleanUp(cronJob: CronJob, jobs: readonly Job[]): void {
    const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cronJob.spec;
    for (const [type, limit, field] of [
      ['Complete', successfulJobsHistoryLimit, 'successfulJobsHistoryLimit'],
      ['Failed', failedJobsHistoryLimit, 'failedJobsHistoryLimit'],
    ] as const) {
      const over = jobs
        .filter((job) => finishedCondition(job)?.type === type && !job.metadata.deletionTimestamp)
        .sort((a, b) => (instant(a.status?.startTime) ?? 0) - (instant(b.status?.startTime) ?? 0));
      for (const job of over.slice(0, Math.max(0, over.length - limit)))
        this.deleteJob(cronJob, job, `more than ${limit} such Jobs (${field})`);
    }
  }

  private deleteJob(cronJob: CronJob, job: ApiObject, why: string): boolean {
    const refused = this.hand.delete(job, why);
    if (refused) this.hand.warning(cronJob, 'FailedDelete', `Deleted job: ${refused.message}`);
    else this.hand.normal(cronJob, 'SuccessfulDelete', `Deleted job ${job.metadata.name}`);
    return !refused;
  }
}
