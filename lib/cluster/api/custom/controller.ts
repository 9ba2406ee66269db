import type { ApiObject, JsonMap, WatchEvent } from '../../interface';
import { equal, mapAt, mapsAt, textAt } from '../../object';
import type { Kind } from '../kinds';
import { commit, expunge, type Machine, stamp } from '../machine';
import { CLEANUP, remove } from '../verbs/delete';
import { kindOfDefinition } from './kind';

const MANAGER = 'kube-apiserver';
/** How long a new definition takes until its kind is served: discovery lags behind. */
const ESTABLISHED_MS = 200;
const AGAIN_MS = 1000;

/** Serves the kinds of CustomResourceDefinitions. As apiextensions-apiserver/pkg/controller/{status,establish,finalizer}. */
export class DefinitionController {
  constructor(private readonly machine: Machine) {}

  start(): void {
    this.machine.watchers.add(
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      (event) => this.see(event),
    );
  }

  /** Serves a definition's kind at once. */
  establish(name: string): void {
    const kind = this.kind();
    const definition = kind && this.machine.store.get(kind, '', name);
    if (!kind || !definition) return;
    const custom = kindOfDefinition(definition);
    this.machine.kinds.add(custom);
    const status = establishedStatus(definition, custom, stamp(this.machine.time));
    if (!equal(status, mapAt(definition, 'status')))
      commit(this.machine, kind, { ...definition, status }, { actor: MANAGER, what: 'status updated' });
  }

  private see({ type, object }: WatchEvent): void {
    const { name, deletionTimestamp } = object.metadata;
    if (type === 'DELETED')
      this.machine.kinds.remove(
        textAt(object, 'spec', 'group') ?? '',
        textAt(object, 'spec', 'names', 'kind') ?? '',
      );
    else if (deletionTimestamp) this.machine.time.after(AGAIN_MS, () => this.cleanUp(name));
    else if (isEstablished(object)) this.machine.kinds.add(kindOfDefinition(object));
    else this.machine.time.after(ESTABLISHED_MS, () => this.establish(name));
  }

  private kind(): Kind | undefined {
    return this.machine.kinds.find('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  }

  /** Deletes every object of the kind; the definition goes when the last one has gone. */
  private cleanUp(name: string): void {
    const kind = this.kind();
    const definition = kind && this.machine.store.get(kind, '', name);
    if (!kind || !definition?.metadata.deletionTimestamp) return;
    const custom = kindOfDefinition(definition);
    const why = `its definition ${name} is being deleted`;
    for (const { apiVersion, kind, metadata } of this.machine.store.list(custom, undefined))
      if (!metadata.deletionTimestamp)
        remove(
          this.machine,
          { apiVersion, kind, namespace: metadata.namespace, name: metadata.name },
          { manager: MANAGER, propagation: 'Background', why },
        );
    if (this.machine.store.list(custom, undefined).length) {
      this.machine.time.after(AGAIN_MS, () => this.cleanUp(name));
      return;
    }
    const left = definition.metadata.finalizers?.filter((finalizer) => finalizer !== CLEANUP) ?? [];
    const next = { ...definition, metadata: { ...definition.metadata, finalizers: left } };
    if (left.length) commit(this.machine, kind, next, { actor: MANAGER, what: 'updated' });
    else expunge(this.machine, kind, definition, { actor: MANAGER, what: 'deleted' });
  }
}

function isEstablished(definition: ApiObject): boolean {
  return mapsAt(definition, 'status', 'conditions').some(
    ({ type, status }) => type === 'Established' && status === 'True',
  );
}

function establishedStatus(definition: ApiObject, kind: Kind, time: string): JsonMap {
  const before = mapsAt(definition, 'status', 'conditions');
  const condition = (type: string, reason: string, message: string): JsonMap =>
    before.find((old) => old.type === type) ?? {
      type,
      status: 'True',
      reason,
      message,
      lastTransitionTime: time,
    };
  return {
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    acceptedNames: mapAt(definition, 'spec', 'names'),
    storedVersions: [kind.versions[0] ?? ''],
  };
}
