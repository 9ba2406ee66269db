import { changesBetween, hasFolder, type Tree, withFiles } from '@/lib/tree';
import type { LabApi, LabState, Move, Undoable } from './state';

const MAX_UNDOABLE = 100;

/** Tabs whose files are gone close; the neighbour of a closed active tab becomes active. */
function tabsFor(state: LabState, tree: Tree): Pick<LabState, 'tabs' | 'active'> {
  const tabs = state.tabs.filter((path) => tree.has(path));
  if (state.active !== undefined && tree.has(state.active)) return { tabs, active: state.active };
  const at = state.tabs.indexOf(state.active ?? '');
  return { tabs, active: tabs[Math.min(Math.max(at, 0), tabs.length - 1)] };
}

/** Puts a tree in place of the current one, without a way back: what typing does, whose undo is the editor's. */
export function setTree(api: LabApi, tree: Tree): void {
  const state = api.getState();
  if (tree === state.tree) return;
  api.setState({ tree, ...tabsFor(state, tree) });
}

/** Remembers what led from `before` to the tree as it is, to be taken back by `undo`. */
export function remember(api: LabApi, before: Tree, entry: Omit<Undoable, 'changes'>): void {
  const changes = changesBetween(before, api.getState().tree);
  if (changes.length === 0 && entry.kept === undefined) return;
  const undoable = [...api.getState().undoable, { ...entry, changes }].slice(-MAX_UNDOABLE);
  api.setState({ undoable, redoable: [] });
}

/** The tabs as they are once what they show has moved: a tab follows its file. */
function tabsAfter({ tabs, active }: LabState, { from, to }: Move): Pick<LabState, 'tabs' | 'active'> {
  const moved = (path: string) =>
    path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
  return { tabs: tabs.map(moved), active: active === undefined ? undefined : moved(active) };
}

/** Puts a tree in place of the current one, in which something has only moved. */
function moveIn(api: LabApi, tree: Tree, move: Move): void {
  const state = api.getState();
  api.setState({ tree, ...tabsFor({ ...state, ...tabsAfter(state, move) }, tree) });
}

/**
 * Puts a tree in place of the current one, to be taken back by `undo`.
 *
 * @param says what was done, in the past tense
 * @param moved what has only another path, if that is what was done
 */
export function changeTree(api: LabApi, tree: Tree, says: string, moved?: Move): void {
  const before = api.getState().tree;
  if (changesBetween(before, tree).length === 0) return;
  if (moved === undefined) setTree(api, tree);
  else moveIn(api, tree, moved);
  remember(api, before, moved === undefined ? { says } : { says, moved });
}

/** Takes one change back and says what would bring it again; what was written since is part of that. */
function takeBack(api: LabApi, { says, changes, moved }: Undoable): Undoable {
  const { tree } = api.getState();
  const inverse = changes.map(({ path, before }) => ({ path, before: tree.get(path), after: before }));
  const next = withFiles(
    tree,
    changes.map(({ path, before }) => [path, before] as const),
  );
  if (moved === undefined) {
    setTree(api, next);
    return { says, changes: inverse };
  }
  const back = { from: moved.to, to: moved.from };
  moveIn(api, next, back);
  return { says, changes: inverse, moved: back };
}

/** The history's actions. */
export function historyActions(api: LabApi) {
  return {
    /** Takes the last file operation or reset back. Resolves to false when there is none. */
    async undo(): Promise<boolean> {
      const last = api.getState().undoable.at(-1);
      if (last === undefined) return false;
      api.setState({ undoable: api.getState().undoable.slice(0, -1) });
      if (last.kept !== undefined) await api.getState().keeper?.undo(last.kept);
      const again = takeBack(api, last);
      api.setState({ redoable: [...api.getState().redoable, again] });
      return true;
    },
    /** Does again what was taken back last. False when there is nothing. */
    redo(): boolean {
      const last = api.getState().redoable.at(-1);
      if (last === undefined) return false;
      const back = takeBack(api, last);
      const { undoable, redoable } = api.getState();
      api.setState({ undoable: [...undoable, back], redoable: redoable.slice(0, -1) });
      return true;
    },
  };
}

/** The folders of `state` that are `folder` or lie in it, empty ones included. */
export function emptyFoldersBelow(state: LabState, folder: string): string[] {
  return [...state.folders].filter((path) => path === folder || path.startsWith(`${folder}/`));
}

/** Whether `path` is a folder of the workspace, with files in it or empty. */
export function isFolder(state: Pick<LabState, 'tree' | 'folders'>, path: string): boolean {
  return state.folders.has(path) || (path !== '' && !state.tree.has(path) && hasFolder(state.tree, path));
}
