/** Waits that double, as k8s.io/client-go/util/flowcontrol/backoff.go. Times in simulated ms. */
export class Backoff {
  private readonly entries = new Map<string, { wait: number; at: number }>();

  constructor(
    private readonly first: number,
    private readonly most: number,
  ) {}

  /** Counts a failure at `at`: the next wait is twice as long, or the first again after a long peace. */
  next(key: string, at: number): void {
    const entry = this.entries.get(key);
    const fresh = !entry || at - entry.at > 2 * this.most;
    this.entries.set(key, { wait: fresh ? this.first : Math.min(entry.wait * 2, this.most), at });
  }

  /** What is left at `now` of the wait that began at `since`. */
  left(key: string, since: number, now: number): number {
    const entry = this.entries.get(key);
    if (!entry || since - entry.at > 2 * this.most) return 0;
    return Math.max(0, since + entry.wait - now);
  }

  wait(key: string): number {
    return this.entries.get(key)?.wait ?? 0;
  }

  /** When the last failure was counted. */
  last(key: string): number {
    return this.entries.get(key)?.at ?? Number.NEGATIVE_INFINITY;
  }
}
