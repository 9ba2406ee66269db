import { stamp } from '@/lib/cluster/controllers/shared/clock';
import type { ApiObject, JsonMap } from '@/lib/cluster/interface';
import { at, mapsAt, textAt } from '@/lib/cluster/object';
import { granted, type testContext } from '../support';

type Cluster = ReturnType<typeof testContext>;

/** What becomes of the main container: `run` stays, a number is its exit code after a second. */
export type Behaviour = 'run' | 'unready' | number;

/**
 * Marks Pods as a kubelet would, a second after they appear, by what `behave` says of each. Answers how many it has seen.
 * Pods that are being deleted are gone after two seconds.
 */
export function fakeKubelet(
  cluster: Cluster,
  behave: (pod: ApiObject, nth: number) => Behaviour = () => 'run',
) {
  let seen = 0;
  let deleted = 0;
  const { api, time } = cluster;
  const current = (pod: ApiObject): ApiObject | undefined => {
    const answer = api.get(refOf(pod));
    return answer.ok && answer.value.metadata.uid === pod.metadata.uid ? answer.value : undefined;
  };
  const setStatus = (pod: ApiObject, status: JsonMap): void => {
    const now = current(pod);
    if (!now) return;
    granted(
      api.update(
        { ...now, status: { ...now.status, ...status } },
        { subresource: 'status', manager: 'kubelet' },
      ),
    );
  };
  const start = (pod: ApiObject): void => {
    const behaviour = behave(pod, ++seen);
    const names = mapsAt(pod.spec, 'containers').map((container) => textAt(container, 'name') ?? '');
    const conditions = [ready(behaviour === 'run', time.now())];
    const containerStatuses = names.map((name) => ({
      name,
      ready: behaviour === 'run',
      restartCount: 0,
      image: '',
      imageID: '',
      state: { running: { startedAt: stamp(time.now()) } },
    }));
    setStatus(pod, {
      phase: 'Running',
      podIP: `10.0.0.${seen % 250}`,
      startTime: stamp(time.now()),
      conditions,
      containerStatuses,
    });
    if (typeof behaviour === 'number') time.after(1000, () => finish(pod, behaviour));
  };
  const finish = (pod: ApiObject, exitCode: number): void => {
    const now = current(pod);
    if (!now) return;
    const finishedAt = stamp(time.now());
    const containerStatuses = mapsAt(now.status, 'containerStatuses').map((status) => ({
      ...status,
      ready: false,
      state: { terminated: { exitCode, startedAt: finishedAt, finishedAt } },
    }));
    setStatus(pod, {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      conditions: [ready(false, time.now())],
      containerStatuses,
    });
  };
  api.watch({ apiVersion: 'v1', kind: 'Pod' }, ({ type, object }) => {
    if (type === 'ADDED')
      time.after(
        1000,
        () => current(object) && !current(object)?.metadata.deletionTimestamp && start(object),
      );
    if (type === 'MODIFIED' && object.metadata.deletionTimestamp && !gone.has(object.metadata.uid)) {
      gone.add(object.metadata.uid);
      time.after(2000, () => {
        if (current(object)) {
          deleted++;
          setStatus(object, {
            phase: at(current(object)?.status, 'phase') === 'Succeeded' ? 'Succeeded' : 'Failed',
          });
          api.delete(refOf(object), { gracePeriodSeconds: 0, manager: 'kubelet' });
        }
      });
    }
  });
  const gone = new Set<string>();
  return { seen: () => seen, deleted: () => deleted };
}

const ready = (is: boolean, now: number): JsonMap => ({
  type: 'Ready',
  status: is ? 'True' : 'False',
  lastTransitionTime: stamp(now),
});

const refOf = ({ apiVersion, kind, metadata: { namespace, name } }: ApiObject) => ({
  apiVersion,
  kind,
  namespace,
  name,
});

/** The Events about an object, oldest first: `Normal SuccessfulCreate Created pod: x`. */
export function eventsOf(cluster: Cluster, kind: string, name: string): string[] {
  const { items } = granted(cluster.api.list({ apiVersion: 'v1', kind: 'Event', namespace: 'default' }));
  return items
    .filter(
      (event) =>
        textAt(event, 'involvedObject', 'kind') === kind && textAt(event, 'involvedObject', 'name') === name,
    )
    .map((event) => `${textAt(event, 'type')} ${textAt(event, 'reason')} ${textAt(event, 'message')}`);
}

/** The Pods of namespace default, by name. */
export const podsOf = (cluster: Cluster): ApiObject[] =>
  granted(cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'default' })).items;

/** The conditions of an object: `Complete=True CompletionsReached: Reached ...`. */
export const conditionsOf = (object: ApiObject): string[] =>
  mapsAt(object.status, 'conditions').map(
    ({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`,
  );

/** An object of namespace default as it is now. */
export const current = (cluster: Cluster, apiVersion: string, kind: string, name: string): ApiObject =>
  granted(cluster.api.get({ apiVersion, kind, namespace: 'default', name }));
