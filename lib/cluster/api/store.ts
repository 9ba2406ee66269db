import type { ApiObject } from '../interface';
import type { Kind } from './kinds';

interface Shelf {
  objects: Map<string, ApiObject>;
  /** In order; undefined when a name came or went. */
  names: string[] | undefined;
}

/** How many objects of one kind the lab keeps: a thousand Pods and their like, with room. */
const MOST_OF_A_KIND = 1500;

/** Where objects are kept: by kind, namespace and name, in the order of etcd's keys. */
export class Store {
  private readonly kinds = new Map<string, Map<string, Shelf>>();
  private readonly counts = new Map<string, number>();
  private version = 0;

  /** The last resourceVersion that was given out. */
  get resourceVersion(): number {
    return this.version;
  }

  nextVersion(): string {
    return String(++this.version);
  }

  get(kind: Kind, namespace: string, name: string): ApiObject | undefined {
    return this.shelves(kind).get(namespace)?.objects.get(name);
  }

  put(kind: Kind, object: ApiObject): void {
    const shelves = this.shelves(kind);
    const namespace = object.metadata.namespace ?? '';
    const shelf: Shelf = shelves.get(namespace) ?? { objects: new Map(), names: undefined };
    shelves.set(namespace, shelf);
    if (!shelf.objects.has(object.metadata.name)) {
      shelf.names = undefined;
      this.count(kind, 1);
    }
    shelf.objects.set(object.metadata.name, object);
  }

  remove(kind: Kind, object: ApiObject): void {
    const shelves = this.shelves(kind);
    const namespace = object.metadata.namespace ?? '';
    const shelf = shelves.get(namespace);
    if (!shelf?.objects.delete(object.metadata.name)) return;
    this.count(kind, -1);
    shelf.names = undefined;
    if (!shelf.objects.size) shelves.delete(namespace);
  }

  /** The objects of a kind in one namespace, or in all (undefined), sorted by namespace and name. */
  list(kind: Kind, namespace: string | undefined): ApiObject[] {
    const shelves = this.shelves(kind);
    if (namespace !== undefined) return sorted(shelves.get(namespace));
    return [...shelves.keys()].sort().flatMap((name) => sorted(shelves.get(name)));
  }

  /** Whether no more objects of this kind are taken. */
  isFull(kind: Kind): boolean {
    return (this.counts.get(keyOf(kind)) ?? 0) >= MOST_OF_A_KIND;
  }

  private count(kind: Kind, change: number): void {
    this.counts.set(keyOf(kind), (this.counts.get(keyOf(kind)) ?? 0) + change);
  }

  private shelves(kind: Kind): Map<string, Shelf> {
    const key = keyOf(kind);
    const known = this.kinds.get(key);
    if (known) return known;
    const shelves = new Map<string, Shelf>();
    this.kinds.set(key, shelves);
    return shelves;
  }
}

const keyOf = (kind: Kind) => `${kind.group}/${kind.kind}`;

function sorted(shelf: Shelf | undefined): ApiObject[] {
  if (!shelf) return [];
  shelf.names ??= [...shelf.objects.keys()].sort();
  return shelf.names.flatMap((name) => shelf.objects.get(name) ?? []);
}
