import type { Task } from '@/lib/lessons';

/** The tasks of all lessons, each loaded when it is needed. `npm run new-lesson` adds a line. */
export const tasks: Readonly<Record<string, () => Promise<Task>>> = {
  'week1/day6': () => import('./week1/day6/task').then((m) => m.task),
};
