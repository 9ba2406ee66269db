import { readManifests } from '@/lib/kustomize';
import { type Tree, textOf } from '@/lib/tree';
import { isFields } from '../fields';
import { folderOfRepository } from '../targets';

/** An Application that stands in a file of the workspace. */
export interface WrittenApplication {
  path: string;
  name: string;
  repoURL: string;
  /** The folder of the workspace that stands for its repository. */
  folder: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The Applications that lie beside the repository, to be applied by hand. A file that cannot be read holds none. */
export function applicationsOf(tree: Tree): WrittenApplication[] {
  const found: WrittenApplication[] = [];
  for (const path of [...tree.keys()].filter((path) => /\.ya?ml$/i.test(path)).sort()) {
    for (const value of readManifests(textOf(tree, path) ?? '').values) {
      if (!isFields(value) || value.kind !== 'Application') continue;
      const { apiVersion, metadata, spec } = value;
      if (!text(apiVersion).startsWith('argoproj.io/')) continue;
      const source = isFields(spec) ? spec.source : undefined;
      const repoURL = isFields(source) ? text(source.repoURL) : '';
      const folder = folderOfRepository(tree, repoURL);
      const inside = folder !== '' && path.startsWith(`${folder}/`);
      const name = isFields(metadata) ? text(metadata.name) : '';
      if (!inside) found.push({ path, name, repoURL, folder });
    }
  }
  return found;
}
