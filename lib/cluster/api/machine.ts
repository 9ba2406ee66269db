import type { ApiObject, ClusterLog, JsonMap, ObjectRef, SimTime } from '../interface';
import { freeze, isApiObject, mapAt } from '../object';
import type { Kind, Kinds } from './kinds';
import type { Store } from './store';
import type { Watchers } from './watchers';

/** What every verb of the server works on. */
export interface Machine {
  kinds: Kinds;
  store: Store;
  watchers: Watchers;
  time: SimTime;
  log: ClusterLog;
  /** In [0, 1), for uids and generated names. */
  random: () => number;
  fault: (message: string) => void;
}

/** Who did what, and why: for the log. */
export interface Deed {
  actor: string;
  what: string;
  why?: string;
}

/** The simulated time as the API writes it: RFC 3339 with seconds. */
export function stamp(time: { now(): number }): string {
  return `${new Date(time.now()).toISOString().slice(0, 19)}Z`;
}

/** Which object it is. */
export function refOf(object: ApiObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
}

/** Stores an object under the next resourceVersion, tells the watchers and writes the log. The object is frozen. */
export function commit(machine: Machine, kind: Kind, object: JsonMap, deed: Deed): ApiObject {
  const versioned: JsonMap = {
    ...object,
    metadata: { ...mapAt(object, 'metadata'), resourceVersion: machine.store.nextVersion() },
  };
  if (!isApiObject(versioned)) throw new Error(`not an object of the API: ${kind.kind}`);
  const stored = freeze(versioned);
  const { namespace = '', name } = stored.metadata;
  const existed = machine.store.get(kind, namespace, name) !== undefined;
  machine.store.put(kind, stored);
  machine.watchers.notify({ type: existed ? 'MODIFIED' : 'ADDED', object: stored });
  note(machine, stored, deed);
  return stored;
}

/** Takes an object out of the store; what is told carries the resourceVersion of the deletion. */
export function expunge(machine: Machine, kind: Kind, object: ApiObject, deed: Deed): ApiObject {
  machine.store.remove(kind, object);
  const gone = freeze({
    ...object,
    metadata: { ...object.metadata, resourceVersion: machine.store.nextVersion() },
  });
  machine.watchers.notify({ type: 'DELETED', object: gone });
  note(machine, gone, deed);
  return gone;
}

function note(machine: Machine, object: ApiObject, { actor, what, why }: Deed): void {
  // An Event is itself a note; the log would say everything twice.
  if (object.kind === 'Event') return;
  machine.log.write({ actor, object: refOf(object), what, ...(why === undefined ? {} : { why }) });
}
