import { hasFolder, resolvePath, type Tree } from '@/lib/tree';
import { pathMissing } from '../../compare/manifest-error';
import { at, isMap, type Json } from '../../object';

export type SourceType = 'Kustomize' | 'Directory' | 'Helm';

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The folder of an Application in its repository, `''` for the top; or why there is none. As util/app/path, Path. */
export function folderOfSource(
  tree: Tree,
  path: string,
): { ok: true; folder: string } | { ok: false; error: string } {
  if (path.startsWith('/')) return { ok: false, error: `${path}: app path is absolute` };
  const folder = resolvePath('', path);
  if (folder === undefined) return { ok: false, error: `${path}: app path outside root` };
  if (tree.has(folder)) return { ok: false, error: `${path}: app path is not a directory` };
  if (!hasFolder(tree, folder)) return { ok: false, error: pathMissing(path) };
  return { ok: true, folder };
}

/** How the manifests of a folder are made. As GetAppSourceType and util/app/discovery. */
export function sourceTypeOf(
  source: Json | undefined,
  tree: Tree,
  folder: string,
): { ok: true; type: SourceType } | { ok: false; error: string } {
  const explicit = (['Kustomize', 'Helm', 'Directory'] as const).filter((type) =>
    isMap(at(source, type.toLowerCase())),
  );
  const [type, ...more] = explicit;
  if (type && more.length > 0) {
    return { ok: false, error: `multiple application sources defined: ${explicit.join(',')}` };
  }
  if (type) return { ok: true, type };
  const has = (name: string) => tree.has(folder === '' ? name : `${folder}/${name}`);
  if (KUSTOMIZATIONS.some(has)) return { ok: true, type: 'Kustomize' };
  return { ok: true, type: has('Chart.yaml') ? 'Helm' : 'Directory' };
}
