import type { Task } from '@/lib/lessons';
import { names } from './names';
import { copy } from './steps/copy';
import { harden } from './steps/harden';
import { hook } from './steps/hook';
import { listing } from './steps/listing';
import { point } from './steps/point';
import { smoke } from './steps/smoke';
import { sync } from './steps/sync';

/** Week 1, Day 6: a smoke test as a PostSync hook, in the author's order. */
export const task: Task = {
  steps: [copy, point, hook, listing, smoke, sync, harden],
  opens: names.applicationFile,
};
