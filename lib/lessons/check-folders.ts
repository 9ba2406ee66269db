import type { Tree } from '@/lib/tree';
import { parseYaml } from '@/lib/yaml';
import { ContentFault } from './fault';
import { faultAt, type Sources } from './sources';
import { isOf, type Stages } from './stages';
import type { Task } from './task';

/**
 * Checks that each folder of `stages/` belongs to a step, and each file in it to the files of that step.
 *
 * @throws ContentFault at the first that does not
 */
export function checkStages(folder: string, stages: Stages, task: Task, sources: Sources): void {
  const ids = task.steps.map(({ id }) => id);
  for (const [id, files] of stages) {
    const step = task.steps.find((one) => one.id === id);
    if (!step) {
      const place = `${folder}/stages/${id}`;
      throw new ContentFault(place, 1, `there is no step "${id}"; name the folder ${ids.join(', ')}`);
    }
    const stray = [...files.keys()].find((path) => !isOf(step, path));
    if (stray === undefined) continue;
    throw faultAt(
      sources,
      [`id: '${id}'`],
      `stages/${id}/ has "${stray}", which the step "${id}" does not change; add it to the step's files, or take it away`,
    );
  }
}

/**
 * Checks that each mistake that the task knows has its folder of `mistakes/`, and each folder its mistake.
 *
 * @throws ContentFault at the first that has not
 */
export function checkMistakes(folder: string, made: readonly string[], task: Task, sources: Sources): void {
  const known = task.steps.flatMap(({ mistakes }) => mistakes.map(({ id }) => id));
  const lacking = known.find((id) => !made.includes(id));
  if (lacking !== undefined) {
    const says = `the mistake "${lacking}" has no folder; lay files that make it into mistakes/${lacking}/`;
    throw faultAt(sources, [`id: '${lacking}'`], says);
  }
  const stray = made.find((id) => !known.includes(id));
  if (stray === undefined) return;
  const says = `no step knows the mistake "${stray}"; give one the mistake with its hint, or take the folder away`;
  throw new ContentFault(`${folder}/mistakes/${stray}`, 1, says);
}

/**
 * Checks that each YAML file of a folder of the lesson can be read. What is in it is for the checks and the validator.
 *
 * @param folder the folder's path from the repository's root, for messages
 * @throws ContentFault at the first that cannot
 */
export function checkYaml(folder: string, tree: Tree): void {
  for (const [path, content] of tree) {
    if (!/\.ya?ml$/.test(path)) continue;
    const { lines, problems } = parseYaml(content);
    const [problem] = problems;
    if (problem === undefined) continue;
    throw new ContentFault(`${folder}/${path}`, lines.positionAt(problem.start).line + 1, problem.message);
  }
}
