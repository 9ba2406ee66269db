import { ContentFault, lineOf } from './fault';
import { isOf, type Stages } from './stages';
import type { Task } from './task';

/**
 * Checks that each folder of `stages/` belongs to a step, and each file in it to the files of that step.
 *
 * @throws ContentFault at the first that does not
 */
export function checkStages(folder: string, stages: Stages, task: Task, taskSource: string): void {
  const ids = task.steps.map(({ id }) => id);
  for (const [id, files] of stages) {
    const step = task.steps.find((one) => one.id === id);
    if (!step) {
      const place = `${folder}/stages/${id}`;
      throw new ContentFault(place, 1, `there is no step "${id}"; name the folder ${ids.join(', ')}`);
    }
    const stray = [...files.keys()].find((path) => !isOf(step, path));
    if (stray === undefined) continue;
    throw new ContentFault(
      `${folder}/task.ts`,
      lineOf(taskSource, `'${id}'`),
      `stages/${id}/ has "${stray}", which the step "${id}" does not change; add it to the step's files, or take it away`,
    );
  }
}
