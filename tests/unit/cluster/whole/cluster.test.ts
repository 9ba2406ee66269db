import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '@/lib/cluster';
import { mapsAt, numberAt, textAt } from '@/lib/cluster/object';
import { granted } from '../support';
import { deployment, job, outcome, ready, service, world } from './world';

const pods = (cluster: Cluster) =>
  granted(cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'default' })).items;

/** Everything that can be seen of a cluster. */
function digest(cluster: Cluster): string {
  const objects = cluster.api
    .resources()
    .flatMap(({ apiVersion, kind }) => granted(cluster.api.list({ apiVersion, kind })).items);
  return createHash('sha256')
    .update(JSON.stringify([objects, cluster.log.entries()]))
    .digest('hex');
}

async function scenario(): Promise<string> {
  const cluster = world();
  granted(cluster.api.apply(deployment('web', 3)));
  granted(cluster.api.apply(service('web', 'web')));
  await ready(cluster, 'web', 3);
  await outcome(cluster, job('smoke', 'set -e; curl -fsS http://web; sleep 3; echo $RANDOM $HOSTNAME; date'));
  granted(cluster.api.apply(deployment('web', 2, { image: 'nginx:1.28' })));
  await cluster.time.advance(60_000);
  granted(
    cluster.api.delete({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' }),
  );
  await cluster.time.advance(60_000);
  expect(cluster.faults()).toEqual([]);
  return digest(cluster);
}

describe('the whole cluster', () => {
  it('does the same for the same seed', async () => {
    const first = await scenario();
    for (let i = 0; i < 4; i++) expect(await scenario()).toBe(first);
  });

  it('rolls a Deployment out, and takes it away again', async () => {
    const cluster = world();
    granted(cluster.api.apply(deployment('web', 3)));
    await ready(cluster, 'web', 3);
    granted(cluster.api.apply(deployment('web', 3, { image: 'nginx:1.28' })));
    await cluster.time.advance(60_000);
    const images = pods(cluster).map((pod) => textAt(pod, 'spec', 'containers', 0, 'image'));
    expect(images).toEqual(['nginx:1.28', 'nginx:1.28', 'nginx:1.28']);
    granted(
      cluster.api.delete(
        { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' },
        { propagation: 'Background' },
      ),
    );
    await cluster.time.advance(60_000);
    expect(pods(cluster)).toEqual([]);
    expect(cluster.faults()).toEqual([]);
  });

  it('empties a namespace with all that runs in it', async () => {
    const cluster = world();
    granted(cluster.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }));
    await cluster.time.advance(1000);
    const manifest = deployment('web', 2);
    granted(cluster.api.apply({ ...manifest, metadata: { name: 'web', namespace: 'shop' } }));
    await cluster.time.advance(30_000);
    granted(cluster.api.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }));
    await cluster.time.advance(60_000);
    expect(cluster.api.get({ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }).ok).toBe(false);
    expect(cluster.faults()).toEqual([]);
  });

  it('tells a ReplicaSet what Pod Security has against its Pods', async () => {
    const cluster = world();
    granted(
      cluster.api.patch({ apiVersion: 'v1', kind: 'Namespace', name: 'default' }, 'merge', {
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      }),
    );
    granted(cluster.api.apply(deployment('web', 1)));
    await cluster.time.advance(5000);
    expect(pods(cluster)).toEqual([]);
    const events = granted(cluster.api.list({ apiVersion: 'v1', kind: 'Event' })).items;
    expect(JSON.stringify(events)).toMatch(
      /Error creating: pods \\"web-[a-z0-9]+-[a-z0-9]+\\" is forbidden: violates PodSecurity \\"restricted:latest\\"/,
    );
  });

  it('lets a container crash for hours in bounded memory', async () => {
    const cluster = world();
    granted(
      cluster.api.apply(
        deployment('crash', 1, { command: ['sh', '-c', 'echo no; exit 3'], readinessProbe: null }),
      ),
    );
    await cluster.time.advance(4 * 3_600_000);
    const [pod] = pods(cluster);
    const status = mapsAt(pod, 'status', 'containerStatuses')[0];
    expect(textAt(status, 'state', 'waiting', 'reason')).toBe('CrashLoopBackOff');
    expect(numberAt(status, 'restartCount')).toBeGreaterThan(40);
    const events = granted(cluster.api.list({ apiVersion: 'v1', kind: 'Event' })).items;
    expect(events.length).toBeLessThan(60);
    expect(cluster.faults()).toEqual([]);
  });
});
