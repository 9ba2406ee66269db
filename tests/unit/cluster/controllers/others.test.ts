import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { JsonMap } from '@/lib/cluster/interface';
import { textAt } from '@/lib/cluster/object';
import { startScheduler } from '@/lib/cluster/scheduler';
import { granted, testContext } from '../support';
import { conditionsOf, current, eventsOf, fakeKubelet, podsOf } from './fake-kubelet';

async function cluster() {
  const context = testContext();
  startControllers(context, { nodes: 2 });
  startScheduler(context);
  fakeKubelet(context, () => 'run');
  await context.time.advance(100);
  const make = (apiVersion: string, kind: string, name: string, rest: JsonMap) =>
    granted(context.api.create({ apiVersion, kind, metadata: { name, namespace: 'default' }, ...rest }));
  const web = (replicas: number) =>
    make('apps/v1', 'Deployment', 'web', {
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'main', image: 'nginx:1', resources: { requests: { cpu: '250m', memory: '64Mi' } } },
            ],
          },
        },
      },
    });
  return { context, make, web };
}

// As pkg/controller/disruption/disruption_test.go.
describe('a PodDisruptionBudget', () => {
  it.each([
    [{ minAvailable: 2 }, { desiredHealthy: 2, disruptionsAllowed: 2, expectedPods: 4 }],
    [{ minAvailable: '50%' }, { desiredHealthy: 2, disruptionsAllowed: 2, expectedPods: 4 }],
    [{ maxUnavailable: '30%' }, { desiredHealthy: 2, disruptionsAllowed: 2, expectedPods: 4 }],
    [{ maxUnavailable: 0 }, { desiredHealthy: 4, disruptionsAllowed: 0, expectedPods: 4 }],
  ])('of %j says how many Pods may go', async (spec, expected) => {
    const { context, make, web } = await cluster();
    web(4);
    make('policy/v1', 'PodDisruptionBudget', 'web', {
      spec: { ...spec, selector: { matchLabels: { app: 'web' } } },
    });
    await context.time.advance(5000);
    const budget = current(context, 'policy/v1', 'PodDisruptionBudget', 'web');
    expect(budget.status).toMatchObject({ ...expected, currentHealthy: 4, observedGeneration: 1 });
    expect(conditionsOf(budget)).toEqual([
      expected.disruptionsAllowed
        ? 'DisruptionAllowed=True SufficientPods: '
        : 'DisruptionAllowed=False InsufficientPods: ',
    ]);
    expect(context.faults).toEqual([]);
  });
});

// As pkg/controller/podautoscaler/horizontal.go.
describe('a HorizontalPodAutoscaler', () => {
  const scaler = (minReplicas: number): JsonMap => ({
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    },
  });

  it('without metrics says which it could not get', async () => {
    const { context, make, web } = await cluster();
    web(2);
    make('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', scaler(1));
    await context.time.advance(20_000);
    const long =
      'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
    expect(conditionsOf(current(context, 'autoscaling/v2', 'HorizontalPodAutoscaler', 'web'))).toEqual([
      "AbleToScale=True SucceededGetScale: the HPA controller was able to get the target's current scale",
      `ScalingActive=False FailedGetResourceMetric: the HPA was unable to compute the replica count: ${long}`,
    ]);
    expect(eventsOf(context, 'HorizontalPodAutoscaler', 'web')).toEqual([
      `Warning FailedGetResourceMetric ${long}`,
      `Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${long}`,
    ]);
  });

  it('keeps its target within minReplicas and maxReplicas', async () => {
    const { context, make, web } = await cluster();
    web(1);
    make('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', scaler(3));
    await context.time.advance(20_000);
    expect(current(context, 'apps/v1', 'Deployment', 'web').spec?.replicas).toBe(3);
    expect(eventsOf(context, 'HorizontalPodAutoscaler', 'web')[0]).toBe(
      'Normal SuccessfulRescale New size: 3; reason: Current number of replicas below Spec.MinReplicas',
    );
  });

  it('says when its target is not there', async () => {
    const { context, make } = await cluster();
    make('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', scaler(3));
    await context.time.advance(20_000);
    expect(conditionsOf(current(context, 'autoscaling/v2', 'HorizontalPodAutoscaler', 'web'))).toEqual([
      'AbleToScale=False FailedGetScale: the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found',
    ]);
  });
});

// As pkg/controller/resourcequota.
describe('a ResourceQuota', () => {
  it('says what is used', async () => {
    const { context, make, web } = await cluster();
    make('v1', 'ResourceQuota', 'all', {
      spec: {
        hard: { pods: '5', 'requests.cpu': '2', 'requests.memory': '1Gi', 'count/deployments.apps': '3' },
      },
    });
    await context.time.advance(100);
    web(3);
    await context.time.advance(5000);
    expect(current(context, 'v1', 'ResourceQuota', 'all').status).toEqual({
      hard: { pods: '5', 'requests.cpu': '2', 'requests.memory': '1Gi', 'count/deployments.apps': '3' },
      used: { pods: '3', 'requests.cpu': '750m', 'requests.memory': '192Mi', 'count/deployments.apps': '1' },
    });
  });

  it('that is used up stops a ReplicaSet, which says so and tries again', async () => {
    const { context, make, web } = await cluster();
    make('v1', 'ResourceQuota', 'few', { spec: { hard: { pods: '1' } } });
    await context.time.advance(100);
    web(2);
    await context.time.advance(10_000);
    expect(podsOf(context)).toHaveLength(1);
    const deployment = current(context, 'apps/v1', 'Deployment', 'web');
    expect(conditionsOf(deployment).join('\n')).toMatch(
      /ReplicaFailure=True FailedCreate: pods "web-\w+-\w+" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1/,
    );
    const [set] = granted(
      context.api.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace: 'default' }),
    ).items;
    expect(eventsOf(context, 'ReplicaSet', set?.metadata.name ?? '').join('\n')).toContain(
      'Warning FailedCreate Error creating: pods "web-',
    );
  });
});

// As pkg/controller/nodelifecycle and tainteviction.
describe('a node', () => {
  it('that is cordoned has the taint, and loses it when it is uncordoned', async () => {
    const { context } = await cluster();
    const node = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
    granted(context.api.patch(node, 'merge', { spec: { unschedulable: true } }));
    await context.time.advance(100);
    expect(granted(context.api.get(node)).spec?.taints).toEqual([
      { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
    ]);
    granted(context.api.patch(node, 'merge', { spec: { unschedulable: null } }));
    await context.time.advance(100);
    expect(granted(context.api.get(node)).spec?.taints).toBeUndefined();
  });

  it('with a NoExecute taint loses the Pods that do not tolerate it', async () => {
    const { context, web } = await cluster();
    web(2);
    await context.time.advance(3000);
    const taints = [{ key: 'maintenance', value: 'now', effect: 'NoExecute' }];
    granted(
      context.api.patch({ apiVersion: 'v1', kind: 'Node', name: 'node-1' }, 'merge', { spec: { taints } }),
    );
    await context.time.advance(5000);
    expect(podsOf(context).map((pod) => pod.spec?.nodeName)).toEqual(['node-2', 'node-2']);
  });
});

// As pkg/controller/ttlafterfinished.
describe('a Job with ttlSecondsAfterFinished', () => {
  it('is deleted that long after its end', async () => {
    const context = testContext();
    startControllers(context);
    startScheduler(context);
    fakeKubelet(context, () => 0);
    await context.time.advance(100);
    const containers = [{ name: 'main', image: 'busybox' }];
    granted(
      context.api.create({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'work', namespace: 'default' },
        spec: { ttlSecondsAfterFinished: 30, template: { spec: { restartPolicy: 'Never', containers } } },
      }),
    );
    await context.time.advance(25_000);
    expect(textAt(current(context, 'batch/v1', 'Job', 'work').status, 'completionTime')).toBeDefined();
    await context.time.advance(20_000);
    const jobs = granted(
      context.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: 'default' }),
    ).items;
    expect(jobs).toEqual([]);
    expect(podsOf(context)).toEqual([]);
  });
});
