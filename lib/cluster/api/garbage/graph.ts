import type { ApiObject, ObjectRef } from '../../interface';
import { refOf } from '../machine';

export interface Node {
  ref: ObjectRef;
  uid: string;
  owners: NonNullable<ApiObject['metadata']['ownerReferences']>;
  finalizers: string[];
  deleting: boolean;
}

/** Who owns whom, by uid, of all objects. As pkg/controller/garbagecollector/graph_builder.go. */
export class Graph {
  private readonly nodes = new Map<string, Node>();
  private readonly dependents = new Map<string, Set<string>>();

  node(uid: string): Node | undefined {
    return this.nodes.get(uid);
  }

  /** The objects that name this one as an owner, in the order in which they came. */
  dependentsOf(uid: string): Node[] {
    return [...(this.dependents.get(uid) ?? [])].flatMap((dependent) => this.nodes.get(dependent) ?? []);
  }

  put(object: ApiObject): { node: Node; before: Node | undefined } {
    const { uid, ownerReferences = [], finalizers = [], deletionTimestamp } = object.metadata;
    const before = this.nodes.get(uid);
    const node = {
      ref: refOf(object),
      uid,
      owners: ownerReferences,
      finalizers,
      deleting: deletionTimestamp !== undefined,
    };
    this.nodes.set(uid, node);
    if (before?.owners !== ownerReferences) {
      for (const owner of before?.owners ?? []) this.unlink(owner.uid, uid);
      for (const owner of ownerReferences) this.link(owner.uid, uid);
    }
    return { node, before };
  }

  remove(uid: string): Node | undefined {
    const node = this.nodes.get(uid);
    this.nodes.delete(uid);
    for (const owner of node?.owners ?? []) this.unlink(owner.uid, uid);
    return node;
  }

  private link(owner: string, dependent: string): void {
    const known = this.dependents.get(owner);
    if (known) known.add(dependent);
    else this.dependents.set(owner, new Set([dependent]));
  }

  private unlink(owner: string, dependent: string): void {
    const known = this.dependents.get(owner);
    known?.delete(dependent);
    if (known?.size === 0) this.dependents.delete(owner);
  }
}
