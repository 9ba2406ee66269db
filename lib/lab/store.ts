import { createStore } from 'zustand/vanilla';
import type { Stages } from '@/lib/lessons';
import type { Tree } from '@/lib/tree';
import { fileActions } from './file-actions';
import { historyActions, setTree } from './history';
import type { Keeper } from './keeper';
import type { StepReport, Target } from './protocol';
import { begun, resetActions } from './reset-actions';
import { diffFiles, type FileDiff } from './solution-diff';
import { CLOSED, type LabState } from './state';
import { tabActions } from './tab-actions';
import { wayTo } from './way';

/** What a lesson's workbench begins with: the files, and what was open when the learner left. */
export interface Beginning {
  lesson: string;
  start: Tree;
  solution: Tree;
  /** What the solution's files look like on the way there. */
  stages?: Stages;
  tree?: Tree | undefined;
  tabs?: readonly string[];
  active?: string | undefined;
  /** Where the learner was in the active file. */
  cursor?: { path: string; line: number; column: number } | undefined;
  keeper?: Keeper | undefined;
  /** The file to open when the learner has none open. */
  opens?: string | undefined;
}

/** The workspace of the lesson that is open: what is known, and what can be done with it. No React, no DOM. */
export function createLab() {
  const api = createStore<LabState>(() => CLOSED);
  return {
    ...api,
    ...fileActions(api),
    ...tabActions(api),
    ...resetActions(api),
    ...historyActions(api),

    /** The lesson's files are on their way. */
    loading(lesson: string): void {
      const { place } = api.getState();
      api.setState({ ...CLOSED, place, lesson, status: 'loading' }, true);
    },
    /** The lesson's files are here. A place asked for meanwhile is opened. */
    begin({
      lesson,
      start,
      solution,
      stages = new Map(),
      tree = start,
      tabs = [],
      active,
      cursor,
      opens,
      keeper,
    }: Beginning): void {
      const { place } = api.getState();
      const wanted = place && tree.has(place.path) ? place.path : undefined;
      const first = opens !== undefined && tree.has(opens) ? [opens] : [];
      const known = tabs.filter((path) => tree.has(path));
      const open = [...new Set([...(known.length > 0 ? known : first), ...(wanted ? [wanted] : [])])];
      const shown = wanted ?? (active !== undefined && open.includes(active) ? active : open.at(-1));
      const was = wanted === undefined && cursor?.path === shown ? cursor : undefined;
      api.setState({
        ...CLOSED,
        lesson,
        status: 'ready',
        start,
        solution,
        stages,
        tree,
        tabs: open,
        active: shown,
        place: was ? { ...was, asked: 0 } : place,
        keeper,
      });
    },
    /** Takes over files that were changed outside of this page's editor: in another tab, by an import. */
    adopt(tree: Tree): void {
      setTree(api, tree);
    },
    failed(trouble: string): void {
      const { status } = api.getState();
      api.setState({ trouble, status: status === 'ready' ? 'ready' : 'failed' });
    },
    /** The workbench has left the page. */
    close(): void {
      api.setState(CLOSED, true);
    },
    diagnosed(diagnostics: LabState['diagnostics'], diagnosed: Tree): void {
      api.setState({ diagnostics, diagnosed, trouble: undefined });
    },
    checked(steps: readonly StepReport[], targets: readonly Target[]): void {
      api.setState({ steps, targets, began: begun(api.getState(), steps) });
    },
    /** How the files of a step differ from one solution as far as this step: the last rung of the ladder. */
    async diffToSolution(stepId: string): Promise<FileDiff[]> {
      const { steps, tree, solution, stages } = api.getState();
      const step = steps.findIndex((known) => known.id === stepId);
      return step < 0 ? [] : diffFiles(tree, wayTo(steps, step, tree, solution, stages));
    },
  };
}

/** @see createLab */
export type Lab = ReturnType<typeof createLab>;

/** The one lab of the page. */
export const labStore: Lab = createLab();
