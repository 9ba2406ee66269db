import { readManifests } from '@/lib/kustomize';
import { filesBelow, nameOf, type Tree, textOf } from '@/lib/tree';
import type { Source } from '../../application/spec';
import { isList, isMap, type Json, type KubeObject } from '../../object';
import { globMatches } from '../../resource/glob';

export type Read = { ok: true; objects: readonly KubeObject[] } | { ok: false; error: string };

/** A file with these words in it is left out. */
const SKIP_MARKER = '+argocd:skip-file-rendering';

/** The objects of a plain directory. As reposerver/repository, findManifests. */
export function readDirectory(tree: Tree, folder: string, { directory }: Pick<Source, 'directory'>): Read {
  const objects: KubeObject[] = [];
  for (const path of filesBelow(tree, folder)) {
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    if (!directory.recurse && relative.includes('/')) continue;
    if (!/\.(ya?ml|json)$/.test(relative)) continue;
    if (directory.exclude && globMatches(directory.exclude, relative)) continue;
    if (directory.include && !globMatches(directory.include, relative)) continue;
    const text = textOf(tree, path);
    if (text === undefined || text.includes(SKIP_MARKER)) continue;
    const read = path.endsWith('.json') ? readJson(nameOf(path), text) : readYaml(nameOf(path), text);
    if (!read.ok) return read;
    objects.push(...read.objects);
  }
  return { ok: true, objects };
}

const unreadable = (name: string, why: string): Read => ({
  ok: false,
  error: `Failed to unmarshal ${JSON.stringify(name)}: ${why}`,
});

function readJson(name: string, text: string): Read {
  try {
    const value: Json = JSON.parse(text);
    if (isMap(value) && typeof value.kind === 'string') return { ok: true, objects: [value] };
    return unreadable(name, kindMissing(value));
  } catch (fault) {
    return unreadable(name, fault instanceof Error ? fault.message : String(fault));
  }
}

/** Files that cannot be read are passed over when they do not look like a manifest. As getObjsFromYAMLOrJSON. */
function readYaml(name: string, text: string): Read {
  const objects: KubeObject[] = [];
  const fault = collect(text, objects);
  if (fault === undefined) return { ok: true, objects };
  const looksLikeOne = ['apiVersion:', 'kind:', 'metadata:'].every((word) => text.includes(word));
  if (objects.length > 0 || looksLikeOne) return unreadable(name, `failed to unmarshal manifest: ${fault}`);
  return { ok: true, objects: [] };
}

function collect(text: string, objects: KubeObject[]): string | undefined {
  const { values, error } = readManifests(text);
  for (const read of values) {
    const value: Json = JSON.parse(JSON.stringify(read));
    if (!isMap(value) || typeof value.kind !== 'string' || value.kind === '') return kindMissing(value);
    objects.push(value);
  }
  return error;
}

const kindMissing = (value: Json): string =>
  `error unmarshaling JSON: while decoding JSON: Object 'Kind' is missing in '${JSON.stringify(value)}'`;

/** The objects with lists taken apart. As GenerateManifests. */
export function withoutLists(objects: readonly KubeObject[]): KubeObject[] {
  return objects.flatMap((object): KubeObject[] => {
    const { kind, items } = object;
    if (typeof kind !== 'string' || !kind.endsWith('List')) return [object];
    if (isList(items)) return items.filter(isMap);
    return items === null ? [] : [object];
  });
}
