import { type FieldSpec, fieldSpec } from '../config/fieldspec';
import { idKey } from '../core/id';
import { objectValue } from '../core/object-value';
import { elementsOf, getField, lookup, textOfNode, WrongKind } from '../core/ops';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { chainOf, Failure, prefixed } from '../failure';
import { isEmptyNode, isNull, Kind, type Node, Tag, toJson } from '../yaml';
import { applySpec, applySpecs, entrySetter, type Setter } from './apply-spec';
import type { Transformer } from './transformer';

export type SubjectMode = 'defaultOnly' | 'allServiceAccounts' | 'none';

export interface NamespaceOptions {
  readonly namespace: string;
  readonly specs: readonly FieldSpec[];
  readonly unsetOnly: boolean;
  readonly subjects: SubjectMode;
}

/** The specs for the core group's kinds, a Namespace among them, and for the others. */
interface Options extends NamespaceOptions {
  readonly coreSpecs: readonly FieldSpec[];
  readonly otherSpecs: readonly FieldSpec[];
}

const metadataNamespace = fieldSpec('metadata/namespace', {}, true);
const isRoleBinding = (kind: string): boolean => kind === 'RoleBinding' || kind === 'ClusterRoleBinding';

function fieldSetter(options: NamespaceOptions): (node: Node) => void {
  const set = entrySetter('', options.namespace, Tag.str);
  if (!options.unsetOnly) return set;
  return (node) => {
    if (!isEmptyNode(node) && textOfNode(node) !== '') return;
    set(node);
  };
}

/** Which subjects of a role binding follow the namespace: by default only accounts named `default`. */
function setSubjects(resource: Resource, options: NamespaceOptions, set: (node: Node) => void): void {
  if (options.subjects === 'none') return;
  const subjects = getField(resource.node, 'subjects');
  if (subjects === undefined || isNull(subjects)) return;
  prefixed('setting namespace on (cluster)role binding subjects', () => {
    const [field, wanted] =
      options.subjects === 'allServiceAccounts' ? ['kind', 'ServiceAccount'] : ['name', 'default'];
    for (const subject of [...elementsOf(subjects)]) {
      const node = getField(subject, field ?? '');
      if (node === undefined || textOfNode(node) !== wanted || isNull(node)) continue;
      const target = lookup(subject, ['namespace'], Kind.scalar);
      if (target !== undefined) set(target);
    }
  });
}

function withSpecs(given: NamespaceOptions): Options {
  const coreSpecs = given.specs.filter((spec) => spec.path !== 'metadata/namespace');
  const otherSpecs = coreSpecs.filter((spec) => spec.path !== 'metadata/name');
  return { ...given, coreSpecs, otherSpecs };
}

/** Sets the namespace of one object. As api/filters/namespace. */
export const setNamespace = (resource: Resource, options: NamespaceOptions): void =>
  setWith(resource, withSpecs(options));

function setWith(resource: Resource, options: Options): void {
  const { id, node } = resource;
  const set = fieldSetter(options);
  const setter = (createTag: string): Setter => ({ set, createKind: Kind.scalar, createTag });
  let specs = resource.apiVersion === 'v1' ? options.coreSpecs : options.otherSpecs;
  if (!id.clusterScoped) applySpec(metadataNamespace, node, setter(''));
  if (isRoleBinding(id.kind)) {
    specs = specs.filter((spec) => !(isRoleBinding(spec.kind) && spec.path === 'subjects/namespace'));
    setSubjects(resource, options, set);
  }
  try {
    applySpecs(specs, node, setter(Tag.str));
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    const wrong = [...chainOf(caught)].some((f) => f instanceof WrongKind && f.node.kind !== Kind.scalar);
    const prefix = wrong
      ? 'namespace field specs must target scalar nodes'
      : 'namespace transformation failed';
    throw new Failure(`${prefix}: ${caught.message}`, caught);
  }
}

/** How many objects have each id. */
class IdCounts {
  private readonly counts = new Map<string, number>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) this.add(resource, 1);
  }

  add(resource: Resource, by: number): number {
    const key = idKey(resource.id);
    const count = (this.counts.get(key) ?? 0) + by;
    this.counts.set(key, count);
    return count;
  }
}

/** As NamespaceTransformer: an object that takes another's id on the way is an error. */
export function namespaceTransformer(given: NamespaceOptions): Transformer {
  const options = withSpecs(given);
  return {
    name: 'NamespaceTransformer',
    transform(map: ResMap) {
      if (options.namespace === '') return;
      const counts = new IdCounts(map.resources);
      for (const resource of map.resources) {
        if (resource.isEmpty) continue;
        counts.add(resource, -1);
        resource.storePreviousId();
        setWith(resource, options);
        if (counts.add(resource, 1) === 1) continue;
        const key = idKey(resource.id);
        const matches = map.resources.filter((other) => idKey(other.id) === key);
        const found = matches.map((match) => toJson(objectValue(match.node))).join(' ');
        throw new Failure(`namespace transformation produces ID conflict: [${found}]`);
      }
      map.changed();
    },
  };
}
