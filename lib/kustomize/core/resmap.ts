import { Failure } from '../failure';
import type { Schemas } from '../merge/open-api';
import { toJson } from '../yaml';
import { originAnnotation } from './annotations';
import { mergeData } from './data';
import { type Id, idGoSyntax, idKey, idText, sameId } from './id';
import { objectValue } from './object-value';
import type { Resource } from './resource';

/** The objects of a build, in order, no two with the same id. As api/resmap.resWrangler. */
export class ResMap {
  constructor(readonly schemas: Schemas) {}

  private list: Resource[] = [];
  /** Present ids; undefined when transformers may have changed some. */
  private index: Map<string, Resource> | undefined = new Map();

  get resources(): readonly Resource[] {
    return this.list;
  }

  /** To be called after objects of this map were changed. */
  changed(): void {
    this.index = undefined;
  }

  private ids(): Map<string, Resource> {
    this.index ??= new Map(this.list.map((resource) => [idKey(resource.id), resource]));
    return this.index;
  }

  append(resource: Resource): void {
    const ids = this.ids();
    const key = idKey(resource.id);
    this.schemas.meet(resource.id);
    if (ids.has(key)) {
      throw new Failure(`may not add resource with an already registered id: ${idText(resource.id)}`);
    }
    ids.set(key, resource);
    this.list.push(resource);
  }

  appendAll(resources: readonly Resource[]): void {
    for (const resource of resources) this.append(resource);
  }

  replaceAll(resources: readonly Resource[]): void {
    this.list = [];
    this.index = new Map();
    this.appendAll(resources);
  }

  dropEmpty(): void {
    if (!this.list.some((resource) => resource.isEmpty)) return;
    this.list = this.list.filter((resource) => !resource.isEmpty);
    this.index = undefined;
  }

  remove(keep: (resource: Resource) => boolean): void {
    this.list = this.list.filter(keep);
    this.index = undefined;
  }

  /** All whose present or any former id matches. */
  matchingAnyId(matches: (id: Id) => boolean): Resource[] {
    return this.list.filter((resource) => resource.previousIds.some(matches) || matches(resource.id));
  }

  /** The one object with this id, present or former. As GetById. */
  byId(id: Id): Resource {
    const [found, second] = this.matchingAnyId((other) => sameId(id, other));
    const text = idText(id);
    if (second !== undefined) {
      throw new Failure(`multiple matches for Id ${text}; failed to find unique target for patch ${text}`);
    }
    if (found === undefined) {
      throw new Failure(`no matches for Id ${text}; failed to find unique target for patch ${text}`);
    }
    return found;
  }

  /**
   * Adds a generated object, or merges it into the one it means. As appendReplaceOrMerge.
   *
   * @returns whether there was such a one.
   */
  absorb(resource: Resource): boolean {
    const { id, behavior } = resource;
    this.schemas.meet(id);
    const matches = this.matchingAnyId((other) => sameId(id, other));
    const [old] = matches;
    if (old === undefined) {
      if (behavior === 'merge' || behavior === 'replace') {
        throw new Failure(`id ${idGoSyntax(id)} does not exist; cannot merge or replace`);
      }
      this.append(resource);
      return false;
    }
    if (matches.length > 1) {
      const found = matches.map((match) => toJson(objectValue(match.node))).join(' ');
      throw new Failure(`found multiple objects [${found}] that could accept merge of ${idText(id)}`);
    }
    if (behavior !== 'merge' && behavior !== 'replace') {
      throw new Failure(`id ${idGoSyntax(id)} exists; behavior must be merge or replace`);
    }
    resource.mergeMetadataFrom(old);
    if (behavior === 'merge') {
      mergeData(resource, old);
      const origin = old.annotation(originAnnotation);
      if (origin !== undefined) resource.annotations = resource.annotations.set(originAnnotation, origin);
      resource.source = old.source;
    }
    resource.steps.unshift(...old.steps);
    this.list[this.list.indexOf(old)] = resource;
    this.index = undefined;
    return true;
  }
}
