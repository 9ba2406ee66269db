import { at, stringOf } from '@/lib/yaml';
import { applicationFolders, sourcesOf } from './applications';
import type { Project } from './project';
import { takenBy, topsOf } from './tops';

const memory = new WeakMap<Project, readonly ReadonlySet<string>[]>();

/**
 * Whether two files are deployed together, by one Application or one kustomization. Where the tree does not show by what
 * the first one is deployed, it may be so.
 */
export function deployedTogether(project: Project, path: string, other: string): boolean {
  const own = deployments(project).filter((files) => files.has(path));
  return own.length === 0 || own.some((files) => files.has(other));
}

/** The files of each Application of the tree, and of each kustomization that is built for its own sake. */
function deployments(project: Project): readonly ReadonlySet<string>[] {
  const known = memory.get(project);
  if (known) return known;
  const found = [
    ...project.ofKind('Application').map(({ root }) => {
      const folders = sourcesOf(root).flatMap((source) =>
        applicationFolders(project.tree, stringOf(at(source, 'path')) ?? ''),
      );
      return new Set(folders.flatMap((folder) => filesOf(project, folder)));
    }),
    ...topsOf(project).map(({ takes }) => takes),
  ];
  memory.set(project, found);
  return found;
}

function filesOf(project: Project, folder: string): readonly string[] {
  const file = project.kustomizationOf(folder);
  return file
    ? [...takenBy(project, file).takes]
    : [...project.files.keys()].filter((path) => path.startsWith(`${folder}/`));
}
