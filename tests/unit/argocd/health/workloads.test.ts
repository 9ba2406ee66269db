import { describe, expect, it } from 'vitest';
import { type KubeObject, resourceHealth } from '@/lib/argocd';

const object = (
  apiVersion: string,
  kind: string,
  rest: KubeObject,
  metadata: KubeObject = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  ...rest,
});
const deployment = (spec: KubeObject, status: KubeObject, generation = 2): KubeObject =>
  object('apps/v1', 'Deployment', { spec, status: { observedGeneration: 2, ...status } }, { generation });

describe('Deployment', () => {
  it.each([
    ['paused', deployment({ paused: true }, {}), 'Suspended', 'Deployment is paused'],
    [
      'a spec nobody has seen yet',
      deployment({}, {}, 3),
      'Progressing',
      'Waiting for rollout to finish: observed deployment generation less than desired generation',
    ],
    [
      'a rollout that took too long',
      deployment({}, { conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }] }),
      'Degraded',
      'Deployment "web" exceeded its progress deadline',
    ],
    [
      'new replicas to come',
      deployment({ replicas: 3 }, { updatedReplicas: 1 }),
      'Progressing',
      'Waiting for rollout to finish: 1 out of 3 new replicas have been updated...',
    ],
    [
      'old replicas to go',
      deployment({ replicas: 2 }, { replicas: 3, updatedReplicas: 2 }),
      'Progressing',
      'Waiting for rollout to finish: 1 old replicas are pending termination...',
    ],
    [
      'replicas that are not available',
      deployment({ replicas: 2 }, { replicas: 2, updatedReplicas: 2, availableReplicas: 1 }),
      'Progressing',
      'Waiting for rollout to finish: 1 of 2 updated replicas are available...',
    ],
    [
      'all available',
      deployment({ replicas: 2 }, { replicas: 2, updatedReplicas: 2, availableReplicas: 2 }),
      'Healthy',
      '',
    ],
  ])('%s', (_, live, status, message) => {
    expect(resourceHealth(live)).toEqual({ status, message });
  });

  it('of a version without a check is Unknown', () => {
    expect(resourceHealth(object('apps/v1beta1', 'Deployment', {}))).toEqual({
      status: 'Unknown',
      message: 'unsupported Deployment GVK: apps/v1beta1, Kind=Deployment',
    });
  });
});

describe('StatefulSet', () => {
  const set = (spec: KubeObject, status: KubeObject) =>
    resourceHealth(object('apps/v1', 'StatefulSet', { spec, status }, { generation: 1 }));
  const seen = { observedGeneration: 1 };

  it.each([
    [{}, {}, 'Progressing', 'Waiting for statefulset spec update to be observed...'],
    [{ replicas: 3 }, { ...seen, readyReplicas: 1 }, 'Progressing', 'Waiting for 2 pods to be ready...'],
    [
      { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
      { ...seen, readyReplicas: 3, updatedReplicas: 1 },
      'Progressing',
      'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
    ],
    [
      { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } },
      { ...seen, readyReplicas: 3, updatedReplicas: 3 },
      'Healthy',
      'partitioned roll out complete: 3 new pods have been updated...',
    ],
    [
      { replicas: 1, updateStrategy: { type: 'OnDelete' } },
      { ...seen, readyReplicas: 1 },
      'Healthy',
      'statefulset has 1 ready pods',
    ],
    [
      { replicas: 1 },
      { ...seen, readyReplicas: 1, updatedReplicas: 1, updateRevision: 'b', currentRevision: 'a' },
      'Progressing',
      'waiting for statefulset rolling update to complete 1 pods at revision b...',
    ],
    [
      { replicas: 1 },
      { ...seen, readyReplicas: 1, currentReplicas: 1, updateRevision: 'b', currentRevision: 'b' },
      'Healthy',
      'statefulset rolling update complete 1 pods at revision b...',
    ],
  ])('%j with %j', (spec, status, code, message) => {
    expect(set(spec, status)).toEqual({ status: code, message });
  });
});

describe('DaemonSet and ReplicaSet', () => {
  it('counts Pods scheduled, updated and available', () => {
    const daemon = (status: KubeObject, spec: KubeObject = {}) =>
      resourceHealth(object('apps/v1', 'DaemonSet', { spec, status }))?.message;
    expect(daemon({ desiredNumberScheduled: 3, updatedNumberScheduled: 1 })).toBe(
      'Waiting for daemon set "web" rollout to finish: 1 out of 3 new pods have been updated...',
    );
    expect(daemon({ desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 })).toBe(
      'Waiting for daemon set "web" rollout to finish: 1 of 2 updated pods are available...',
    );
    expect(daemon({ desiredNumberScheduled: 2 }, { updateStrategy: { type: 'OnDelete' } })).toBe(
      'daemon set 0 out of 2 new pods have been updated',
    );
  });

  it('gives the reason why Pods could not be made', () => {
    const conditions = [{ type: 'ReplicaFailure', status: 'True', message: 'exceeded quota' }];
    expect(resourceHealth(object('apps/v1', 'ReplicaSet', { status: { conditions } }))).toEqual({
      status: 'Degraded',
      message: 'exceeded quota',
    });
  });
});

describe('Job', () => {
  const job = (...conditions: KubeObject[]) =>
    resourceHealth(object('batch/v1', 'Job', { status: { conditions } }));

  it('goes on until it says Complete or Failed', () => {
    expect(job({ type: 'SuccessCriteriaMet', status: 'True' })).toEqual({
      status: 'Progressing',
      message: '',
    });
    expect(job({ type: 'Complete', status: 'True', message: 'done' })).toEqual({
      status: 'Healthy',
      message: 'done',
    });
    expect(job({ type: 'FailureTarget' }, { type: 'Failed', message: 'BackoffLimitExceeded' })).toEqual({
      status: 'Degraded',
      message: 'BackoffLimitExceeded',
    });
  });

  it('is Suspended while the condition is True, and Healthy by its mere presence afterwards', () => {
    expect(job({ type: 'Suspended', status: 'True', message: 'Job suspended' })?.status).toBe('Suspended');
    expect(job({ type: 'Suspended', status: 'False', message: 'Job resumed' })).toEqual({
      status: 'Healthy',
      message: 'Job resumed',
    });
  });
});
