import { groupOf } from '@/lib/kubernetes';
import { at, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import type { SourceFile, SourceObject } from '../../engine/file';
import { patchesOn } from '../../engine/patches';
import type { Project } from '../../engine/project';
import { isPlaceholder } from '../refused/walk';

/** A kind of one's own, as a CustomResourceDefinition of the tree describes it. */
export interface KindDefinition {
  file: SourceFile;
  kind: string;
  /** Other names of the kind in the API, which are not its kind: `crontabs`, `crontab`. */
  names: readonly string[];
  /** The versions that are served, with their schemas. */
  served: ReadonlyMap<string, MapNode | undefined>;
}

/**
 * The definitions of a group's kinds. One that is patched, that cannot be read as a whole or that stands in the tree twice is
 * not known, and says nothing.
 */
export class Definitions {
  private readonly groups = new Map<string, Map<string, KindDefinition | undefined>>();

  constructor(project: Project) {
    for (const object of project.ofKind('CustomResourceDefinition')) {
      const group = stringOf(at(object.root, 'spec', 'group')) ?? '';
      const kind = stringOf(at(object.root, 'spec', 'names', 'kind')) ?? '';
      const kinds = this.groups.get(group) ?? new Map<string, KindDefinition | undefined>();
      this.groups.set(group, kinds);
      const unsure = kinds.has(kind) || patchesOn(project, object).length > 0;
      kinds.set(kind, unsure ? undefined : definitionOf(object, kind));
    }
  }

  /** The definition of an object's kind. */
  of({ apiVersion, kind }: SourceObject): KindDefinition | undefined {
    return this.groups.get(groupOf(apiVersion))?.get(kind);
  }

  /** The definition that is meant by another name of its kind, such as the plural. */
  meantBy({ apiVersion, kind }: SourceObject): KindDefinition | undefined {
    const kinds = this.groups.get(groupOf(apiVersion));
    if (!kinds || kinds.has(kind)) return undefined;
    return [...kinds.values()].find((one) => one?.names.includes(kind.toLowerCase()));
  }
}

function definitionOf({ root, file, apiVersion }: SourceObject, kind: string): KindDefinition | undefined {
  if (file.unsure || apiVersion !== 'apiextensions.k8s.io/v1' || kind === '' || isPlaceholder(kind))
    return undefined;
  const names = at(root, 'spec', 'names');
  const served = new Map<string, MapNode | undefined>();
  for (const version of itemsOf(at(root, 'spec', 'versions'))) {
    const name = stringOf(at(version, 'name'));
    const isServed = scalarOf(at(version, 'served'))?.value;
    if (!name || isPlaceholder(name) || typeof isServed !== 'boolean') return undefined;
    const schema = at(version, 'schema', 'openAPIV3Schema');
    if (isServed) served.set(name, schema?.kind === 'map' ? schema : undefined);
  }
  const other = ['plural', 'singular'].flatMap((field) => stringOf(at(names, field))?.toLowerCase() ?? []);
  return served.size > 0 ? { file, kind, names: [kind.toLowerCase(), ...other], served } : undefined;
}
