import { type FieldSpec, fieldSpec } from '../config/fieldspec';
import type { NameReference } from '../config/name-references';
import { Book } from '../core/annotations';
import { goQuote } from '../core/go-text';
import {
  effectiveNamespace,
  type Gvk,
  gvkSelected,
  idText,
  noNamespaceKind,
  sameNamespace,
} from '../core/id';
import { getField, lookup, setField, setScalar, textOfNode } from '../core/ops';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { Failure, prefixed } from '../failure';
import { isNull, Kind, meaningOf, type Node, scalar, Tag } from '../yaml';
import { applyPath, type Setter } from './apply-spec';

/** Whether the shorter list is how the longer one ends; an empty list only equals an empty one. */
function sameEnding(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length > b.length ? [b, a] : [a, b];
  if (short.length === 0) return long.length === 0;
  return short.every((item, i) => item === long[i + long.length - short.length]);
}

function affixesFit(a: Resource, b: Resource, allowEmpty: boolean): boolean {
  return [Book.prefixes, Book.suffixes].every((name) => {
    const [x, y] = [a.list(name), b.list(name)];
    return (allowEmpty && (x.length === 0 || y.length === 0)) || sameEnding(x, y);
  });
}

/** Objects by the names they had, since references use those. */
class FormerNames {
  private readonly byName = new Map<string, Resource[]>();
  private byNamespace: Map<string, Resource[]> | undefined;

  constructor(private readonly resources: readonly Resource[]) {
    for (const resource of resources) {
      for (const name of new Set(resource.previousIds.map((id) => id.name))) {
        const list = this.byName.get(name);
        if (list === undefined) this.byName.set(name, [resource]);
        else list.push(resource);
      }
    }
  }

  get(name: string): readonly Resource[] {
    return this.byName.get(name) ?? [];
  }

  /** The objects that were in a namespace before anything was changed. */
  originallyIn(namespace: string): readonly Resource[] {
    if (this.byNamespace === undefined) {
      this.byNamespace = new Map();
      for (const resource of this.resources) {
        const key = effectiveNamespace(resource.originalId);
        const list = this.byNamespace.get(key);
        if (list === undefined) this.byNamespace.set(key, [resource]);
        else list.push(resource);
      }
    }
    return this.byNamespace.get(namespace) ?? [];
  }
}

/** The namespaces of the accounts that a role binding names: what lives there may be meant too. */
function bindingNamespaces(referrer: Resource): Set<string> {
  const namespaces = new Set<string>();
  if (referrer.kind !== 'RoleBinding') return namespaces;
  const subjects = lookup(referrer.node, ['subjects']);
  if (subjects === undefined || subjects.kind !== Kind.sequence) return namespaces;
  for (const subject of subjects.content) {
    if (textOfNode(getField(subject, 'kind')) !== 'ServiceAccount') continue;
    const namespace = getField(subject, 'namespace');
    if (namespace === undefined) continue;
    if (namespace.kind !== Kind.scalar || meaningOf(namespace).tag !== Tag.str) {
      const id = goQuote(idText(referrer.id));
      throw new Failure(`Invalid Input: namespace is blank for resource ${id}\n`);
    }
    namespaces.add(namespace.value);
  }
  return namespaces;
}

const nowhere = fieldSpec('');

/** One referrer, and the objects that it could mean. As api/filters/nameref. */
class Referrer implements Setter {
  readonly createKind = Kind.none;
  readonly createTag = '';
  private spec = nowhere;
  private target: Gvk = nowhere;
  private readonly clusterScoped: boolean;
  private readonly namespaces: ReadonlySet<string>;

  constructor(
    private readonly resource: Resource,
    private readonly names: FormerNames,
  ) {
    this.clusterScoped = resource.id.clusterScoped;
    this.namespaces = this.clusterScoped ? new Set() : bindingNamespaces(resource);
  }

  update(spec: FieldSpec, target: Gvk): void {
    this.spec = spec;
    this.target = target;
    try {
      applyPath(spec, this.resource.node, this);
    } catch (caught) {
      if (!(caught instanceof Failure)) throw caught;
      const text = `updating name reference in '${spec.path}' field of '${idText(this.resource.id)}'`;
      throw new Failure(`${text}: ${caught.message}`, caught);
    }
  }

  /** The applySpec setter: what the field names gets its present name. */
  set(node: Node): void {
    if (isNull(node)) return;
    if (node.kind === Kind.scalar) {
      this.setName(node);
      return;
    }
    if (node.kind === Kind.mapping) {
      this.setMapping(node);
      return;
    }
    for (const item of [...node.content]) {
      if (isNull(item)) continue;
      if (item.kind === Kind.scalar) this.setName(item);
      else if (item.kind === Kind.mapping) this.setMapping(item);
      else throw new Failure('node is expected to be either a string or a map of string');
    }
  }

  private setName(node: Node): void {
    const referral = this.select(node.value, undefined, (a, b) => a.name === b.name);
    if (referral === undefined) return;
    if (referral.name !== node.value) setScalar(node, scalar(referral.name));
  }

  private setMapping(node: Node): void {
    const nameNode = prefixed("trying to match 'name' field", () => getField(node, 'name'));
    if (nameNode === undefined) throw new Failure("path config error; no 'name' field in node");
    const namespace = getField(node, 'namespace')?.value;
    const referral = this.select(
      nameNode.value,
      namespace,
      (a, b) => a.name === b.name && a.namespace === b.namespace,
    );
    if (referral === undefined) return;
    if (referral.name === nameNode.value && referral.namespace === '') return;
    setField(node, 'name', scalar(referral.name));
    if (referral.namespace !== '') setField(node, 'namespace', scalar(referral.namespace));
  }

  /** Whether the referrer could see this object at all. As SubsetThatCouldBeReferencedByResource. */
  private couldMean(candidate: Resource): boolean {
    if (this.clusterScoped || candidate.id.clusterScoped) return true;
    if (sameNamespace(candidate.id, this.resource.id)) return true;
    return this.namespaces.has(candidate.namespace);
  }

  /** Those in a namespace as it was before; as it is now, where none was in it before. */
  private inNamespace(candidates: readonly Resource[], namespace: string): Resource[] {
    if (namespace === noNamespaceKind) return [];
    const known = this.names.originallyIn(namespace).some((r) => this.couldMean(r));
    return candidates.filter((r) => effectiveNamespace(known ? r.originalId : r.id) === namespace);
  }

  private select(
    name: string,
    namespace: string | undefined,
    identical: (a: Resource, b: Resource) => boolean,
  ): Resource | undefined {
    let candidates = this.names.get(name).filter((candidate) => this.couldMean(candidate));
    if (namespace !== undefined) candidates = this.inNamespace(candidates, namespace);
    const hadKind = (gvk: Gvk) => (r: Resource) => r.previousIds.some((id) => gvkSelected(id, gvk));
    candidates = candidates.filter(hadKind(this.target));
    const role = this.spec.path.endsWith('roleRef/name') ? this.roleRef() : undefined;
    if (role !== undefined) candidates = candidates.filter(hadKind(role));
    if (!this.clusterScoped) {
      candidates = candidates.filter(
        (r) => r.id.clusterScoped || r.kind === 'ServiceAccount' || sameNamespace(this.resource.id, r.id),
      );
    }
    if (candidates.length === 1) return candidates[0];
    candidates = candidates.filter((r) => affixesFit(r, this.resource, true));
    if (candidates.length > 1) candidates = candidates.filter((r) => affixesFit(r, this.resource, false));
    const [first, ...others] = candidates;
    if (first === undefined || others.every((other) => identical(first, other))) return first;
    throw this.tooMany(candidates);
  }

  private roleRef(): Gvk | undefined {
    const roleRef = lookup(this.resource.node, ['roleRef']);
    if (roleRef === undefined) return undefined;
    const group = getField(roleRef, 'apiGroup');
    const kind = getField(roleRef, 'kind');
    if (group === undefined || kind === undefined) return undefined;
    return { group: group.value, version: '', kind: kind.value };
  }

  private tooMany(candidates: readonly Resource[]): Failure {
    const ids = candidates.map((r) => idText(r.id)).join(', ');
    const details = candidates.map((r, i) => `--- possible referral ${i}:\n${r.toYaml()}\n`).join('');
    return new Failure(
      `found multiple possible referrals: ${ids}\n\n**** Too many possible referral targets to referrer:\n${this.resource.toYaml()}\n${details}`,
    );
  }
}

interface Filter {
  readonly spec: FieldSpec;
  readonly target: Gvk;
}

/** Rewrites the names by which objects refer to each other. As nameReferenceTransformer. */
export function fixNameReferences(map: ResMap, references: readonly NameReference[]): void {
  const byKind = new Map<string, Filter[]>();
  for (const target of references) {
    for (const spec of target.referrers) {
      const list = byKind.get(spec.kind);
      if (list === undefined) byKind.set(spec.kind, [{ spec, target }]);
      else list.push({ spec, target });
    }
  }
  const names = new FormerNames(map.resources);
  const general = byKind.get('') ?? [];
  for (const resource of map.resources) {
    const id = resource.originalId;
    const filters = [...(id.kind === '' ? [] : (byKind.get(id.kind) ?? [])), ...general];
    if (filters.length === 0) continue;
    const referrer = new Referrer(resource, names);
    for (const { spec, target } of filters) if (gvkSelected(id, spec)) referrer.update(spec, target);
  }
}
