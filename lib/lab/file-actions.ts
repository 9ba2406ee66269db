import {
  type Changed,
  copy,
  createFile,
  type FileContent,
  folderOf,
  hasFolder,
  nameOf,
  placeFault,
  remove,
  rename,
  withFiles,
  writeFile,
} from '@/lib/tree';
import type { Fix } from '@/lib/validation';
import { changeTree, emptyFoldersBelow, isFolder, setTree } from './history';
import type { LabApi, Move } from './state';
import { textsOfFix } from './text-edits';

/** What is wrong with a request, for the learner; undefined when it is done. */
type Fault = string | undefined;

/** The actions on files and folders. Each says what is wrong, or does it and returns undefined. */
export function fileActions(api: LabApi) {
  function apply(changed: Changed, says: string, moved?: Move): Fault {
    if ('error' in changed) return changed.error;
    changeTree(api, changed.tree, says, moved);
    return undefined;
  }

  /** Empty folders live beside the tree: this carries them along. `to` undefined takes them away. */
  function moveFolders(from: string, to: string | undefined, keep: boolean) {
    const folders = new Set(api.getState().folders);
    for (const folder of emptyFoldersBelow(api.getState(), from)) {
      if (!keep) folders.delete(folder);
      if (to !== undefined) folders.add(to + folder.slice(from.length));
    }
    api.setState({ folders });
  }

  /** A folder stays when its last file goes, as on a disk. */
  function keepFolderOf(path: string) {
    const folder = folderOf(path);
    const state = api.getState();
    if (folder !== '' && !isFolder(state, folder))
      api.setState({ folders: new Set(state.folders).add(folder) });
  }

  function transfer(from: string, to: string, keep: boolean, says: string): Fault {
    const state = api.getState();
    const change = keep ? copy : rename;
    const bare = state.folders.has(from) && ![...state.tree.keys()].some((p) => p.startsWith(`${from}/`));
    const fault = state.folders.has(to) ? `There is a folder ${to} already: choose another name.` : undefined;
    if (fault !== undefined) return fault;
    if (bare) {
      const misplaced = placeFault(state.tree, to);
      if (misplaced !== undefined) return misplaced;
    } else {
      const failed = apply(change(state.tree, from, to), says, keep ? undefined : { from, to });
      if (failed !== undefined) return failed;
    }
    moveFolders(from, to, keep);
    keepFolderOf(from);
    return undefined;
  }

  return {
    /** What the editor reports: the whole text of a file after a keystroke. Undone by the editor itself. */
    edit(path: string, content: FileContent): void {
      const { tree } = api.getState();
      if (tree.has(path) && tree.get(path) !== content) setTree(api, withFiles(tree, [[path, content]]));
    },
    createFile(path: string, content: FileContent = ''): Fault {
      return apply(createFile(api.getState().tree, path, content), `Created ${nameOf(path)}`);
    },
    createFolder(path: string): Fault {
      const { tree, folders } = api.getState();
      const fault = placeFault(tree, path);
      if (fault !== undefined) return fault;
      if (folders.has(path)) return `There is a folder ${path} already: choose another name.`;
      const made = new Set(folders);
      for (let folder = path; folder !== '' && !hasFolder(tree, folder); folder = folderOf(folder))
        made.add(folder);
      api.setState({ folders: made });
      return undefined;
    },
    /** Writes a file, new or old: what "put this into the editor" does. */
    writeFile(path: string, content: FileContent): Fault {
      return apply(writeFile(api.getState().tree, path, content), `Wrote ${nameOf(path)}`);
    },
    /** Makes the edits of a diagnostic's fix, in as many files as it touches. */
    applyFix(fix: Fix): void {
      const { tree } = api.getState();
      changeTree(api, withFiles(tree, textsOfFix(tree, fix)), `Applied “${fix.title}”`);
    },
    rename(from: string, to: string): Fault {
      return transfer(from, to, false, `Renamed ${nameOf(from)} to ${nameOf(to)}`);
    },
    copy(from: string, to: string): Fault {
      return transfer(from, to, true, `Copied ${nameOf(from)} to ${nameOf(to)}`);
    },
    remove(path: string): Fault {
      const state = api.getState();
      const wasFolder = isFolder(state, path);
      const bare = wasFolder && emptyFoldersBelow(state, path).includes(path);
      const fault = apply(remove(state.tree, path), `Deleted ${nameOf(path)}`);
      if (fault !== undefined && !bare) return fault;
      if (wasFolder) moveFolders(path, undefined, false);
      keepFolderOf(path);
      return undefined;
    },
    /** Brings files from outside into `folder`. A file of that name is replaced; `undo` brings it back. */
    bring(folder: string, files: readonly { name: string; content: FileContent }[]): Fault {
      let tree = api.getState().tree;
      for (const { name, content } of files) {
        const changed = writeFile(tree, folder === '' ? name : `${folder}/${name}`, content);
        if ('error' in changed) return changed.error;
        tree = changed.tree;
      }
      changeTree(
        api,
        tree,
        files.length === 1 ? `Brought ${files[0]?.name}` : `Brought ${files.length} files`,
      );
      return undefined;
    },
  };
}
