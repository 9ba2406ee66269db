import type { Context } from '../context';
import { Scheduler } from './scheduler';

/** Starts what kube-scheduler runs: Pods without a node get one, or are told why there is none. */
export function startScheduler(context: Context): void {
  new Scheduler(context);
}
