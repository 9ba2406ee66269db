import type { Simulation } from '../../time/simulation';

/** As client-go/util/workqueue/default_rate_limiters.go: 5 ms, doubling, up to 1000 s. */
const FIRST_RETRY = 5;
const LAST_RETRY = 1_000_000;

/** What came of one look at a key: `retry` when the API refused something that may go well later. */
export type Outcome = 'done' | 'retry';

/**
 * The work queue of a controller: each key waits at most once, and is looked at by an event of simulated time.
 * A key that is added while it waits is looked at at the earlier of the two times. As client-go/util/workqueue.
 */
export class WorkQueue {
  private readonly waiting = new Map<string, { at: number; cancel: () => void }>();
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly time: Simulation,
    private readonly reconcile: (key: string) => Outcome,
    /** How long one look takes to come up, in ms of simulated time. */
    private readonly latency = 5,
  ) {}

  /** Looks at the key soon, or after `ms`. */
  add(key: string, ms = 0): void {
    const delay = Math.max(ms, this.latency);
    const at = this.time.now() + delay;
    const before = this.waiting.get(key);
    if (before && before.at <= at) return;
    before?.cancel();
    const cancel = this.time.after(delay, () => this.run(key));
    this.waiting.set(key, { at, cancel });
  }

  private run(key: string): void {
    this.waiting.delete(key);
    if (this.reconcile(key) === 'done') {
      this.failures.delete(key);
      return;
    }
    const failures = this.failures.get(key) ?? 0;
    this.failures.set(key, failures + 1);
    this.add(key, Math.min(LAST_RETRY, FIRST_RETRY * 2 ** failures));
  }
}
