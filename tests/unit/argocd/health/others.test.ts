import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationHealthOf, type HealthStatus, type KubeObject, resourceHealth } from '@/lib/argocd';

const of = (apiVersion: string, kind: string, rest: KubeObject, metadata: KubeObject = {}) =>
  resourceHealth({ apiVersion, kind, metadata: { name: 'x', ...metadata }, ...rest });
const condition = (type: string, status: string, reason = '', message = ''): KubeObject => ({
  type,
  status,
  reason,
  message,
});

describe('Pod', () => {
  const pod = (restartPolicy: string, status: KubeObject, annotations: KubeObject = {}) =>
    of('v1', 'Pod', { spec: { restartPolicy }, status }, { annotations });
  const waiting = (reason: string) => ({
    phase: 'Pending',
    containerStatuses: [{ state: { waiting: { reason, message: `${reason}!` } } }],
  });

  it('is Degraded at once when an image cannot be pulled, but only where it would run for ever', () => {
    expect(pod('Always', waiting('ImagePullBackOff'))).toEqual({
      status: 'Degraded',
      message: 'ImagePullBackOff!',
    });
    expect(pod('Always', waiting('ErrImagePull'))?.status).toBe('Degraded');
    expect(pod('Always', waiting('CreateContainerConfigError'))?.status).toBe('Degraded');
    expect(pod('Always', waiting('ContainerCreating'))?.status).toBe('Progressing');
    expect(pod('Never', waiting('ImagePullBackOff'))?.status).toBe('Progressing');
  });

  it('with restartPolicy Never is Progressing while it runs, unless the annotation says otherwise', () => {
    const running = { phase: 'Running', conditions: [condition('Ready', 'True')] };
    const ignore = { 'argocd.argoproj.io/ignore-restart-policy': 'true' };
    expect(pod('Never', running)?.status).toBe('Progressing');
    expect(pod('Never', running, ignore)?.status).toBe('Healthy');
    expect(pod('Never', running, { ...ignore, 'argocd.argoproj.io/hook': 'Sync' })?.status).toBe(
      'Progressing',
    );
    expect(pod('', running)?.status).toBe('Unknown');
  });

  it('that is not ready is Degraded once a container was restarted', () => {
    const restarted = {
      phase: 'Running',
      containerStatuses: [{ lastState: { terminated: { exitCode: 1 } } }],
    };
    expect(pod('Always', restarted)?.status).toBe('Degraded');
    expect(pod('Always', { phase: 'Running' })?.status).toBe('Progressing');
  });

  it('that failed says why, as well as it can', () => {
    const ended = (terminated: KubeObject) =>
      pod('Never', { phase: 'Failed', containerStatuses: [{ name: 'app', state: { terminated } }] })?.message;
    expect(ended({ exitCode: 3 })).toBe('container "app" failed with exit code 3');
    expect(ended({ exitCode: 137, reason: 'OOMKilled' })).toBe('OOMKilled');
    expect(ended({ exitCode: 1, message: 'no route' })).toBe('no route');
    expect(pod('Never', { phase: 'Failed', message: 'Evicted' })?.message).toBe('Evicted');
  });

  it('that is going is Progressing, unless a hook finalizer holds it', () => {
    const going = { deletionTimestamp: '2024-01-01T00:00:00Z' };
    const status = { phase: 'Succeeded' };
    expect(of('v1', 'Pod', { status }, going)).toEqual({
      status: 'Progressing',
      message: 'Pending deletion',
    });
    const held = { ...going, finalizers: ['argocd.argoproj.io/hook-finalizer'] };
    expect(of('v1', 'Pod', { status }, held)?.status).toBe('Healthy');
  });
});

describe('the other kinds', () => {
  const balancer = (ingress: KubeObject[]) => ({ status: { loadBalancer: { ingress } } });
  it.each([
    ['Service of a cluster address', of('v1', 'Service', {}), 'Healthy'],
    [
      'Service without a balancer yet',
      of('v1', 'Service', { spec: { type: 'LoadBalancer' } }),
      'Progressing',
    ],
    [
      'Service with a balancer',
      of('v1', 'Service', { spec: { type: 'LoadBalancer' }, ...balancer([{ ip: '1.2.3.4' }]) }),
      'Healthy',
    ],
    ['Ingress without an address', of('networking.k8s.io/v1', 'Ingress', {}), 'Progressing'],
    ['Ingress with one', of('networking.k8s.io/v1', 'Ingress', balancer([{}])), 'Healthy'],
    ['claim bound', of('v1', 'PersistentVolumeClaim', { status: { phase: 'Bound' } }), 'Healthy'],
    ['claim lost', of('v1', 'PersistentVolumeClaim', { status: { phase: 'Lost' } }), 'Degraded'],
    ['claim of no phase', of('v1', 'PersistentVolumeClaim', {}), 'Unknown'],
    ['Workflow not started', of('argoproj.io/v1alpha1', 'Workflow', {}), 'Progressing'],
    ['Workflow in error', of('argoproj.io/v1alpha1', 'Workflow', { status: { phase: 'Error' } }), 'Degraded'],
    ['CronJob suspended', of('batch/v1', 'CronJob', { spec: { suspend: true } }), 'Healthy'],
    ['CronJob without status', of('batch/v1', 'CronJob', {}), 'Progressing'],
    [
      'CronJob whose last run failed',
      of('batch/v1', 'CronJob', {
        status: { lastScheduleTime: '2024-01-02T00:00:00Z', lastSuccessfulTime: '2024-01-01T00:00:00Z' },
      }),
      'Degraded',
    ],
  ])('%s', (_, health, status) => {
    expect(health?.status).toBe(status);
  });

  it('leaves kinds without a check alone, Applications among them', () => {
    expect(of('v1', 'ConfigMap', {})).toBeUndefined();
    const app = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      status: { health: { status: 'Degraded' } },
    };
    expect(resourceHealth(app)).toBeUndefined();
    expect(resourceHealth(app, { applications: true })?.status).toBe('Degraded');
  });

  it('reads an autoscaler of either version', () => {
    const conditions = [condition('AbleToScale', 'True', 'SucceededGetScale', 'ok')];
    const bad = [...conditions, condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'no metrics')];
    const annotations = { 'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify(bad) };
    expect(of('autoscaling/v2', 'HorizontalPodAutoscaler', { status: { conditions } })?.message).toBe('ok');
    expect(of('autoscaling/v1', 'HorizontalPodAutoscaler', {}, { annotations })).toEqual({
      status: 'Degraded',
      message: 'no metrics',
    });
    expect(of('autoscaling/v1', 'HorizontalPodAutoscaler', {})?.message).toBe('Waiting to Autoscale');
  });

  it('follows an API service and a custom resource definition', () => {
    const conditions = [condition('Available', 'False', 'MissingEndpoints', 'no endpoints')];
    expect(of('apiregistration.k8s.io/v1', 'APIService', { status: { conditions } })).toEqual({
      status: 'Progressing',
      message: 'MissingEndpoints: no endpoints',
    });
    const crd = (...given: KubeObject[]) =>
      of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { status: { conditions: given } })?.message;
    expect(crd()).toBe('Status conditions not found');
    expect(crd(condition('Established', 'True'))).toBe('CRD is healthy');
    expect(crd(condition('NamesAccepted', 'False', '', 'taken'))).toBe(
      'CRD names have not been accepted: taken',
    );
  });

  it('answers for any JSON at all', () => {
    const kinds = ['Pod', 'Service', 'PersistentVolumeClaim'].map((kind) => ({ apiVersion: 'v1', kind }));
    const apps = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => ({
      apiVersion: 'apps/v1',
      kind,
    }));
    const more = [
      { apiVersion: 'batch/v1', kind: 'Job' },
      { apiVersion: 'batch/v1', kind: 'CronJob' },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds, ...apps, ...more), fc.jsonValue(), fc.jsonValue(), (id, a, b) => {
        const any = JSON.parse(JSON.stringify({ ...id, metadata: a, spec: a, status: b }));
        expect(typeof resourceHealth(any)?.message).toBe('string');
      }),
    );
  });
});

describe("an Application's health", () => {
  const live = (name: string, status: string, annotations: KubeObject = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name, namespace: 'shop', annotations },
    status,
  });
  const health = (object: KubeObject): HealthStatus | undefined => {
    const { status } = object;
    return status === 'Healthy' || status === 'Degraded' || status === 'Unknown' || status === 'Suspended'
      ? { status, message: '' }
      : undefined;
  };
  const pair = (object: KubeObject) => ({ target: object, live: object });

  it('is the worst of its resources, and names up to three that cause it', () => {
    const pairs = ['a', 'b', 'c', 'd'].map((name) => pair(live(name, 'Degraded')));
    const result = applicationHealthOf([pair(live('ok', 'Healthy')), ...pairs], health);
    expect(result).toMatchObject({
      status: 'Degraded',
      message: 'Caused by Thing:shop/a, Thing:shop/b, Thing:shop/c and 1 more',
    });
  });

  it('leaves out hooks, kinds without a check and those that ask for it', () => {
    const pairs = [
      pair(live('hook', 'Degraded', { 'argocd.argoproj.io/hook': 'PreSync' })),
      pair(live('quiet', 'Degraded', { 'argocd.argoproj.io/ignore-healthcheck': 'true' })),
      pair(live('plain', 'none')),
    ];
    const result = applicationHealthOf(pairs, health);
    expect(result.status).toBe('Healthy');
    expect(result.resources.map(({ left }) => left)).toEqual(['hook', 'ignore-healthcheck', 'no-check']);
  });

  it('is not lowered by one missing object, but is Missing when none is there', () => {
    const missing = { target: live('gone', ''), live: undefined };
    expect(applicationHealthOf([missing, pair(live('ok', 'Healthy'))], health).status).toBe('Healthy');
    expect(applicationHealthOf([missing], health)).toMatchObject({ status: 'Missing', message: '' });
    expect(applicationHealthOf([], health).status).toBe('Healthy');
  });
});
