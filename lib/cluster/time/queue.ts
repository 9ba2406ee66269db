export interface Timer {
  at: number;
  sequence: number;
  what: () => void;
  cancelled: boolean;
}

const before = (a: Timer, b: Timer) => a.at - b.at || a.sequence - b.sequence;

/** Timers by time, and by the order in which they were set: a binary heap. Cancelled ones are dropped when they come up. */
export class TimerQueue {
  private heap: Timer[] = [];
  private sequence = 0;
  private cancelled = 0;

  add(at: number, what: () => void): Timer {
    const timer: Timer = { at, sequence: this.sequence++, what, cancelled: false };
    this.heap.push(timer);
    this.rise(this.heap.length - 1);
    return timer;
  }

  cancel(timer: Timer): void {
    if (timer.cancelled) return;
    timer.cancelled = true;
    this.cancelled++;
    if (this.cancelled > 64 && this.cancelled > this.heap.length / 2) this.sweep();
  }

  /** The next timer, left in place. */
  peek(): Timer | undefined {
    while (this.heap[0]?.cancelled) {
      this.cancelled--;
      this.drop();
    }
    return this.heap[0];
  }

  /** The next timer, taken out. */
  take(): Timer | undefined {
    const first = this.peek();
    if (first) {
      this.drop();
      // From here on there is nothing to cancel.
      first.cancelled = true;
    }
    return first;
  }

  get size(): number {
    return this.heap.length - this.cancelled;
  }

  private sweep(): void {
    this.heap = this.heap.filter((timer) => !timer.cancelled).sort(before);
    this.cancelled = 0;
  }

  private drop(): void {
    const last = this.heap.pop();
    if (!last || !this.heap.length) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private rise(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.swapIfBefore(i, parent)) return;
      i = parent;
    }
  }

  private sink(from: number): void {
    let i = from;
    for (;;) {
      const left = 2 * i + 1;
      const least = this.isBefore(left + 1, left) ? left + 1 : left;
      if (!this.swapIfBefore(least, i)) return;
      i = least;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const a = this.heap[i];
    const b = this.heap[j];
    return a !== undefined && b !== undefined && before(a, b) < 0;
  }

  private swapIfBefore(i: number, j: number): boolean {
    const a = this.heap[i];
    const b = this.heap[j];
    if (!a || !b || before(a, b) >= 0) return false;
    this.heap[i] = b;
    this.heap[j] = a;
    return true;
  }
}
