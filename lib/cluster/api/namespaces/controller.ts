import type { ApiObject, JsonMap, WatchEvent } from '../../interface';
import { equal, mapAt, mapsAt, textsAt } from '../../object';
import { resourceText } from '../errors';
import type { Kind } from '../kinds';
import { commit, expunge, type Machine, stamp } from '../machine';
import { remove } from '../verbs/delete';

const MANAGER = 'namespace-controller';
/** As pkg/controller/namespace/namespace_controller.go, namespaceDeletionGracePeriod. */
const GRACE_MS = 5000;
const AGAIN_MS = 1000;

interface Left {
  kind: Kind;
  objects: ApiObject[];
}

/** Empties namespaces that are deleted. As pkg/controller/namespace/deletion. */
export class NamespaceController {
  private readonly pending = new Set<string>();

  constructor(private readonly machine: Machine) {}

  start(): void {
    this.machine.watchers.add({ apiVersion: 'v1', kind: 'Namespace' }, (event) => this.see(event));
  }

  private see({ type, object }: WatchEvent): void {
    if (type === 'DELETED') return;
    if (object.metadata.deletionTimestamp) this.later(object.metadata.name, GRACE_MS);
  }

  private later(name: string, ms: number): void {
    if (this.pending.has(name)) return;
    this.pending.add(name);
    this.machine.time.after(ms, () => {
      this.pending.delete(name);
      this.work(name);
    });
  }

  private work(name: string): void {
    const kind = this.machine.kinds.find('v1', 'Namespace');
    const space = kind && this.machine.store.get(kind, '', name);
    if (!kind || !space?.metadata.deletionTimestamp) return;
    for (const { objects } of this.content(name))
      for (const { apiVersion, kind, metadata } of objects)
        if (!metadata.deletionTimestamp)
          remove(
            this.machine,
            { apiVersion, kind, namespace: name, name: metadata.name },
            { manager: MANAGER, propagation: 'Background', why: `namespace ${name} is being deleted` },
          );
    const left = this.content(name);
    const told = withConditions(space, left, stamp(this.machine.time));
    const next = left.length ? told : { ...told, spec: { ...mapAt(told, 'spec'), finalizers: [] } };
    if (left.length) this.later(name, AGAIN_MS);
    else if (!space.metadata.finalizers?.length) {
      expunge(this.machine, kind, space, { actor: MANAGER, what: 'deleted', why: 'nothing is left in it' });
      return;
    }
    if (!equal(next, space)) commit(this.machine, kind, next, { actor: MANAGER, what: 'status updated' });
  }

  private content(namespace: string): Left[] {
    return this.machine.kinds.all().flatMap((kind) => {
      const objects = kind.namespaced ? this.machine.store.list(kind, namespace) : [];
      return objects.length ? [{ kind, objects }] : [];
    });
  }
}

/** As pkg/controller/namespace/deletion/status_condition_utils.go. */
function withConditions(space: ApiObject, left: readonly Left[], time: string): JsonMap {
  const finalizers = new Map<string, number>();
  for (const { objects } of left)
    for (const object of objects)
      for (const finalizer of textsAt(object, 'metadata', 'finalizers'))
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
  const remaining = left
    .map(
      ({ kind, objects }) =>
        `${resourceText(kind)}${kind.group ? '' : '.'} has ${objects.length} resource instances`,
    )
    .sort()
    .join(', ');
  const held = [...finalizers]
    .map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
    .sort()
    .join(', ');
  const told: [type: string, status: boolean, reason: string, message: string][] = [
    [
      'NamespaceDeletionDiscoveryFailure',
      false,
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ],
    [
      'NamespaceDeletionGroupVersionParsingFailure',
      false,
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ],
    [
      'NamespaceDeletionContentFailure',
      false,
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ],
    left.length
      ? [
          'NamespaceContentRemaining',
          true,
          'SomeResourcesRemain',
          `Some resources are remaining: ${remaining}`,
        ]
      : ['NamespaceContentRemaining', false, 'ContentRemoved', 'All content successfully removed'],
    held
      ? [
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${held}`,
        ]
      : [
          'NamespaceFinalizersRemaining',
          false,
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        ],
  ];
  const before = mapsAt(space, 'status', 'conditions');
  const conditions = told.map(([type, holds, reason, message]): JsonMap => {
    const status = holds ? 'True' : 'False';
    const old = before.find((condition) => condition.type === type);
    const same = old?.status === status && old.reason === reason && old.message === message;
    return same ? old : { type, status, reason, message, lastTransitionTime: time };
  });
  return { ...space, status: { ...mapAt(space, 'status'), phase: 'Terminating', conditions } };
}
