import type { Tree } from '@/lib/tree';
import { isFields } from '../objects';
import { folderOfRepository } from '../targets';
import { workspaceOf } from '../workspace';

/** An Application that stands in a file of the workspace. */
export interface WrittenApplication {
  path: string;
  name: string;
  repoURL: string;
  /** The folder of the workspace that stands for its repository. */
  folder: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The Applications that lie beside the repository, to be applied by hand. */
export function applicationsOf(tree: Tree): WrittenApplication[] {
  const workspace = workspaceOf(tree);
  return [...tree.keys()]
    .filter((path) => /\.ya?ml$/i.test(path))
    .sort()
    .flatMap((path) => workspace.objects(path))
    .flatMap(({ path, value: { apiVersion, kind, metadata, spec } }) => {
      if (kind !== 'Application' || !text(apiVersion).startsWith('argoproj.io/')) return [];
      const source = isFields(spec) ? spec.source : undefined;
      const repoURL = isFields(source) ? text(source.repoURL) : '';
      const folder = folderOfRepository(tree, repoURL);
      const inside = folder !== '' && path.startsWith(`${folder}/`);
      return inside ? [] : [{ path, name: isFields(metadata) ? text(metadata.name) : '', repoURL, folder }];
    });
}
