import { filesBelow, nameOf, type Tree, withFiles } from '@/lib/tree';
import { changeTree } from './history';
import type { LabApi } from './state';

/** `tree` with the files at or below each of `paths` as they are in `source`. */
function withPathsFrom(tree: Tree, source: Tree, paths: readonly string[]): Tree {
  const files = paths.flatMap((path) => [...filesBelow(tree, path), ...filesBelow(source, path)]);
  return withFiles(
    tree,
    files.map((path) => [path, source.get(path)] as const),
  );
}

/** The ways back to a beginning. Each can be taken back by `undo`, and done as often as one likes. */
export function resetActions(api: LabApi) {
  return {
    /** Puts the files of a step back to what they were when its turn came. */
    resetStep(id: string): void {
      const { steps, tree, start, began } = api.getState();
      const step = steps.find((known) => known.id === id);
      if (step === undefined) return;
      changeTree(api, withPathsFrom(tree, began.get(id) ?? start, step.files), `Reset “${step.title}”`);
    },
    /** Puts a file back to what it was at the beginning of the lesson; one that was not there goes. */
    resetFile(path: string): void {
      const { tree, start } = api.getState();
      changeTree(api, withPathsFrom(tree, start, [path]), `Reset ${nameOf(path)}`);
    },
    /** Puts every file back to the beginning of the lesson. */
    resetLesson(): void {
      changeTree(api, api.getState().start, 'Reset the lesson');
      api.setState({ began: new Map(), folders: new Set() });
    },
  };
}
