import { filesOf, type Stages, solutionAt } from '@/lib/lessons';
import { type Tree, textOf } from '@/lib/tree';
import type { StepReport } from './protocol';

/** What files have to become, by path; undefined where a file has no place in the solution. */
export type Way = ReadonlyMap<string, string | undefined>;

/**
 * What a learner's files have to become for a step to be done our way, without the changes of later steps.
 *
 * Where the step is done, there is nothing to do. Else it speaks of the files that the step names. Two things that a learner has done already are respected: what a later
 * step that is done asks of the same file stays; and where an earlier step was done in other files than ours, those of
 * ours that are missing come along, because this step's may speak of them.
 *
 * @param at the step's place among `steps`, from zero
 */
export function wayTo(
  steps: readonly StepReport[],
  at: number,
  tree: Tree,
  solution: Tree,
  stages: Stages,
): Way {
  const way = new Map<string, string | undefined>();
  if (steps[at]?.done) return way;
  const upTo = (index: number) => solutionAt(steps, index, solution, stages);
  for (const [index, step] of steps.entries()) {
    const isEarlier = index < at;
    if (index !== at && !step.done) continue;
    const ours = upTo(index);
    for (const path of filesOf(step, ours)) {
      if (isEarlier ? !tree.has(path) : index === at || way.has(path)) way.set(path, textOf(ours, path));
    }
    if (index === at) for (const path of filesOf(step, tree)) if (!way.has(path)) way.set(path, undefined);
  }
  return way;
}
