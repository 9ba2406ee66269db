import type { PlacedObject, Workspace } from '@/lib/lessons';
import { hasFolder, nameOf, resolvePath, type Tree } from '@/lib/tree';
import { isFields } from './fields';
import type { Target } from './protocol';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function sourcesOf(application: PlacedObject): Readonly<Record<string, unknown>>[] {
  const { spec } = application.value;
  if (!isFields(spec)) return [];
  const all = Array.isArray(spec.sources) ? spec.sources : [spec.source];
  return all.filter(isFields);
}

/** The folder of the workspace that stands for a Git repository: the one of its name, else the workspace itself. */
export function folderOfRepository(tree: Tree, url: string | undefined): string {
  const name = nameOf(url ?? '').replace(/\.git$/, '');
  return name !== '' && hasFolder(tree, name) ? name : '';
}

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);

/** The Applications of a workspace, and the directories that they point at, whether those exist or not. */
export function targetsOf(workspace: Workspace): Target[] {
  const applications = [...workspace.tree.keys()]
    .filter(isYaml)
    .sort()
    .flatMap((path) => workspace.objects(path))
    .filter(
      ({ value }) => value.kind === 'Application' && String(value.apiVersion).startsWith('argoproj.io/'),
    );
  return applications.flatMap((application) => {
    const { metadata } = application.value;
    const name = (isFields(metadata) ? text(metadata.name) : undefined) ?? application.path;
    return sourcesOf(application).flatMap((source) => {
      const path = text(source.path);
      if (path === undefined) return [];
      const directory = resolvePath(folderOfRepository(workspace.tree, text(source.repoURL)), path);
      return directory === undefined ? [] : [{ path: application.path, name, directory }];
    });
  });
}
