import { numberAt } from '../object';
import type { WorkPod } from '../types/workloads';

/** The Pods that wait for a node: by priority, then in the order in which they came. As pkg/scheduler/backend/queue. */
export class SchedulingQueue {
  private readonly ready = new Map<number, string[]>();
  private readonly waiting = new Set<string>();
  /** Pods that fit nowhere, with the words that were told of them. */
  readonly parked = new Map<string, WorkPod>();

  add(key: string, pod: WorkPod): void {
    this.parked.delete(key);
    if (this.waiting.has(key)) return;
    this.waiting.add(key);
    const priority = numberAt(pod.spec, 'priority') ?? 0;
    const line = this.ready.get(priority);
    if (line) line.push(key);
    else this.ready.set(priority, [key]);
  }

  next(): string | undefined {
    const priority = Math.max(...this.ready.keys());
    const line = this.ready.get(priority);
    const key = line?.shift();
    if (line?.length === 0) this.ready.delete(priority);
    if (key !== undefined) this.waiting.delete(key);
    return key;
  }

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** All that were parked wait again. */
  unpark(): void {
    for (const [key, pod] of [...this.parked]) this.add(key, pod);
  }
}
