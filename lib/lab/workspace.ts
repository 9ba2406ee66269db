import { buildResources } from '@/lib/kustomize';
import type { PlacedObject, Workspace } from '@/lib/lessons';
import type { FileContent, Tree } from '@/lib/tree';
import { isFields } from './fields';
import { objectsIn } from './objects';

/** Objects that were read already, by path; an entry holds for the content that it was read from. */
export type ObjectCache = Map<string, { content: FileContent; objects: readonly PlacedObject[] }>;

function remembered<V>(make: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

function buildOf(tree: Tree, directory: string): ReturnType<Workspace['build']> {
  const built = buildResources(tree, directory);
  if ('error' in built) return { error: built.error };
  const objects = built.resources.flatMap(({ object, origin }) => {
    if (!isFields(object)) return [];
    return [{ path: origin.source?.file ?? directory, line: origin.source?.line ?? 1, value: object }];
  });
  return { objects };
}

/**
 * What a task's checks look at. Files are read and folders built when they are first asked for.
 *
 * @param cache objects of an earlier tree; it is brought up to date for the files that are asked for.
 */
export function workspaceOf(tree: Tree, cache: ObjectCache = new Map()): Workspace {
  return {
    tree,
    objects(path) {
      const content = tree.get(path);
      if (content === undefined) return [];
      const known = cache.get(path);
      if (known?.content === content) return known.objects;
      const objects = objectsIn(path, content);
      cache.set(path, { content, objects });
      return objects;
    },
    build: remembered((directory) => buildOf(tree, directory)),
  };
}
