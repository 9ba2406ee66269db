import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cluster, Json, JsonMap } from '@/lib/cluster';
import { copy, isMap, mapsAt, numberAt, put, textAt } from '@/lib/cluster/object';
import { granted, refused } from '../support';
import { deployment, job, ready, service, world } from './world';

const list = (cluster: Cluster, kind: string) =>
  granted(cluster.api.list({ apiVersion: 'v1', kind, namespace: 'default' })).items;

/** A Pod that uses much of what a Pod can have. */
const FULL: JsonMap = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'full', namespace: 'default', labels: { app: 'full' }, annotations: { a: 'b' } },
  spec: {
    restartPolicy: 'OnFailure',
    terminationGracePeriodSeconds: 3,
    activeDeadlineSeconds: 40,
    hostname: 'host',
    subdomain: 'sub',
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a.b'] }],
    securityContext: { runAsUser: 1000, runAsNonRoot: true, fsGroup: 2000 },
    tolerations: [{ key: 'k', operator: 'Exists', effect: 'NoSchedule' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    initContainers: [
      { name: 'first', image: 'busybox:1.36', command: ['sh', '-c', 'echo hi > /data/f'] },
      { name: 'side', image: 'busybox:1.36', restartPolicy: 'Always', command: ['sleep', '100'] },
    ],
    volumes: [
      { name: 'data', emptyDir: {} },
      { name: 'config', configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'x/ca' }] } },
      { name: 'self', downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } },
      { name: 'all', projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } },
    ],
    containers: [
      {
        name: 'main',
        image: 'nginxinc/nginx-unprivileged:1.27',
        workingDir: '/tmp',
        args: ['nginx', '-g', 'daemon off;'],
        env: [
          { name: 'A', value: '$(B)' },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'C', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
          { name: 'D', valueFrom: { configMapKeyRef: { name: 'none', key: 'k', optional: true } } },
        ],
        envFrom: [{ configMapRef: { name: 'kube-root-ca.crt' }, prefix: 'P_' }],
        ports: [{ name: 'http', containerPort: 8080 }],
        resources: { requests: { cpu: '10m', memory: '10Mi' }, limits: { cpu: '1', memory: '1Gi' } },
        volumeMounts: [
          { name: 'data', mountPath: '/data', subPath: 'part' },
          { name: 'config', mountPath: '/etc/conf', readOnly: true },
          { name: 'self', mountPath: '/self' },
          { name: 'all', mountPath: '/all' },
        ],
        readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 },
        livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 2, periodSeconds: 2 },
        startupProbe: { exec: { command: ['true'] }, periodSeconds: 1 },
        lifecycle: {
          preStop: { exec: { command: ['sleep', '1'] } },
          postStart: { httpGet: { port: 8080, path: '/' } },
        },
        securityContext: { readOnlyRootFilesystem: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

const BASES: readonly JsonMap[] = [
  FULL,
  deployment('web', 2),
  service('web', 'web'),
  job('work', 'echo hi; exit 1', { completions: 3, parallelism: 2, completionMode: 'Indexed' }),
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'often', namespace: 'default' },
    spec: { schedule: '* * * * *', jobTemplate: { spec: job('x', 'true').spec ?? null } },
  },
  {
    ...deployment('state', 2),
    kind: 'StatefulSet',
    spec: {
      ...(isMap(deployment('state', 2).spec) ? mapOf(deployment('state', 2)) : {}),
      serviceName: 'web',
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
];

function mapOf(manifest: JsonMap): JsonMap {
  return isMap(manifest.spec) ? manifest.spec : {};
}

/** Puts a value somewhere into a copy: `where` chooses the way down, a number at each step. */
function mutated(base: JsonMap, where: readonly number[], value: Json | undefined): JsonMap {
  const result = copy(base);
  let here: Json = result;
  for (const step of where) {
    const keys: (string | number)[] = Array.isArray(here)
      ? [...here.keys()]
      : isMap(here)
        ? Object.keys(here)
        : [];
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return result;
    const next: Json | undefined =
      Array.isArray(here) && typeof key === 'number' ? here[key] : isMap(here) ? here[key] : null;
    const inside = typeof next === 'object' && next !== null && step % 5 !== 0;
    if (inside) {
      here = next;
      continue;
    }
    if (Array.isArray(here) && typeof key === 'number')
      here.splice(key, 1, ...(value === undefined ? [] : [value]));
    else if (isMap(here)) {
      if (value === undefined) delete here[key];
      else put(here, String(key), value);
    }
    return result;
  }
  return result;
}

const value = fc.constantFrom<Json | undefined>(
  ...[undefined, null, true, 0, 1, -1, 2, 65535, 2 ** 31 - 1, 1e300, '', 'a', '/', '..', '%', '$(A)', '\0'],
  ...[
    'web',
    '1',
    '100%',
    '-5',
    '5m',
    'a/b:c',
    '/etc',
    '/dev/null',
    'x'.repeat(70),
    '{}',
    '${',
    'metadata.name',
  ],
  ...[[], {}, [[]], [''], ['sh', '-c', 'while :; do :; done'], { a: 'b' }, { name: 'a' }],
);

describe('a whole cluster, whatever it is given', () => {
  it('has no fault of its own', async () => {
    const change = fc.tuple(
      fc.constantFrom(...BASES),
      fc.array(fc.nat(40), { minLength: 2, maxLength: 9 }),
      value,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 8 }), async (changes) => {
        const cluster = world();
        for (const [base, where, put] of changes) {
          cluster.api.apply(mutated(base, where, put));
          await cluster.time.advance(3000);
        }
        await cluster.time.advance(20_000);
        expect(cluster.faults()).toEqual([]);
        cluster.dispose();
      }),
      { numRuns: 12 },
    );
  }, 600_000);

  it('keeps a thousand Pods: a node takes 110, the others wait', async () => {
    const cluster = world();
    granted(cluster.api.apply(deployment('many', 1000, { readinessProbe: null })));
    await cluster.time.advance(60_000);
    const phases = list(cluster, 'Pod').map((pod) => textAt(pod, 'status', 'phase'));
    expect(phases.filter((phase) => phase === 'Running').length).toBeGreaterThan(100);
    expect(phases.filter((phase) => phase === 'Pending').length).toBeGreaterThan(800);
    granted(
      cluster.api.patch(
        { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'many' },
        'merge',
        { spec: { replicas: 1 } },
      ),
    );
    await cluster.time.advance(120_000);
    expect(list(cluster, 'Pod')).toHaveLength(1);
    expect(cluster.faults()).toEqual([]);
  }, 120_000);

  it('that is asked for more than it can keep says so in the words of etcd, and lives on', async () => {
    const cluster = world();
    granted(
      cluster.api.apply({
        ...deployment('endless', 2 ** 31 - 1),
        metadata: { name: 'endless', namespace: 'default' },
      }),
    );
    await cluster.time.advance(2000);
    const sets = granted(cluster.api.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' })).items;
    const failure = mapsAt(sets[0], 'status', 'conditions').find(({ type }) => type === 'ReplicaFailure');
    expect(textAt(failure, 'message')).toBe('etcdserver: mvcc: database space exceeded');
    granted(
      cluster.api.delete({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'default',
        name: 'endless',
      }),
    );
    await cluster.time.advance(120_000);
    expect(list(cluster, 'Pod')).toEqual([]);
    expect(cluster.faults()).toEqual([]);
  }, 120_000);

  it('takes a ConfigMap of a mebibyte into Pods, and refuses a larger one', async () => {
    const cluster = world();
    const map = (bytes: number): JsonMap => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'large', namespace: 'default' },
      data: { text: 'x'.repeat(bytes) },
    });
    // As pkg/apis/core/validation/validation.go, ValidateConfigMap: MaxSecretSize is a mebibyte.
    expect(refused(cluster.api.create(map(2 ** 20 + 1)))).toBe(
      'ConfigMap "large" is invalid: []: Too long: may not be more than 1048576 bytes',
    );
    granted(cluster.api.create(map(2 ** 20)));
    const reader = deployment('reader', 3, {
      image: 'busybox:1.36',
      readinessProbe: null,
      command: ['sh', '-c', 'wc -c < /conf/text; sleep 1000'],
      volumeMounts: [{ name: 'conf', mountPath: '/conf' }],
    });
    const template = mapOf(reader).template;
    if (isMap(template) && isMap(template.spec))
      template.spec.volumes = [{ name: 'conf', configMap: { name: 'large' } }];
    granted(cluster.api.apply(reader));
    await ready(cluster, 'reader', 3);
    const [pod] = list(cluster, 'Pod');
    const logs = granted(cluster.pods.logs({ namespace: 'default', name: pod?.metadata.name ?? '' }));
    expect(logs.map(({ text }) => text.trim())).toEqual([String(2 ** 20)]);
    expect(cluster.faults()).toEqual([]);
  });

  it('shows a fault of its own as a fault, and goes on', async () => {
    const cluster = world();
    const seen: string[] = [];
    cluster.api.watch({ kind: 'ConfigMap', namespace: 'default' }, () => {
      throw new Error('ours');
    });
    cluster.api.watch({ kind: 'ConfigMap', namespace: 'default' }, ({ object }) =>
      seen.push(object.metadata.name),
    );
    cluster.time.after(10, () => {
      throw new Error('a timer');
    });
    granted(
      cluster.api.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c', namespace: 'default' },
      }),
    );
    await cluster.time.advance(1000);
    expect(seen).toContain('c');
    expect(cluster.faults().some((fault) => fault.startsWith('a watcher failed: Error: ours'))).toBe(true);
    expect(cluster.faults().some((fault) => fault.startsWith('Error: a timer'))).toBe(true);
    granted(cluster.api.apply(deployment('web', 1)));
    await ready(cluster, 'web', 1);
    expect(
      mapsAt(list(cluster, 'Pod')[0], 'status', 'containerStatuses').map((one) =>
        numberAt(one, 'restartCount'),
      ),
    ).toEqual([0]);
  });
});
