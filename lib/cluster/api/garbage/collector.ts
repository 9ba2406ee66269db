import type { ApiObject, Propagation, WatchEvent } from '../../interface';
import type { Machine } from '../machine';
import { FOREGROUND, ORPHAN, remove } from '../verbs/delete';
import { patch } from '../verbs/patch';
import { get } from '../verbs/read';
import { Graph, type Node } from './graph';

const MANAGER = 'garbage-collector';
/** What the collector's queues take on a quiet cluster. */
const DELAY_MS = 20;

/** Deletes what nobody owns any more, for every kind. As pkg/controller/garbagecollector/garbagecollector.go. */
export class GarbageCollector {
  private readonly graph = new Graph();
  private readonly queued = new Set<string>();

  constructor(private readonly machine: Machine) {}

  start(): void {
    this.machine.watchers.add({}, (event) => this.see(event));
  }

  private see({ type, object }: WatchEvent): void {
    if (object.kind === 'Event') return;
    if (type === 'DELETED') this.gone(object);
    else this.changed(object);
  }

  private changed(object: ApiObject): void {
    const { node, before } = this.graph.put(object);
    if (node.owners.length && before?.owners !== node.owners) this.enqueue(node.uid);
    if (!node.deleting) return;
    if (
      node.finalizers.includes(FOREGROUND) &&
      !(before?.deleting && before.finalizers.includes(FOREGROUND))
    ) {
      for (const dependent of this.graph.dependentsOf(node.uid)) this.enqueue(dependent.uid);
      this.enqueue(node.uid);
    }
    if (node.finalizers.includes(ORPHAN)) this.enqueue(node.uid);
  }

  private gone(object: ApiObject): void {
    const { uid } = object.metadata;
    const node = this.graph.remove(uid);
    for (const dependent of this.graph.dependentsOf(uid)) this.enqueue(dependent.uid);
    for (const owner of node?.owners ?? []) {
      const above = this.graph.node(owner.uid);
      if (above && waiting(above)) this.enqueue(above.uid);
    }
  }

  private enqueue(uid: string): void {
    if (this.queued.has(uid)) return;
    this.queued.add(uid);
    this.machine.time.after(DELAY_MS, () => {
      this.queued.delete(uid);
      const node = this.graph.node(uid);
      if (node) this.attempt(node);
    });
  }

  /** As attemptToDeleteItem. */
  private attempt(node: Node): void {
    if (node.deleting && node.finalizers.includes(ORPHAN)) this.orphan(node);
    else if (waiting(node)) this.releaseWhenAlone(node);
    else if (!node.deleting && node.owners.length) this.judge(node);
  }

  private judge(node: Node): void {
    const dangling: Node['owners'] = [];
    const held: Node['owners'] = [];
    let solid = 0;
    for (const owner of node.owners) {
      const above = this.ownerOf(node, owner.uid);
      if (!above) dangling.push(owner);
      else if (waiting(above)) held.push(owner);
      else solid++;
    }
    if (solid) {
      if (dangling.length + held.length)
        this.drop(node, new Set([...dangling, ...held].map(({ uid }) => uid)));
      return;
    }
    const [owner] = [...held, ...dangling];
    const why = `its owner ${owner?.kind} ${owner?.name} is ${held.length ? 'being deleted' : 'gone'}`;
    const foreground = held.length > 0 && this.graph.dependentsOf(node.uid).length > 0;
    this.delete(node, foreground ? 'Foreground' : policyOf(node), why);
  }

  /** An owner in another namespace is no owner: as the collector treats it, it is absent. */
  private ownerOf(node: Node, uid: string): Node | undefined {
    const owner = this.graph.node(uid);
    const inReach = owner?.ref.namespace === undefined || owner.ref.namespace === node.ref.namespace;
    return inReach ? owner : undefined;
  }

  /** As processDeletingDependentsItem: the owner goes when nothing that blocks it is left. */
  private releaseWhenAlone(node: Node): void {
    const blocking = this.graph
      .dependentsOf(node.uid)
      .filter((dependent) =>
        dependent.owners.some((owner) => owner.uid === node.uid && owner.blockOwnerDeletion === true),
      );
    if (!blocking.length) this.dropFinalizer(node, FOREGROUND);
    else for (const dependent of blocking) if (!dependent.deleting) this.enqueue(dependent.uid);
  }

  /** As orphanDependents: the dependents forget their owner, and then it goes. */
  private orphan(node: Node): void {
    for (const dependent of this.graph.dependentsOf(node.uid)) this.drop(dependent, new Set([node.uid]));
    this.dropFinalizer(node, ORPHAN);
  }

  private drop(node: Node, owners: ReadonlySet<string>): void {
    const found = get(this.machine, node.ref);
    if (!found.ok || found.value.metadata.uid !== node.uid) return;
    const left = found.value.metadata.ownerReferences?.filter(({ uid }) => !owners.has(uid)) ?? [];
    this.write(node, { ownerReferences: left.length ? left : null }, 'the owner is gone');
  }

  private dropFinalizer(node: Node, finalizer: string): void {
    const found = get(this.machine, node.ref);
    if (!found.ok || found.value.metadata.uid !== node.uid) return;
    const left = found.value.metadata.finalizers?.filter((other) => other !== finalizer) ?? [];
    this.write(node, { finalizers: left.length ? left : null }, `${finalizer} is done`);
  }

  private write(node: Node, metadata: Parameters<typeof patch>[3], why: string): void {
    patch(this.machine, node.ref, 'merge', { metadata }, { manager: MANAGER, why });
  }

  private delete(node: Node, propagation: Propagation, why: string): void {
    remove(this.machine, node.ref, { propagation, preconditions: { uid: node.uid }, manager: MANAGER, why });
  }
}

/** Whether an owner waits for its dependents to be deleted. */
function waiting(node: Node): boolean {
  return node.deleting && node.finalizers.includes(FOREGROUND);
}

/** What its own finalizers ask for. */
function policyOf(node: Node): Propagation {
  if (node.finalizers.includes(ORPHAN)) return 'Orphan';
  return node.finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background';
}
