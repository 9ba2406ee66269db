import { filesBelow, type Tree } from '@/lib/tree';
import type { Step } from './task';

/** Files as they stand when a step is done, where a later step changes them again; by the step's id. */
export type Stages = ReadonlyMap<string, Tree>;

/** What the way to the solution needs to know of a step. */
type Staged = Pick<Step, 'id' | 'files'>;

/**
 * The solution as far as a step: every file has what the first stage from that step on says of it, else what the
 * solution says. Meant for the files that the step or those before it name; it holds later ones, too.
 *
 * @param step the step's place among `steps`, from zero
 */
export function solutionAt(steps: readonly Staged[], step: number, solution: Tree, stages: Stages): Tree {
  const later = steps.slice(step).flatMap(({ id }) => stages.get(id) ?? []);
  return new Map([...solution, ...later.reverse().flatMap((stage) => [...stage])]);
}

/** Whether a path is one that a step names, or lies in a folder that it names. */
export function isOf(step: Staged, path: string): boolean {
  return step.files.some((named) => path === named || path.startsWith(`${named}/`));
}

/** The files of a tree that a step names. */
export function filesOf(step: Staged, tree: Tree): string[] {
  return step.files.flatMap((named) => filesBelow(tree, named));
}
