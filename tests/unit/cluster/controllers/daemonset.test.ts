import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { JsonMap } from '@/lib/cluster/interface';
import { textAt } from '@/lib/cluster/object';
import { startScheduler } from '@/lib/cluster/scheduler';
import { granted, testContext } from '../support';
import { current, fakeKubelet, podsOf } from './fake-kubelet';

// What is expected here stands in pkg/controller/daemon/daemon_controller.go and update.go.

function cluster(nodes: number) {
  const context = testContext();
  startControllers(context, { nodes });
  startScheduler(context);
  fakeKubelet(context);
  const agent = () => current(context, 'apps/v1', 'DaemonSet', 'agent');
  const template = (image: string): JsonMap => ({
    metadata: { labels: { app: 'agent' } },
    spec: { containers: [{ name: 'main', image }] },
  });
  const make = (image = 'agent:1') =>
    granted(
      context.api.create({
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'agent', namespace: 'default' },
        spec: { selector: { matchLabels: { app: 'agent' } }, template: template(image) },
      }),
    );
  const change = (image: string) =>
    granted(context.api.update({ ...agent(), spec: { ...agent().spec, template: template(image) } }));
  return { context, agent, make, change };
}

describe('a DaemonSet', () => {
  it('has one Pod on each node', async () => {
    const { context, agent, make } = cluster(3);
    make();
    await context.time.advance(5000);
    expect(
      podsOf(context)
        .map((pod) => pod.spec?.nodeName)
        .sort(),
    ).toEqual(['node-1', 'node-2', 'node-3']);
    expect(agent().status).toEqual({
      currentNumberScheduled: 3,
      desiredNumberScheduled: 3,
      numberMisscheduled: 0,
      numberReady: 3,
      numberAvailable: 3,
      updatedNumberScheduled: 3,
      observedGeneration: 1,
    });
    expect(context.faults).toEqual([]);
  });

  it('leaves a tainted node, unless it tolerates that', async () => {
    const { context, agent, make } = cluster(2);
    const taints = [{ key: 'dedicated', value: 'gpu', effect: 'NoExecute' }];
    make();
    await context.time.advance(5000);
    granted(
      context.api.patch({ apiVersion: 'v1', kind: 'Node', name: 'node-2' }, 'merge', { spec: { taints } }),
    );
    await context.time.advance(5000);
    expect(podsOf(context).map((pod) => pod.spec?.nodeName)).toEqual(['node-1']);
    expect(agent().status).toMatchObject({ desiredNumberScheduled: 1 });
  });

  it('rolls out node by node', async () => {
    const { context, agent, make, change } = cluster(3);
    make();
    await context.time.advance(5000);
    change('agent:2');
    let fewest = 3;
    for (let i = 0; i < 200; i++) {
      await context.time.advance(100);
      fewest = Math.min(fewest, Number(agent().status?.numberReady ?? 0));
    }
    expect(fewest).toBe(2);
    expect(podsOf(context).map((pod) => textAt(pod.spec, 'containers', 0, 'image'))).toEqual([
      'agent:2',
      'agent:2',
      'agent:2',
    ]);
    expect(agent().status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 });
  });
});
