import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { ApiObject, JsonMap } from '@/lib/cluster/interface';
import { mapsAt, textAt } from '@/lib/cluster/object';
import { startScheduler } from '@/lib/cluster/scheduler';
import { eventsOf } from '../controllers/fake-kubelet';
import { granted, testContext } from '../support';

// What is expected here stands in pkg/scheduler: framework/types.go (FitError) and framework/plugins.

function cluster(nodes = 1) {
  const context = testContext();
  startControllers(context, { nodes });
  startScheduler(context);
  const pod = (name: string): ApiObject =>
    granted(context.api.get({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name }));
  const make = (name: string, spec: JsonMap = {}, labels: { [key: string]: string } = {}) =>
    granted(
      context.api.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', labels },
        spec: { containers: [{ name: 'main', image: 'nginx:1' }], ...spec },
      }),
    );
  const nodeRef = (n: number) => ({ apiVersion: 'v1', kind: 'Node', name: `node-${n}` });
  const patchNode = (n: number, body: JsonMap) => granted(context.api.patch(nodeRef(n), 'merge', body));
  return { context, pod, make, patchNode };
}

const asking = (requests: JsonMap): JsonMap => ({
  containers: [{ name: 'main', image: 'nginx:1', resources: { requests } }],
});

describe('the scheduler', () => {
  it('binds a Pod to a node and says so', async () => {
    const { context, make, pod } = cluster();
    make('web');
    await context.time.advance(100);
    expect(pod('web').spec?.nodeName).toBe('node-1');
    expect(mapsAt(pod('web').status, 'conditions')).toMatchObject([{ type: 'PodScheduled', status: 'True' }]);
    expect(eventsOf(context, 'Pod', 'web')).toEqual([
      'Normal Scheduled Successfully assigned default/web to node-1',
    ]);
    expect(context.faults).toEqual([]);
  });

  it.each([
    ['more cores than are free', asking({ cpu: '1500m' }), 'Insufficient cpu', false],
    ['more cores than there are', asking({ cpu: '5' }), 'Insufficient cpu', true],
    ['more memory than is free', asking({ memory: '6Gi' }), 'Insufficient memory', false],
    [
      'labels that no node has',
      { nodeSelector: { disk: 'ssd' } },
      "node(s) didn't match Pod's node affinity/selector",
      true,
    ],
  ])('keeps a Pod Pending that wants %s', async (_, spec, reason, unresolvable) => {
    const { context, make, pod } = cluster();
    make('big', asking({ cpu: '3', memory: '4Gi' }));
    make('web', spec);
    await context.time.advance(100);
    const preemption = unresolvable
      ? 'Preemption is not helpful for scheduling'
      : 'No preemption victims found for incoming pod';
    const message = `0/1 nodes are available: 1 ${reason}. preemption: 0/1 nodes are available: 1 ${preemption}.`;
    expect(pod('web').spec?.nodeName).toBeUndefined();
    expect(mapsAt(pod('web').status, 'conditions')).toMatchObject([
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
    ]);
    expect(eventsOf(context, 'Pod', 'web')).toEqual([`Warning FailedScheduling ${message}`]);
  });

  it('tries again when room is made', async () => {
    const { context, make, pod } = cluster();
    make('big', asking({ cpu: '3' }));
    make('web', asking({ cpu: '2' }));
    await context.time.advance(2000);
    expect(pod('web').spec?.nodeName).toBeUndefined();
    granted(
      context.api.delete(
        { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'big' },
        { gracePeriodSeconds: 0 },
      ),
    );
    await context.time.advance(2000);
    expect(pod('web').spec?.nodeName).toBe('node-1');
  });

  it('respects taints and tolerations, and tells the taint', async () => {
    const { context, make, pod, patchNode } = cluster();
    patchNode(1, { spec: { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] } });
    await context.time.advance(10);
    make('plain');
    make('tolerant', {
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }],
    });
    await context.time.advance(100);
    expect(eventsOf(context, 'Pod', 'plain').join()).toContain(
      '0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.',
    );
    expect(pod('tolerant').spec?.nodeName).toBe('node-1');
  });

  it('leaves a cordoned node alone', async () => {
    const { context, make, pod, patchNode } = cluster(2);
    patchNode(1, { spec: { unschedulable: true } });
    await context.time.advance(100);
    for (const name of ['a', 'b', 'c']) make(name);
    await context.time.advance(100);
    expect(['a', 'b', 'c'].map((name) => pod(name).spec?.nodeName)).toEqual(['node-2', 'node-2', 'node-2']);
  });

  it('sums up the reasons of several nodes, sorted', async () => {
    const { context, make, patchNode } = cluster(3);
    patchNode(1, { spec: { unschedulable: true } });
    await context.time.advance(100);
    make('web', asking({ cpu: '9', memory: '9Gi' }));
    await context.time.advance(100);
    expect(eventsOf(context, 'Pod', 'web')).toEqual([
      'Warning FailedScheduling 0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    ]);
  });

  it('puts Pods that must not be together on different nodes', async () => {
    const { context, make, pod } = cluster(2);
    const antiAffinity = {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'db' } } },
          ],
        },
      },
    };
    for (const name of ['a', 'b', 'c']) make(name, antiAffinity, { app: 'db' });
    await context.time.advance(100);
    expect(new Set([pod('a').spec?.nodeName, pod('b').spec?.nodeName])).toEqual(
      new Set(['node-1', 'node-2']),
    );
    expect(eventsOf(context, 'Pod', 'c').join()).toContain("2 node(s) didn't match pod anti-affinity rules");
  });

  it('waits for a claim that is missing', async () => {
    const { context, make } = cluster();
    make('web', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'gone' } }] });
    await context.time.advance(100);
    expect(eventsOf(context, 'Pod', 'web')).toEqual([
      'Warning FailedScheduling 0/1 nodes are available: persistentvolumeclaim "gone" not found. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ]);
  });

  it('keeps a Pod with scheduling gates without an Event', async () => {
    const { context, make, pod } = cluster();
    make('web', { schedulingGates: [{ name: 'example.com/wait' }] });
    await context.time.advance(100);
    expect(mapsAt(pod('web').status, 'conditions')).toMatchObject([{ reason: 'SchedulingGated' }]);
    expect(eventsOf(context, 'Pod', 'web')).toEqual([]);
  });

  it('lets 110 of a thousand Pods onto a node and tells the others once', async () => {
    const { context, make } = cluster();
    for (let i = 0; i < 1000; i++) make(`p${i}`);
    await context.time.advance(60_000);
    const pods = granted(context.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'default' })).items;
    expect(pods.filter((pod) => pod.spec?.nodeName)).toHaveLength(110);
    const [waiting] = pods.filter((pod) => !pod.spec?.nodeName);
    expect(textAt(waiting, 'status', 'conditions', 0, 'message')).toBe(
      '0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    );
  });
});
