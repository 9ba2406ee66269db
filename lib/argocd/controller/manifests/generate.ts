import { type BuildCache, buildResources } from '@/lib/kustomize';
import type { Tree } from '@/lib/tree';
import type { Source } from '../../application/spec';
import { kustomizeError } from '../../compare/manifest-error';
import { at, isMap, type Json, type KubeObject } from '../../object';
import { withTracking } from '../../resource/tracking';
import { isCrd } from '../../sync/order';
import { readDirectory, withoutLists } from './directory';
import { folderOfSource, type SourceType, sourceTypeOf } from './source-type';

export interface ManifestRequest {
  /** The Application's name, as in tracking ids. */
  application: string;
  /** Its destination namespace. */
  namespace: string;
  source: Source;
  /** The source as it is written. */
  written: Json | undefined;
}

/** Manifests with their tracking ids, or why there are none, as the repo server says it after its `code = Unknown desc = `. */
export type Generated =
  | { ok: true; objects: readonly KubeObject[]; type: SourceType }
  | { ok: false; error: string };

/** Makes an Application's manifests from a commit's files. As reposerver/repository, GenerateManifests. */
export function generateManifests(request: ManifestRequest, tree: Tree, cache: BuildCache): Generated {
  const { source, written, application, namespace } = request;
  const place = folderOfSource(tree, source.path);
  if (!place.ok) return place;
  const type = sourceTypeOf(written, tree, place.folder);
  if (!type.ok) return type;
  const missing = beyondTheLab(type.type, written);
  if (missing !== undefined) return { ok: false, error: missing };
  const made = objectsOf(type.type, tree, place.folder, source, cache);
  if (!made.ok) return made;
  const objects: KubeObject[] = [];
  for (const object of withoutLists(made.objects)) {
    if (isCrd(object)) {
      objects.push(object);
      continue;
    }
    const tracked = withTracking(object, application, namespace);
    if (!tracked.ok) return { ok: false, error: tracked.message };
    objects.push(tracked.object);
  }
  return { ok: true, objects, type: type.type };
}

/** What real Argo CD would do and this lab cannot: it is said, never left out in silence. */
function beyondTheLab(type: SourceType, written: Json | undefined): string | undefined {
  if (type === 'Helm') return 'the lab has no Helm: charts are not rendered here';
  const options = at(written, 'kustomize');
  const [option] = type === 'Kustomize' && isMap(options) ? Object.keys(options) : [];
  return option === undefined
    ? undefined
    : `the lab knows no spec.source.kustomize.${option}: write it in the kustomization instead`;
}

function objectsOf(type: SourceType, tree: Tree, folder: string, source: Source, cache: BuildCache) {
  if (type === 'Directory') return readDirectory(tree, folder, source);
  const built = buildResources(tree, folder, { root: '<path to cached source>', cache });
  if ('error' in built) {
    const warnings = built.warnings.map((warning) => `${warning}\n`).join('');
    return { ok: false, error: kustomizeError(source.path, `${warnings}Error: ${built.error}`) } as const;
  }
  const objects = built.resources.flatMap(({ object }) => {
    const plain: Json = JSON.parse(JSON.stringify(object));
    return isMap(plain) ? [plain] : [];
  });
  return { ok: true, objects } as const;
}
