import {
  copyNode,
  fieldOf,
  isEmptyNode,
  Kind,
  keyIndex,
  type Node,
  printValue,
  Style,
  scalar,
  Tag,
  text,
} from '../yaml';
import { Book, bookAnnotations, originAnnotation, transformationsAnnotation } from './annotations';
import { type Gvk, type Id, makeId, splitApiVersion } from './id';
import { objectValue } from './object-value';
import { lookup, metadataOf, removeField, setField, setMetadataMap, stringMapOf } from './ops';
import type { Step } from './step';

/** Where an object was written: the file's path in the tree and the line (1-based) where it starts. */
export interface Source {
  readonly file: string;
  readonly line: number;
}

/** An object while it is built. As api/resource.Resource: its YAML, with the book of its former names in it. */
export class Resource {
  readonly refVarNames: string[] = [];
  source: Source | undefined;
  readonly steps: Step[] = [];
  private knownId: Id | undefined;
  private knownVersion = '';
  private previousCache:
    | { apiVersion: string; names: string; namespaces: string; kinds: string; ids: readonly Id[] }
    | undefined;

  constructor(public node: Node) {}

  /** Notes that a step changed this object. */
  note(step: Step | undefined): void {
    if (step !== undefined && this.steps[this.steps.length - 1] !== step) this.steps.push(step);
  }

  private rootText(field: string): string {
    const index = keyIndex(this.node, field);
    return index < 0 ? '' : (this.node.content[index + 1]?.value ?? '');
  }

  private metaText(field: string): string {
    const node = metaField(this.node, field);
    return node === undefined || isEmptyNode(node) ? '' : node.value;
  }

  get kind(): string {
    return this.rootText('kind');
  }

  get apiVersion(): string {
    return this.rootText('apiVersion');
  }

  get name(): string {
    return this.metaText('name');
  }

  get namespace(): string {
    return this.metaText('namespace');
  }

  set kind(value: string) {
    setField(this.node, 'kind', scalar(value));
  }

  set apiVersion(value: string) {
    setField(this.node, 'apiVersion', scalar(value));
  }

  set name(value: string) {
    const meta = lookup(this.node, ['metadata'], Kind.mapping);
    if (meta !== undefined) setField(meta, 'name', scalar(value));
  }

  set namespace(value: string) {
    const meta = lookup(this.node, ['metadata'], Kind.mapping);
    if (meta === undefined) return;
    if (value === '') removeField(meta, 'namespace');
    else setField(meta, 'namespace', scalar(value));
  }

  get gvk(): Gvk {
    return { ...splitApiVersion(this.apiVersion), kind: this.kind };
  }

  /** The id by the object's present name. As CurId. */
  get id(): Id {
    const { apiVersion, kind, name, namespace } = this;
    const known = this.knownId;
    if (
      known?.name !== name ||
      known.kind !== kind ||
      known.namespace !== namespace ||
      this.knownVersion !== apiVersion
    ) {
      this.knownVersion = apiVersion;
      this.knownId = makeId(apiVersion, kind, name, namespace);
      return this.knownId;
    }
    return known;
  }

  /** The ids it had before transformations, oldest first. As PrevIds. */
  get previousIds(): readonly Id[] {
    const names = this.annotation(Book.previousNames);
    if (names === undefined) return [];
    const namespaces = this.annotation(Book.previousNamespaces) ?? '';
    const kinds = this.annotation(Book.previousKinds) ?? '';
    const { apiVersion, previousCache: known } = this;
    if (
      known?.names === names &&
      known.namespaces === namespaces &&
      known.kinds === kinds &&
      known.apiVersion === apiVersion
    ) {
      return known.ids;
    }
    const { group, version } = splitApiVersion(apiVersion);
    const spaces = namespaces.split(',');
    const kindList = kinds.split(',');
    const ids = names.split(',').map((name, i) => ({
      group,
      version,
      kind: kindList[i] ?? '',
      name,
      namespace: spaces[i] ?? '',
      clusterScoped: false,
    }));
    this.previousCache = { apiVersion, names, namespaces, kinds, ids };
    return ids;
  }

  /** The id it was written with. As OrgId. */
  get originalId(): Id {
    return this.previousIds[0] ?? this.id;
  }

  get annotations(): Map<string, string> {
    return stringMapOf(metaField(this.node, 'annotations'));
  }

  set annotations(entries: ReadonlyMap<string, string>) {
    setMetadataMap(this.node, 'annotations', entries);
  }

  get labels(): Map<string, string> {
    return stringMapOf(metaField(this.node, 'labels'));
  }

  set labels(entries: ReadonlyMap<string, string>) {
    setMetadataMap(this.node, 'labels', entries);
  }

  annotation(name: string): string | undefined {
    const node = metaField(this.node, 'annotations');
    if (node === undefined) return undefined;
    const index = keyIndex(node, name);
    return index < 0 ? undefined : node.content[index + 1]?.value;
  }

  /** Sets one annotation. As kyaml SetAnnotation: an empty map of annotations is made anew. */
  setAnnotation(name: string, value: string): void {
    const meta = lookup(this.node, ['metadata'], Kind.mapping);
    if (meta === undefined) return;
    const present = fieldOf(meta, 'annotations');
    if (present !== undefined && present.content.length === 0) removeField(meta, 'annotations');
    const annotations = lookup(meta, ['annotations'], Kind.mapping);
    if (annotations === undefined) return;
    const node = text(value);
    node.style = Style.single;
    setField(annotations, name, node);
  }

  private append(name: string, value: string): void {
    if (value === '') return;
    const present = this.annotation(name);
    this.setAnnotation(name, present === undefined ? value : `${present},${value}`);
  }

  list(name: string): string[] {
    return this.annotation(name)?.split(',') ?? [];
  }

  addPrefix(prefix: string): void {
    this.append(Book.prefixes, prefix);
  }

  addSuffix(suffix: string): void {
    this.append(Book.suffixes, suffix);
  }

  /** Remembers the present id among the former ones. */
  storePreviousId(): void {
    const { id } = this;
    const namespace = id.clusterScoped ? '_non_namespaceable_' : id.namespace || 'default';
    this.append(Book.previousNames, id.name);
    this.append(Book.previousNamespaces, namespace);
    this.append(Book.previousKinds, id.kind);
  }

  isEnabled(name: string): boolean {
    return this.annotation(name) === 'enabled';
  }

  enable(name: string): void {
    this.annotations = this.annotations.set(name, 'enabled');
  }

  get behavior(): string {
    const value = this.annotation(Book.generatorBehavior) ?? '';
    return value === 'create' || value === 'merge' || value === 'replace' ? value : 'unspecified';
  }

  set behavior(value: string) {
    const known = value === 'create' || value === 'merge' || value === 'replace' ? value : 'unspecified';
    this.annotations = this.annotations.set(Book.generatorBehavior, known);
  }

  removeBook(): void {
    const { annotations } = this;
    if (annotations.size === 0) return;
    for (const name of bookAnnotations) annotations.delete(name);
    this.annotations = annotations;
  }

  removeOrigin(): void {
    this.dropAnnotation(originAnnotation);
  }

  removeTransformations(): void {
    this.dropAnnotation(transformationsAnnotation);
  }

  private dropAnnotation(name: string): void {
    const { annotations } = this;
    annotations.delete(name);
    this.annotations = annotations;
  }

  get isEmpty(): boolean {
    return isEmptyNode(this.node);
  }

  /** Takes over labels, annotations, name and namespace. As CopyMergeMetaDataFieldsFrom. */
  mergeMetadataFrom(other: Resource): void {
    this.labels = new Map([...other.labels, ...this.labels]);
    const own = this.annotations;
    const theirs = other.annotations;
    const merged = new Map([...theirs, ...own]);
    for (const name of bookAnnotations) {
      const value = theirs.get(name);
      if (value === undefined) merged.delete(name);
      else merged.set(name, value);
    }
    if (!own.has(Book.needsHashSuffix)) merged.delete(Book.needsHashSuffix);
    this.annotations = merged;
    this.name = other.name;
    this.namespace = other.namespace;
    this.refVarNames.splice(0, this.refVarNames.length, ...other.refVarNames);
  }

  copy(): Resource {
    const copy = new Resource(copyNode(this.node));
    copy.refVarNames.push(...this.refVarNames);
    copy.source = this.source;
    copy.steps.push(...this.steps);
    return copy;
  }

  toYaml(): string {
    return printValue(objectValue(this.node));
  }
}

function metaField(root: Node, field: string): Node | undefined {
  const meta = metadataOf(root);
  if (meta === undefined) return undefined;
  const index = keyIndex(meta, field);
  return index < 0 ? undefined : meta.content[index + 1];
}

/** Makes a boolean scalar `true`. */
export function trueNode(): Node {
  const node = scalar('true');
  node.tag = Tag.bool;
  return node;
}
