import type { Context } from '../../context';
import type { ApiObject, WatchEvent } from '../../interface';
import { controllerOf } from './owners';

export interface CacheEvent {
  type: WatchEvent['type'];
  object: ApiObject;
  /** As it was before, when it was known. */
  old: ApiObject | undefined;
}

/** The key of an object in a cache and in a queue: `namespace/name`, or `/name` outside of namespaces. */
export const keyOf = (object: ApiObject): string => keyFor(object.metadata.namespace, object.metadata.name);
export const keyFor = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

type Index = Map<string, Map<string, ApiObject>>;

/**
 * All objects of one kind as the watch told of them, found by name, namespace, owner or label without looking at the others.
 * Everything is kept in the order in which it arrived, so that nothing depends on the letters of a uid.
 */
export class ObjectCache {
  private readonly objects = new Map<string, ApiObject>();
  private readonly namespaces: Index = new Map();
  private readonly owners: Index = new Map();
  private readonly labels: Index = new Map();
  private readonly listeners: ((event: CacheEvent) => void)[] = [];

  constructor(context: Context, apiVersion: string, kind: string) {
    const listed = context.api.list({ apiVersion, kind });
    if (listed.ok) for (const object of listed.value.items) this.put(object);
    context.api.watch({ apiVersion, kind }, (event) => this.take(event));
  }

  get(key: string): ApiObject | undefined {
    return this.objects.get(key);
  }

  all(): ApiObject[] {
    return [...this.objects.values()];
  }

  get size(): number {
    return this.objects.size;
  }

  inNamespace(namespace: string | undefined): ApiObject[] {
    return found(this.namespaces, namespace ?? '');
  }

  /** Those whose controller has this uid. */
  ownedBy(uid: string): ApiObject[] {
    return found(this.owners, uid);
  }

  /** Those of a namespace that hold all these labels; without labels, all of the namespace. */
  labelled(namespace: string | undefined, labels: { readonly [key: string]: string }): ApiObject[] {
    const pairs = Object.entries(labels).map(([key, value]) =>
      this.labels.get(labelKey(namespace, key, value)),
    );
    const [first, ...rest] = pairs.sort((a, b) => (a?.size ?? 0) - (b?.size ?? 0));
    if (!pairs.length) return this.inNamespace(namespace);
    if (!first) return [];
    return [...first].filter(([key]) => rest.every((pair) => pair?.has(key))).map(([, object]) => object);
  }

  /** Tells of each object that is there already, and of each change from now on. */
  each(tell: (event: CacheEvent) => void): void {
    for (const object of this.all()) tell({ type: 'ADDED', object, old: undefined });
    this.listeners.push(tell);
  }

  private take({ type, object }: WatchEvent): void {
    const old = this.objects.get(keyOf(object));
    if (type === 'DELETED') this.drop(old);
    else this.put(object);
    for (const tell of this.listeners) tell({ type, object, old });
  }

  private put(object: ApiObject): void {
    const key = keyOf(object);
    const old = this.objects.get(key);
    this.objects.set(key, object);
    const before = old ? places(old) : [];
    const now = places(object);
    for (const [which, place] of before)
      if (!now.some(([other, same]) => other === which && same === place)) leave(this[which], place, key);
    for (const [which, place] of now) enter(this[which], place, key, object);
  }

  private drop(object: ApiObject | undefined): void {
    if (!object) return;
    this.objects.delete(keyOf(object));
    for (const [which, place] of places(object)) leave(this[which], place, keyOf(object));
  }
}

const labelKey = (namespace: string | undefined, key: string, value: string): string =>
  `${namespace ?? ''}/${key}=${value}`;

/** Where an object stands in the indexes. */
function places(object: ApiObject): ['namespaces' | 'owners' | 'labels', string][] {
  const { namespace, labels } = object.metadata;
  const owner = controllerOf(object);
  return [
    ['namespaces', namespace ?? ''],
    ...(owner ? [['owners', owner.uid] satisfies ['owners', string]] : []),
    ...Object.entries(labels ?? {}).map(
      ([key, value]) => ['labels', labelKey(namespace, key, value)] satisfies ['labels', string],
    ),
  ];
}

function found(index: Index, place: string): ApiObject[] {
  return [...(index.get(place)?.values() ?? [])];
}

function enter(index: Index, place: string, key: string, object: ApiObject): void {
  const there = index.get(place);
  if (there) there.set(key, object);
  else index.set(place, new Map([[key, object]]));
}

function leave(index: Index, place: string, key: string): void {
  const there = index.get(place);
  there?.delete(key);
  if (there?.size === 0) index.delete(place);
}
