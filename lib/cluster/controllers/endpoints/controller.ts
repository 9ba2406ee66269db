import type { Context } from '../../context';
import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { at, copy, equal, listAt, mapAt } from '../../object';
import { isWorkPod } from '../../types/workloads';
import { type CacheEvent, keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { stamp } from '../shared/clock';
import { Hand, refOf } from '../shared/hand';
import { isReady } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';
import { holds } from '../shared/selector';
import { type Member, membersOf, selectorOf } from './members';
import { CONTROLLER, MANAGED_BY, SERVICE_NAME, slicesOf } from './slices';
import { endpointsOf } from './subsets';

/** In ms: the longest time that changes of Pods are gathered. */
const SLOWEST = 1000;
const TRIGGERED = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Keeps Endpoints and EndpointSlices of Services. As pkg/controller/endpoint and pkg/controller/endpointslice. */
export class EndpointsController {
  private readonly hand: Hand;
  private readonly services;
  private readonly pods;
  private readonly slices;
  private readonly queue: WorkQueue;
  /** How many members each Service had: the more, the longer the next look takes, as it does for real. */
  private readonly sizes = new Map<string, number>();

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'endpoint-slice-controller');
    this.services = caches.kind('v1', 'Service');
    this.pods = caches.pods;
    this.slices = caches.kind('discovery.k8s.io/v1', 'EndpointSlice');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.services.each(({ object }) => this.queue.add(keyOf(object)));
    this.pods.each((event) => this.podChanged(event));
    // A slice that somebody else changed or deleted is made anew.
    this.slices.each(({ object, type }) => type !== 'ADDED' && this.queue.add(serviceKey(object)));
  }

  private podChanged({ type, object, old }: CacheEvent): void {
    if (type === 'MODIFIED' && old && sameForServices(old, object)) return;
    for (const service of this.services.inNamespace(object.metadata.namespace)) {
      const selector = selectorOf(service);
      if (!selector) continue;
      if (holds(object.metadata.labels, selector) || (old && holds(old.metadata.labels, selector)))
        this.queue.add(keyOf(service), Math.min(SLOWEST, this.sizes.get(keyOf(service)) ?? 0));
    }
  }

  private sync(key: string): Outcome {
    const service = this.services.get(key);
    if (!service) return this.forget(key);
    const selector = selectorOf(service);
    if (!selector || service.metadata.deletionTimestamp) return 'done';
    const pods = this.pods.labelled(service.metadata.namespace, selector).filter(isWorkPod);
    const members = membersOf(service, pods);
    this.sizes.set(key, members.length);
    const why = whyOf(members);
    const done = [
      this.writeEndpoints(endpointsOf(service, members), why),
      ...this.writeSlices(service, members, why),
    ];
    return done.every(Boolean) ? 'done' : 'retry';
  }

  /** Endpoints have no owner: they go with their Service by hand. As endpoints_controller.go, syncService. */
  private forget(key: string): Outcome {
    this.sizes.delete(key);
    const [namespace, name = ''] = key.split('/');
    const there = this.hand.read({ apiVersion: 'v1', kind: 'Endpoints', namespace, name });
    return there && this.hand.delete(there, 'its Service is gone') ? 'retry' : 'done';
  }

  private writeEndpoints(wanted: Manifest & { metadata: JsonMap }, why: string): boolean {
    const { namespace, name } = wanted.metadata;
    const there = this.hand.read({
      apiVersion: 'v1',
      kind: 'Endpoints',
      namespace: typeof namespace === 'string' ? namespace : '',
      name: typeof name === 'string' ? name : '',
    });
    if (!there) return this.hand.create(this.triggered(wanted), why).ok;
    const same =
      equal(at(there, 'subsets') ?? [], wanted.subsets ?? []) &&
      equal(there.metadata.labels, mapAt(wanted.metadata, 'labels'));
    return same || this.overwrite(there, wanted, { subsets: wanted.subsets }, why);
  }

  private *writeSlices(service: ApiObject, members: readonly Member[], why: string): Generator<boolean> {
    const there = this.slices
      .labelled(service.metadata.namespace, {
        [SERVICE_NAME]: service.metadata.name,
        [MANAGED_BY]: CONTROLLER,
      })
      .map((slice) => this.hand.read(refOf(slice)))
      .filter((slice) => slice !== undefined);
    const wanted = slicesOf(service, members);
    for (const [i, slice] of wanted.entries()) {
      const before = there[i];
      if (!before) yield this.hand.create(this.triggered(slice), why).ok;
      else if (!sameSlice(before, slice))
        yield this.overwrite(before, slice, { endpoints: slice.endpoints, ports: slice.ports }, why);
    }
    for (const slice of there.slice(wanted.length)) yield this.hand.delete(slice, why) === undefined;
  }

  private overwrite(
    there: ApiObject,
    wanted: Manifest & { metadata: JsonMap },
    fields: JsonMap,
    why: string,
  ): boolean {
    const annotations = { ...there.metadata.annotations, [TRIGGERED]: stamp(this.context.time.now()) };
    const metadata = { ...there.metadata, labels: mapAt(wanted.metadata, 'labels'), annotations };
    return this.hand.update(there, copy({ ...fields, metadata }), why).ok;
  }

  private triggered(wanted: Manifest & { metadata: JsonMap }): Manifest {
    const annotations = { [TRIGGERED]: stamp(this.context.time.now()) };
    return { ...wanted, metadata: { ...wanted.metadata, annotations } };
  }
}

const serviceKey = (slice: ApiObject): string =>
  keyFor(slice.metadata.namespace, slice.metadata.labels?.[SERVICE_NAME] ?? '');

const sameSlice = (before: ApiObject, wanted: Manifest & { metadata: JsonMap }): boolean =>
  equal(listAt(before, 'endpoints'), wanted.endpoints) &&
  equal(listAt(before, 'ports'), wanted.ports) &&
  equal(before.metadata.labels, mapAt(wanted.metadata, 'labels'));

function whyOf(members: readonly Member[]): string {
  const ready = members.filter((member) => member.ready).length;
  return members.length
    ? `${ready} of ${members.length} selected Pods are ready`
    : 'no Pod matches the selector';
}

/** As k8s.io/endpointslice/util/controller_utils.go, podEndpointsChanged. */
function sameForServices(a: ApiObject, b: ApiObject): boolean {
  return (
    isWorkPod(a) &&
    isWorkPod(b) &&
    isReady(a) === isReady(b) &&
    a.status?.podIP === b.status?.podIP &&
    a.status?.phase === b.status?.phase &&
    a.spec.nodeName === b.spec.nodeName &&
    a.metadata.deletionTimestamp === b.metadata.deletionTimestamp &&
    equal(a.metadata.labels ?? {}, b.metadata.labels ?? {})
  );
}
