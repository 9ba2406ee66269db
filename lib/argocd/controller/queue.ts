import type { SimTime } from '@/lib/cluster';

/**
 * A work queue on simulated time, as client-go's: a key waits in it once, is worked at by one at a time, and, when it is added
 * while it is worked at, comes again afterwards. A key that waits for a later time keeps the earliest.
 */
export class WorkQueue {
  private readonly waiting = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly again = new Set<string>();
  private readonly later = new Map<string, { at: number; cancel: () => void }>();
  private ended = false;

  /** @param work does what is to be done for a key and calls `done` when it is through, now or later. */
  constructor(
    private readonly time: SimTime,
    private readonly work: (key: string, done: () => void) => void,
  ) {}

  add(key: string): void {
    if (this.ended || this.waiting.has(key)) return;
    if (this.busy.has(key)) {
      this.again.add(key);
      return;
    }
    this.waiting.add(key);
    this.time.after(0, () => this.take(key));
  }

  addAfter(key: string, ms: number): void {
    if (this.ended) return;
    if (ms <= 0) {
      this.add(key);
      return;
    }
    const at = this.time.now() + ms;
    const known = this.later.get(key);
    if (known && known.at <= at) return;
    known?.cancel();
    const cancel = this.time.after(ms, () => {
      this.later.delete(key);
      this.add(key);
    });
    this.later.set(key, { at, cancel });
  }

  dispose(): void {
    this.ended = true;
    for (const { cancel } of this.later.values()) cancel();
    this.later.clear();
  }

  private take(key: string): void {
    this.waiting.delete(key);
    if (this.ended) return;
    this.busy.add(key);
    this.work(key, () => {
      this.busy.delete(key);
      if (this.again.delete(key)) this.add(key);
    });
  }
}
