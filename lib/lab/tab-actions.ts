import type { LabApi } from './state';

/** The actions on tabs and on the place that the editor shows. */
export function tabActions(api: LabApi) {
  return {
    /** Opens a file in the editor, at a line (one-based) if one is given. Waits for the workbench if need be. */
    openFile(path: string, line?: number, column = 1): void {
      const { tabs, tree, status, place } = api.getState();
      const there = { path, line: line ?? 1, column, asked: (place?.asked ?? 0) + 1 };
      if (status !== 'ready') api.setState({ place: there });
      else if (tree.has(path))
        api.setState({
          tabs: tabs.includes(path) ? tabs : [...tabs, path],
          active: path,
          ...(line !== undefined && { place: there }),
        });
    },
    closeFile(path: string): void {
      const { tabs, active } = api.getState();
      const at = tabs.indexOf(path);
      const left = tabs.filter((tab) => tab !== path);
      api.setState({ tabs: left, active: active === path ? left[Math.min(at, left.length - 1)] : active });
    },
  };
}
