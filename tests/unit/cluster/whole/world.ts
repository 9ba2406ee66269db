import { type Cluster, createCluster, type JsonMap } from '@/lib/cluster';
import { mapsAt, numberAt, textAt } from '@/lib/cluster/object';
import { granted, START } from '../support';

/** A whole cluster, as the lab gets it. */
export function world(seed = 7): Cluster {
  return createCluster({ seed, startAt: START });
}

export function deployment(name: string, replicas: number, container: JsonMap = {}): JsonMap {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'nginx:1.27',
              ports: [{ containerPort: 80 }],
              readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 2 },
              ...container,
            },
          ],
        },
      },
    },
  };
}

export function service(name: string, app: string): JsonMap {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { selector: { app }, ports: [{ port: 80, targetPort: 80 }] },
  };
}

export function job(name: string, script: string, spec: JsonMap = {}): JsonMap {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'default' },
    spec: {
      backoffLimit: 1,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'smoke', image: 'curlimages/curl:8.9.1', command: ['sh', '-c', script] }],
        },
      },
      ...spec,
    },
  };
}

/** Waits until the Deployment has that many ready Pods; how many seconds it took. */
export async function ready(
  cluster: Cluster,
  name: string,
  replicas: number,
  maxMs = 120_000,
): Promise<number> {
  const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name };
  const start = cluster.time.now();
  const isReady = () => {
    const found = cluster.api.get(ref);
    return found.ok && (numberAt(found.value, 'status', 'readyReplicas') ?? 0) === replicas;
  };
  await cluster.time.advance(maxMs, { until: isReady });
  if (!isReady()) throw new Error(`${name} never had ${replicas} ready Pods`);
  return (cluster.time.now() - start) / 1000;
}

export interface Outcome {
  /** `Complete`, `Failed: BackoffLimitExceeded`. */
  end: string;
  /** Of each Pod, in order. */
  exitCodes: number[];
  /** Of the last Pod. */
  log: string[];
}

/** Runs a Job to its end. */
export async function outcome(cluster: Cluster, manifest: JsonMap): Promise<Outcome> {
  const made = granted(cluster.api.apply(manifest)).object;
  const { name } = made.metadata;
  const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name };
  const ended = () => {
    const found = cluster.api.get(ref);
    const conditions = found.ok ? mapsAt(found.value, 'status', 'conditions') : [];
    return conditions.find(({ type }) => type === 'Complete' || type === 'Failed');
  };
  await cluster.time.advance(300_000, { until: () => ended() !== undefined });
  const condition = ended();
  const pods = granted(
    cluster.api.list({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'default',
      labelSelector: `job-name=${name}`,
    }),
  ).items.sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion));
  const last = pods.at(-1);
  const logs = last ? cluster.pods.logs({ namespace: 'default', name: last.metadata.name }) : undefined;
  const reason = textAt(condition, 'type') === 'Failed' ? `: ${textAt(condition, 'reason')}` : '';
  return {
    end: `${textAt(condition, 'type') ?? 'never ended'}${reason}`,
    exitCodes: pods.map(
      (pod) => numberAt(pod, 'status', 'containerStatuses', 0, 'state', 'terminated', 'exitCode') ?? -1,
    ),
    log: logs?.ok ? logs.value.map(({ text }) => text) : [],
  };
}
