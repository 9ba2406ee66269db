import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import type { Cluster, createCluster as Create, JsonMap } from '@/lib/cluster';
import { mapsAt } from '@/lib/cluster/object';
import { bundle } from '../browser/cluster/bundle';
import { deployment, ready, service } from '../unit/cluster/whole/world';

const START = Date.UTC(2026, 0, 5, 8);
const HOUR = 3_600_000;
const MB = 2 ** 20;

setFlagsFromString('--expose_gc');
const collect: () => void = runInNewContext('gc');

async function wall(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** In ms of a core, whoever else is busy on the machine. */
async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Whether a Pod can be made and run: its node is ready, and its namespace has the account that it runs as. */
function isReady(cluster: Cluster | undefined): boolean {
  const nodes = cluster?.api.list({ apiVersion: 'v1', kind: 'Node' });
  if (!nodes?.ok || nodes.value.items.length === 0) return false;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'default', name: 'default' };
  if (!cluster?.api.get(account).ok) return false;
  return nodes.value.items.every((node) =>
    mapsAt(node, 'status', 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True'),
  );
}

/** A Pod that is never ready, asked each second; and one that crashes for ever. */
const TROUBLE: JsonMap[] = [
  deployment('never', 1, { readinessProbe: { httpGet: { path: '/missing', port: 80 }, periodSeconds: 1 } }),
  deployment('crash', 1, { command: ['sh', '-c', 'echo no; exit 3'], readinessProbe: null }),
];

/** The heap in MB after 12 and after 24 simulated hours. */
async function day(create: typeof Create): Promise<{ noon: number; midnight: number; faults: number }> {
  const cluster = create({ seed: 3, startAt: START });
  for (const manifest of [...TROUBLE, deployment('web', 2), service('web', 'web')])
    cluster.api.apply(manifest);
  const heap = async (hours: number) => {
    await cluster.time.advance(hours * HOUR);
    collect();
    return process.memoryUsage().heapUsed / MB;
  };
  const noon = await heap(12);
  const midnight = await heap(12);
  const faults = cluster.faults().length;
  cluster.dispose();
  return { noon, midnight, faults };
}

/** What the cluster must measure up to. Times are of the bundle as a browser gets it, the first ones cold. */
export default async function bench() {
  const text = await bundle('lib/cluster/index.ts');
  const folder = await mkdtemp(path.join(tmpdir(), 'cluster-bench-'));
  const file = path.join(folder, 'cluster.mjs');
  await writeFile(file, text);
  let create: typeof Create | undefined;
  const load = await wall(async () => {
    ({ createCluster: create } = await import(pathToFileURL(file).href));
  });
  await rm(folder, { recursive: true });
  if (!create) throw new Error('the bundle has no createCluster');

  const begin = create;
  let made: Cluster | undefined;
  const boot = await wall(async () => {
    made = begin({ seed: 1, startAt: START });
    await made.time.advance(60_000, { until: () => isReady(made) });
  });
  if (!made || !isReady(made)) throw new Error('the cluster never was ready');
  const cluster = made;
  await cluster.time.advance(10_000);
  const rollout = await wall(() => {
    cluster.api.apply(deployment('web', 5));
    return ready(cluster, 'web', 5);
  });
  cluster.api.apply(deployment('web', 10));
  cluster.api.apply(service('web', 'web'));
  await ready(cluster, 'web', 10);
  await cluster.time.advance(60_000);

  const minutes = 20;
  const fast = await wall(() => cluster.time.advance(minutes * 60_000));
  const idleSeconds = 120;
  const idle = await cpu(async () => {
    for (let i = 0; i < idleSeconds * 10; i++) await cluster.time.advance(100);
  });
  cluster.dispose();
  const { noon, midnight, faults } = await day(create);

  return [
    {
      name: 'the bundle, gzip -9',
      value: gzipSync(text, { level: 9 }).length / 1000,
      unit: 'KB',
      ceiling: 560,
    },
    { name: 'the bundle is read', value: load, unit: 'ms' },
    { name: 'a cluster is ready, cold, once it is read', value: boot, unit: 'ms', ceiling: 300 },
    { name: 'a Deployment of 5 Pods is ready, cold', value: rollout, unit: 'ms', ceiling: 500 },
    {
      name: 'idle at normal speed, 10 Pods with probes, 10 steps a second',
      value: (idle / (idleSeconds * 1000)) * 100,
      unit: '% of a core',
      ceiling: 2,
    },
    {
      name: 'simulated seconds in a second, 10 Pods with probes',
      value: (minutes * 60_000) / fast,
      unit: 's',
      floor: 200,
    },
    { name: 'heap after 12 simulated hours with two Pods in trouble', value: noon, unit: 'MB' },
    { name: 'what 12 hours more add', value: midnight - noon, unit: 'MB', ceiling: 1 },
    { name: 'faults of our own in a day', value: faults, unit: '', ceiling: 0 },
  ];
}
