import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { JsonMap } from '@/lib/cluster/interface';
import { startScheduler } from '@/lib/cluster/scheduler';
import { granted, testContext } from '../support';
import { current, fakeKubelet, podsOf } from './fake-kubelet';

function cluster(seed = 1, nodes = 1) {
  const context = testContext(seed);
  startControllers(context, { nodes });
  startScheduler(context);
  fakeKubelet(context);
  const make = (apiVersion: string, kind: string, name: string, spec: JsonMap) =>
    granted(context.api.create({ apiVersion, kind, metadata: { name, namespace: 'default' }, spec }));
  const web = (replicas: number) =>
    make('apps/v1', 'Deployment', 'web', {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'main', image: 'nginx:1' }] },
      },
    });
  const image = (name: string) =>
    granted(
      context.api.patch(
        { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' },
        'merge',
        {
          spec: { template: { spec: { containers: [{ name: 'main', image: name }] } } },
        },
      ),
    );
  return { context, make, web, image };
}

describe('the controllers together', () => {
  async function story(seed: number): Promise<string> {
    const { context, make, web, image } = cluster(seed);
    await context.time.advance(100);
    make('v1', 'Service', 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    web(3);
    make('batch/v1', 'CronJob', 'tick', {
      schedule: '* * * * *',
      jobTemplate: {
        spec: {
          template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } },
        },
      },
    });
    await context.time.advance(30_000);
    image('nginx:2');
    await context.time.advance(200_000);
    expect(context.faults).toEqual([]);
    return JSON.stringify([context.log.entries(), podsOf(context)]);
  }

  it('do the same, to the letter, with the same seed, and not with another', async () => {
    const first = await story(7);
    expect(await story(7)).toBe(first);
    expect(await story(8)).not.toBe(first);
  });

  it('come to rest: nothing is written while nothing happens', async () => {
    const { context, web } = cluster();
    await context.time.advance(100);
    web(5);
    await context.time.advance(60_000);
    const before = context.log.entries().length;
    await context.time.advance(24 * 3_600_000);
    expect(context.log.entries().length).toBe(before);
  });

  it('keep hundreds of Pods with a bounded number of writes', async () => {
    const { context, web } = cluster(1, 3);
    await context.time.advance(100);
    web(300);
    await context.time.advance(60_000);
    expect(current(context, 'apps/v1', 'Deployment', 'web').status).toMatchObject({
      availableReplicas: 300,
    });
    // Each Pod is created, bound and reported on; what its owners write is gathered.
    expect(context.log.entries().at(-1)?.sequence).toBeLessThan(2400);
    expect(context.faults).toEqual([]);
  });

  it('give up nothing and repeat little when the API refuses: a ReplicaSet under a used-up quota over a day', async () => {
    const { context, make, web } = cluster();
    await context.time.advance(100);
    make('v1', 'ResourceQuota', 'none', { hard: { pods: '0' } });
    await context.time.advance(100);
    web(2);
    await context.time.advance(60_000);
    const before = context.log.entries().at(-1)?.sequence ?? 0;
    await context.time.advance(24 * 3_600_000);
    const events = granted(context.api.list({ apiVersion: 'v1', kind: 'Event', namespace: 'default' })).items;
    expect(podsOf(context)).toEqual([]);
    expect((context.log.entries().at(-1)?.sequence ?? 0) - before).toBeLessThan(400);
    expect(events.length).toBeLessThan(100);
  });
});
