import { pathFault } from './names';
import { type FileContent, filesBelow, hasFolder, type Tree } from './tree';

/** A changed tree, or why it cannot be changed: one sentence for the learner, with a next step. */
export type Changed = { tree: Tree } | { error: string };

const refuse = (error: string): Changed => ({ error });

const exists = (tree: Tree, path: string): boolean =>
  tree.has(path) || (path !== '' && hasFolder(tree, path));

/** The first ancestor of `path` that is a file, so that nothing can lie below it. */
function fileAbove(tree: Tree, path: string): string | undefined {
  const segments = path.split('/');
  for (let n = 1; n < segments.length; n++) {
    const ancestor = segments.slice(0, n).join('/');
    if (tree.has(ancestor)) return ancestor;
  }
  return undefined;
}

/** Says why nothing new can be put at `path`; undefined when it can. */
export function placeFault(tree: Tree, path: string): string | undefined {
  const fault = pathFault(path);
  if (fault !== undefined) return fault;
  if (tree.has(path)) return `There is a file ${path} already: choose another name.`;
  if (hasFolder(tree, path)) return `There is a folder ${path} already: choose another name.`;
  const above = fileAbove(tree, path);
  if (above !== undefined) return `${above} is a file, so nothing can lie in it: choose another folder.`;
  return undefined;
}

/** Adds a file where none is yet. */
export function createFile(tree: Tree, path: string, content: FileContent = ''): Changed {
  const fault = placeFault(tree, path);
  return fault === undefined ? { tree: new Map(tree).set(path, content) } : refuse(fault);
}

/** Sets the content of a file, new or old, as a tool that writes files would. */
export function writeFile(tree: Tree, path: string, content: FileContent): Changed {
  if (tree.has(path)) return { tree: new Map(tree).set(path, content) };
  return createFile(tree, path, content);
}

/** Removes a file, or a folder with all that lies in it. */
export function remove(tree: Tree, path: string): Changed {
  if (path === '' || !exists(tree, path)) return refuse(`There is no ${path || 'such file'} any more.`);
  const next = new Map(tree);
  for (const file of filesBelow(tree, path)) next.delete(file);
  return { tree: next };
}

/** Where each file of `from` comes to lie when `from` becomes `to`. */
function moved(tree: Tree, from: string, to: string): [source: string, target: string][] {
  return filesBelow(tree, from).map((file) => [file, to + file.slice(from.length)]);
}

function transferFault(tree: Tree, from: string, to: string, verb: string): string | undefined {
  if (from === '' || !exists(tree, from)) return `There is no ${from || 'such file'} any more.`;
  if (to === from) return `This is its name already: type another one to ${verb} it.`;
  const fault = placeFault(tree, to);
  if (fault !== undefined) return fault;
  if (to.startsWith(`${from}/`)) return `A folder cannot be put into itself: choose a place outside ${from}.`;
  const long = moved(tree, from, to).find(([, target]) => pathFault(target) !== undefined);
  return long === undefined ? undefined : `${long[1]}: ${pathFault(long[1])}`;
}

/** Copies a file, or a folder with all that lies in it (`cp -r from to`, where `to` does not exist yet). */
export function copy(tree: Tree, from: string, to: string): Changed {
  const fault = transferFault(tree, from, to, 'copy');
  if (fault !== undefined) return refuse(fault);
  const next = new Map(tree);
  for (const [source, target] of moved(tree, from, to)) next.set(target, tree.get(source) ?? '');
  return { tree: next };
}

/** Renames or moves a file or a folder (`mv from to`, where `to` does not exist yet). */
export function rename(tree: Tree, from: string, to: string): Changed {
  const fault = transferFault(tree, from, to, 'rename');
  if (fault !== undefined) return refuse(fault);
  const next = new Map(tree);
  for (const [source, target] of moved(tree, from, to)) {
    next.delete(source);
    next.set(target, tree.get(source) ?? '');
  }
  return { tree: next };
}
