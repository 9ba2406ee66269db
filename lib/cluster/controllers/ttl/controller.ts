import type { Context } from '../../context';
import { isJob } from '../../types/workloads';
import { finishedCondition } from '../job/conditions';
import { keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { instant } from '../shared/clock';
import { Hand, refOf } from '../shared/hand';
import { type Outcome, WorkQueue } from '../shared/queue';

/** Deletes Jobs `ttlSecondsAfterFinished` after their end. As pkg/controller/ttlafterfinished. */
export class TtlController {
  private readonly hand: Hand;
  private readonly jobs;
  private readonly queue: WorkQueue;

  constructor(private readonly context: Context) {
    this.hand = new Hand(context, 'ttl-after-finished-controller');
    this.jobs = Caches.of(context).kind('batch/v1', 'Job');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.jobs.each(({ object, type }) => {
      if (type !== 'DELETED' && isJob(object) && object.spec.ttlSecondsAfterFinished !== undefined)
        this.queue.add(keyOf(object));
    });
  }

  private sync(key: string): Outcome {
    const cached = this.jobs.get(key);
    const job = cached && this.hand.read(refOf(cached));
    if (!job || !isJob(job) || job.metadata.deletionTimestamp) return 'done';
    const ttl = job.spec.ttlSecondsAfterFinished;
    const ended = instant(finishedCondition(job)?.lastTransitionTime);
    if (ttl === undefined || ended === undefined) return 'done';
    const left = ended + ttl * 1000 - this.context.time.now();
    if (left > 0) {
      this.queue.add(key, left);
      return 'done';
    }
    return this.hand.delete(job, `it ended ${ttl} s ago (ttlSecondsAfterFinished)`, 'Foreground')
      ? 'retry'
      : 'done';
  }
}
