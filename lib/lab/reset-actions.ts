import { filesBelow, nameOf, type Tree, withFiles } from '@/lib/tree';
import { remember, setTree } from './history';
import type { ResetScope } from './keeper';
import { originOf } from './origin';
import type { StepReport } from './protocol';
import type { LabApi, LabState } from './state';

const allBelow = (paths: readonly string[], ...trees: Tree[]): string[] => [
  ...new Set(paths.flatMap((path) => trees.flatMap((tree) => filesBelow(tree, path)))),
];

/**
 * The tree with a step's files as they were when its turn came. Where that was in an earlier visit, they are as in the
 * start; a file that an earlier step made by copying is as what it was copied from.
 */
function withoutStep(state: LabState, step: StepReport): Tree {
  const { tree, start, steps } = state;
  const began = state.began.get(step.id);
  const earlier = steps.slice(0, steps.indexOf(step)).flatMap((before) => before.files);
  const files = allBelow(step.files, tree, began ?? start).map((path) => {
    if (began !== undefined) return [path, began.get(path)] as const;
    const copied = earlier.includes(path) ? originOf(path, start) : undefined;
    return [path, start.get(path) ?? (copied && start.get(copied))] as const;
  });
  return withFiles(tree, files);
}

/** Adds the tree as it is now for a step whose turn has just come: all required ones before it are done. */
export function begun(state: LabState, steps: readonly StepReport[]): ReadonlyMap<string, Tree> {
  const current = (all: readonly StepReport[]) => all.find((step) => !step.done && !step.optional)?.id;
  const now = current(steps);
  if (now === undefined || state.steps.length === 0 || now === current(state.steps)) return state.began;
  return new Map(state.began).set(now, state.tree);
}

/** The ways back to a beginning. Each can be taken back by `undo`, and done as often as one likes. */
export function resetActions(api: LabApi) {
  async function reset(what: ResetScope, to: Tree, says: string): Promise<void> {
    const before = api.getState().tree;
    const kept = await api.getState().keeper?.reset(what);
    setTree(api, to);
    remember(api, before, kept === undefined ? { says } : { says, kept });
  }

  return {
    /** Puts the files of a step back to what they were when its turn came. */
    async resetStep(id: string): Promise<void> {
      const state = api.getState();
      const step = state.steps.find((known) => known.id === id);
      if (step === undefined) return;
      const paths = allBelow(step.files, state.tree, state.start);
      const what = { scope: 'step', step: id, paths } as const;
      await reset(what, withoutStep(state, step), `Reset “${step.title}”`);
    },
    /** Puts a file back to what it was at the beginning of the lesson; one that was not there goes. */
    async resetFile(path: string): Promise<void> {
      const { tree, start } = api.getState();
      const to = withFiles(tree, [[path, start.get(path)]]);
      await reset({ scope: 'file', path }, to, `Reset ${nameOf(path)}`);
    },
    /** Puts the whole lesson back to its beginning. */
    async resetLesson(): Promise<void> {
      await reset({ scope: 'lesson' }, api.getState().start, 'Reset the lesson');
      api.setState({ began: new Map(), folders: new Set() });
    },
  };
}
