import type { Context } from '../context';
import type { Images } from '../images';
import type { Answer, ApiObject, LogLine, PodRuntime } from '../interface';
import type { Network } from '../network';
import { isPod, isPodTerminal, type Pod } from '../types/pod';
import { execError } from './handlers';
import { chooseContainer, noContainer, noPod, refuse, waitingToStart } from './refusals';
import type { ContainerRunner } from './runner';
import type { Surroundings } from './surroundings';
import { PodWorker } from './worker';

/**
 * Runs the Pods that are bound to a node, whichever node it is.
 *
 * @returns logs and exec, with the refusals of the API server and the kubelet
 */
export function startKubelet(
  context: Context,
  { images, network }: { images: Images; network: Network },
): PodRuntime {
  const { api } = context;
  const workers = new Map<string, PodWorker>();
  const find = (kind: string) => (namespace: string, name: string) => {
    const found = api.get({ apiVersion: 'v1', kind, namespace, name });
    return found.ok ? found.value : undefined;
  };
  const around: Surroundings = {
    context,
    images,
    network,
    pulled: new Set(),
    claims: new Map(),
    record: (pod, type, reason, message) =>
      api.recordEvent({ about: { ...pod }, type, reason, message, component: 'kubelet' }),
    configMap: find('ConfigMap'),
    secret: find('Secret'),
  };

  const see = (object: ApiObject, gone: boolean) => {
    if (!isPod(object)) return;
    const { uid } = object.metadata;
    const worker = workers.get(uid);
    if (gone) {
      worker?.destroy();
      workers.delete(uid);
    } else if (worker) worker.changed(object);
    else if (object.spec.nodeName && !isPodTerminal(object)) {
      const fresh = new PodWorker(around, object);
      workers.set(uid, fresh);
      fresh.start();
      if (object.metadata.deletionTimestamp) fresh.changed(object);
    }
  };
  api.watch({ apiVersion: 'v1', kind: 'Pod' }, ({ type, object }) => see(object, type === 'DELETED'));
  const listed = api.list({ apiVersion: 'v1', kind: 'Pod' });
  if (listed.ok) for (const object of listed.value.items) see(object, false);

  const podOf = ({ namespace, name }: { namespace: string; name: string }): Pod | undefined => {
    const found = api.get({ apiVersion: 'v1', kind: 'Pod', namespace, name });
    return found.ok && isPod(found.value) ? found.value : undefined;
  };

  type Chosen = { ok: true; pod: Pod; name: string; runner: ContainerRunner | undefined } | Refused;
  const choose = (ref: { namespace: string; name: string }, asked: string | undefined): Chosen => {
    const pod = podOf(ref);
    if (!pod) return noPod(ref.name);
    const name = chooseContainer(pod, asked);
    if (name === undefined) return noContainer(pod, asked);
    return { ok: true, pod, name, runner: workers.get(pod.metadata.uid)?.runner(name) };
  };

  return {
    logs: (ref, options = {}) => {
      const chosen = choose(ref, options.container);
      if (!chosen.ok) return chosen;
      const { pod, name, runner } = chosen;
      if (options.previous) {
        if (!runner?.previousLog) {
          return refuse(
            400,
            `previous terminated container "${name}" in pod "${pod.metadata.name}" not found`,
          );
        }
        return { ok: true, value: pick(runner.previousLog.all(), options), warnings: [] };
      }
      if (!runner?.log) return waitingToStart(pod, name, runner?.state);
      return { ok: true, value: pick(runner.log.all(), options), warnings: [] };
    },

    follow: (ref, container, tell) => {
      const chosen = choose(ref, container);
      return (chosen.ok && chosen.runner?.log?.follow(tell)) || (() => {});
    },

    exec: (ref, container, argv, options = {}) =>
      new Promise((resolve) => {
        const chosen = choose(ref, container);
        if (!chosen.ok) return resolve(chosen);
        const { pod, name, runner } = chosen;
        if (isPodTerminal(pod)) {
          const message = `cannot exec into a container in a completed pod; current phase is ${pod.status?.phase}`;
          return resolve(refuse(400, message));
        }
        const running = runner?.running;
        if (!running?.init.alive) {
          return resolve(refuse(500, `unable to upgrade connection: container not found ("${name}")`));
        }
        const process = running.exec(
          argv,
          (result) => {
            if ('why' in result) {
              resolve(refuse(500, `Internal error occurred: ${execError(result.why)}`));
            } else {
              const { exitCode, stdout, stderr } = result;
              resolve({ ok: true, value: { exitCode, stdout, stderr }, warnings: [] });
            }
          },
          options.stdin,
        );
        options.signal?.addEventListener('abort', () => process.signal('KILL'), { once: true });
      }),
  };
}

type Refused = Extract<Answer<never>, { ok: false }>;

function pick(lines: readonly LogLine[], { since, tail }: { since?: number; tail?: number }): LogLine[] {
  const recent = since === undefined ? [...lines] : lines.filter(({ time }) => time >= since);
  return tail === undefined ? recent : tail === 0 ? [] : recent.slice(-tail);
}
