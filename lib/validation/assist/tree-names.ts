import { CompletionItemKind } from 'vscode-languageserver-types';
import { folderOf, nameOf } from '@/lib/tree';
import { at, stringOf } from '@/lib/yaml';
import { isYamlPath, KUSTOMIZATION_NAMES, type SourceFile } from '../engine/file';
import type { Project } from '../engine/project';
import type { Suggestion } from './suggestion';

/** Folders that Argo CD could build, relative to the repository, which is the tree's top folder. */
export function* folders(project: Project): Generator<Suggestion> {
  for (const { path, kustomization } of project.files.values()) {
    const folder = folderOf(path);
    if (kustomization && folder !== '')
      yield { label: folder.slice(folder.indexOf('/') + 1), kind: CompletionItemKind.Folder };
  }
}

/** Files and kustomization folders of the tree, relative to a kustomization, nearest first, without what it lists. */
export function entries(project: Project, path: string, { foldersToo } = { foldersToo: true }): Suggestion[] {
  const own = folderOf(path);
  const listed = listedIn(project, path);
  const users = foldersThatUse(project, own);
  const found: Suggestion[] = [];
  for (const other of project.files.values()) {
    const folder = folderOf(other.path);
    if (other.kustomization) {
      if (foldersToo && !isComponent(other) && !listed.has(folder) && !users.has(folder))
        found.push({ label: relative(own, folder), kind: CompletionItemKind.Folder });
    } else if (isYamlPath(other.path) && isBelow(folder, own) && !listed.has(other.path))
      found.push({ label: relative(own, other.path), kind: CompletionItemKind.File });
  }
  return nearestFirst(found);
}

/** The folders of Components, relative to a kustomization. */
export function componentFolders(project: Project, path: string): Suggestion[] {
  const own = folderOf(path);
  const listed = listedIn(project, path);
  const found = [...project.files.values()].filter(
    (other) => isComponent(other) && folderOf(other.path) !== own && !listed.has(folderOf(other.path)),
  );
  return nearestFirst(
    found.map((other) => ({
      label: relative(own, folderOf(other.path)),
      kind: CompletionItemKind.Folder,
    })),
  );
}

/** Any files below a kustomization, for a generator; `key=` before the word is kept. */
export function files(project: Project, path: string, word: string): Suggestion[] {
  const own = folderOf(path);
  const before = word.slice(0, word.indexOf('=') + 1);
  const listed = listedIn(project, path);
  const found = [...project.tree.keys()].filter(
    (other) =>
      isBelow(folderOf(other), own) && !listed.has(other) && !KUSTOMIZATION_NAMES.includes(nameOf(other)),
  );
  // A file that is no object of its own is meant for a generator more often.
  found.sort((a, b) => Number(isYamlPath(a)) - Number(isYamlPath(b)));
  return found.map((other) => ({ label: relative(own, other), before, kind: CompletionItemKind.File }));
}

function listedIn(project: Project, path: string): Set<string | undefined> {
  return new Set(
    project.references.filter((reference) => reference.from.path === path).map(({ target }) => target),
  );
}

/** A folder and the folders whose kustomizations lead to it, which it cannot list without going round in a circle. */
function foldersThatUse(project: Project, folder: string): Set<string> {
  const users = new Set([folder]);
  for (const used of users)
    for (const { from, target } of project.references) if (target === used) users.add(folderOf(from.path));
  return users;
}

function isComponent({ kustomization }: SourceFile): boolean {
  return stringOf(at(kustomization, 'kind')) === 'Component';
}

function nearestFirst(found: Suggestion[]): Suggestion[] {
  return found.sort(
    (a, b) => a.label.split('/').length - b.label.split('/').length || (a.label < b.label ? -1 : 1),
  );
}

function isBelow(folder: string, own: string): boolean {
  return own === '' || folder === own || folder.startsWith(`${own}/`);
}

function relative(from: string, to: string): string {
  const a = from === '' ? [] : from.split('/');
  const b = to === '' ? [] : to.split('/');
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
}
