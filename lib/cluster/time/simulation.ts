import type { SimTime } from '../interface';
import { TimerQueue } from './queue';
import { macrotask } from './turn';

/** How many turns of the event loop a process may take in one instant before it is called stuck. */
const MAX_TURNS = 100_000;
/** How many events one instant may hold before something is called stuck: far more than a thousand Pods make. */
const MAX_EVENTS = 2_000_000;

/**
 * Simulated time. Timers run one by one in the order of their time; processes (a container's script) are promises that
 * run until they block on this clock, one at a time. Time moves on only when nothing runs, so nothing depends on how fast the
 * machine is or in which order promises settle.
 */
export class Simulation implements SimTime {
  private readonly timers = new TimerQueue();
  private readonly settledListeners = new Set<() => void>();
  private running = 0;
  private advancing = false;
  private ended = false;

  constructor(
    private clock: number,
    /** Told of a fault of our own: an exception in a timer, a process that never blocks. */
    private readonly fault: (message: string) => void,
  ) {}

  now(): number {
    return this.clock;
  }

  after(ms: number, what: () => void): () => void {
    const timer = this.timers.add(this.clock + Math.max(0, ms), what);
    return () => this.timers.cancel(timer);
  }

  /** Starts a process: time stands still until it blocks (`blocked`, `sleep`) or ends. A rejection is a fault of ours. */
  start(process: () => Promise<void>): void {
    this.running++;
    process().then(
      () => this.running--,
      (error: unknown) => {
        this.running--;
        this.fault(`a process failed: ${String(error)}`);
      },
    );
  }

  /**
   * Waits inside a process for something that the simulation will bring: `wait` gets the function that wakes the process.
   * Wakes only once; a wake outside of `advance` is queued as an event of this instant.
   */
  blocked<T>(wait: (wake: (value: T) => void) => void): Promise<T> {
    this.running--;
    return new Promise((resolve) => {
      let woken = false;
      wait((value) => {
        if (woken) return;
        woken = true;
        this.after(0, () => {
          this.running++;
          resolve(value);
        });
      });
    });
  }

  /** Sleeps inside a process; an abort wakes it at once. Answers whether it slept to the end. */
  sleep(ms: number, signal?: AbortSignal): Promise<boolean> {
    return this.blocked((wake) => {
      if (signal?.aborted) return wake(false);
      const onAbort = () => {
        cancel();
        wake(false);
      };
      const cancel = this.after(ms, () => {
        signal?.removeEventListener('abort', onAbort);
        wake(true);
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  async advance(ms: number, options: { until?: () => boolean; signal?: AbortSignal } = {}): Promise<void> {
    if (this.advancing) throw new Error('time has one owner: advance() is already running');
    this.advancing = true;
    try {
      await this.advanceTo(this.clock + ms, options.until, options.signal);
    } finally {
      this.advancing = false;
    }
  }

  async run<T>(work: Promise<T>, maxMs = 3_600_000): Promise<T> {
    let done = false;
    const mark = () => {
      done = true;
    };
    work.then(mark, mark);
    const deadline = this.clock + maxMs;
    while (!done && this.clock < deadline) {
      await macrotask();
      if (done) break;
      const next = this.timers.peek();
      if (!next && this.running === 0) break;
      await this.advance(Math.max(0, (next?.at ?? this.clock) - this.clock), { until: () => done });
    }
    await macrotask();
    if (!done) throw new Error(`nothing came of it in ${maxMs} ms of simulated time`);
    return work;
  }

  /** Ends time for good: nothing that is set runs any more, and processes stay where they are. */
  end(): void {
    this.ended = true;
    this.settledListeners.clear();
  }

  onSettled(tell: () => void): () => void {
    this.settledListeners.add(tell);
    return () => this.settledListeners.delete(tell);
  }

  private async advanceTo(end: number, until?: () => boolean, signal?: AbortSignal): Promise<void> {
    await this.settle();
    for (;;) {
      if (this.ended || signal?.aborted || until?.()) return;
      const next = this.timers.peek();
      if (!next || next.at > end) break;
      this.clock = Math.max(this.clock, next.at);
      await this.instant();
      for (const tell of this.settledListeners) tell();
    }
    this.clock = Math.max(this.clock, end);
  }

  /** Runs all timers of this instant, and those that they set for it. */
  private async instant(): Promise<void> {
    for (let events = 0; ; events++) {
      const next = this.timers.peek();
      if (!next || next.at > this.clock) return;
      if (events === MAX_EVENTS) {
        this.fault('one instant never ends');
        this.clock++;
        return;
      }
      this.timers.take();
      try {
        next.what();
      } catch (error) {
        this.fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      if (this.running > 0) await this.settle();
    }
  }

  private async settle(): Promise<void> {
    for (let turn = 0; this.running > 0; turn++) {
      if (turn === MAX_TURNS) {
        this.fault('a process neither blocks nor ends');
        return;
      }
      await macrotask();
    }
  }
}
