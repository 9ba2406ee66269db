import type { ApiObject, JsonMap, KubeApi } from '../../interface';
import { numberAt, textAt } from '../../object';
import { uuid } from '../../time/random';
import type { Kind } from '../kinds';
import { commit, expunge, type Machine, stamp } from '../machine';
import { Correlator } from './correlator';

/** As kube-apiserver's --event-ttl. */
const TTL_MS = 3_600_000;
const SWEEP_MS = 600_000;

type Told = Parameters<KubeApi['recordEvent']>[0];

/** Writes Events as client-go's recorder does: repetitions are counted, floods are cut, and after an hour they are gone. */
export class Recorder {
  private readonly correlator = new Correlator();
  private sweeping = false;
  private lastName = 0n;

  constructor(private readonly machine: Machine) {}

  record(told: Told): void {
    const { machine } = this;
    const kind = machine.kinds.find('v1', 'Event');
    if (!kind) return;
    const { about, type, reason, component } = told;
    const { uid, namespace = 'default', name } = about.metadata;
    const now = machine.time.now();
    const correlated = this.correlator.correlate(
      {
        source: component,
        about: `${about.kind}/${namespace}/${name}/${uid}`,
        type,
        reason,
        message: told.message,
      },
      now,
    );
    if (!correlated) return;
    // As the recorder: what is longer is cut. validation of events allows 1024 bytes.
    const message = correlated.message.slice(0, 1024);
    const known = this.correlator.nameOf(correlated.key);
    const old = known === undefined ? undefined : machine.store.get(kind, namespace, known);
    const deed = { actor: component, what: 'event' };
    if (old) commit(machine, kind, repeated(old, message, stamp(machine.time)), deed);
    else {
      const event = this.fresh(told, message, namespace);
      this.correlator.remember(correlated.key, textAt(event, 'metadata', 'name') ?? '');
      commit(machine, kind, event, deed);
    }
    machine.log.write({
      actor: component,
      object: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        ...(about.metadata.namespace === undefined ? {} : { namespace }),
        name,
      },
      what: reason,
      why: message,
    });
    if (!this.sweeping) this.sweepLater(kind);
  }

  private fresh({ about, type, reason, component }: Told, message: string, namespace: string): JsonMap {
    const time = stamp(this.machine.time);
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: this.nameFor(about),
        namespace,
        uid: uuid(this.machine.random),
        creationTimestamp: time,
      },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name: about.metadata.name,
        ...(about.metadata.namespace === undefined ? {} : { namespace: about.metadata.namespace }),
        uid: about.metadata.uid,
        resourceVersion: about.metadata.resourceVersion,
      },
      reason,
      message,
      source: { component },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
      type,
      reportingComponent: component,
      reportingInstance: '',
    };
  }

  /** As client-go/tools/record/event.go, makeEvent: the object's name and the nanoseconds. Those of one instant still differ. */
  private nameFor(about: ApiObject): string {
    const now = BigInt(this.machine.time.now()) * 1_000_000n;
    this.lastName = now > this.lastName ? now : this.lastName + 1n;
    return `${about.metadata.name}.${this.lastName.toString(16)}`;
  }

  private sweepLater(kind: Kind): void {
    this.sweeping = true;
    this.machine.time.after(SWEEP_MS, () => {
      this.sweeping = false;
      const events = this.machine.store.list(kind, undefined);
      const before = this.machine.time.now() - TTL_MS;
      let left = events.length;
      for (const event of events)
        if (Date.parse(textAt(event, 'lastTimestamp') ?? event.metadata.creationTimestamp) <= before) {
          expunge(this.machine, kind, event, { actor: 'etcd', what: 'expired' });
          left--;
        }
      if (left > 0) this.sweepLater(kind);
    });
  }
}

function repeated(old: ApiObject, message: string, time: string): JsonMap {
  return { ...old, message, count: (numberAt(old, 'count') ?? 0) + 1, lastTimestamp: time };
}
