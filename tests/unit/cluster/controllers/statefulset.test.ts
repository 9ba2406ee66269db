import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { JsonMap } from '@/lib/cluster/interface';
import { mapsAt, textAt } from '@/lib/cluster/object';
import { granted, testContext } from '../support';
import { type Behaviour, current, eventsOf, fakeKubelet, podsOf } from './fake-kubelet';

// What is expected here stands in pkg/controller/statefulset/stateful_set_control.go and stateful_pod_control.go.

const template = (image: string): JsonMap => ({
  metadata: { labels: { app: 'db' } },
  spec: { nodeName: 'node-1', containers: [{ name: 'main', image }] },
});

function cluster(behave: (name: string, image: string) => Behaviour = () => 'run') {
  const context = testContext();
  startControllers(context);
  fakeKubelet(context, (pod) => behave(pod.metadata.name, textAt(pod.spec, 'containers', 0, 'image') ?? ''));
  const db = () => current(context, 'apps/v1', 'StatefulSet', 'db');
  const make = (spec: JsonMap = {}) =>
    granted(
      context.api.create({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'db', namespace: 'default' },
        spec: {
          replicas: 3,
          serviceName: 'db',
          podManagementPolicy: 'OrderedReady',
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
          selector: { matchLabels: { app: 'db' } },
          template: template('postgres:17'),
          ...spec,
        },
      }),
    );
  const change = (spec: JsonMap) => granted(context.api.update({ ...db(), spec: { ...db().spec, ...spec } }));
  const names = () => podsOf(context).map((pod) => pod.metadata.name);
  const images = () => podsOf(context).map((pod) => textAt(pod.spec, 'containers', 0, 'image'));
  return { context, db, make, change, names, images };
}

describe('a StatefulSet', () => {
  it('makes its Pods one after the other, each with its name, host name and labels', async () => {
    const { context, db, make, names } = cluster();
    make();
    const seen: number[] = [];
    for (let i = 0; i < 50; i++) {
      await context.time.advance(100);
      if (names().length !== seen.at(-1)) seen.push(names().length);
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
    const revision = textAt(db().status, 'updateRevision');
    expect(podsOf(context)[1]?.metadata.labels).toEqual({
      app: 'db',
      'statefulset.kubernetes.io/pod-name': 'db-1',
      'apps.kubernetes.io/pod-index': '1',
      'controller-revision-hash': revision,
    });
    expect(podsOf(context)[1]?.spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
    expect(db().status).toEqual({
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    });
    expect(eventsOf(context, 'StatefulSet', 'db')).toEqual(
      [0, 1, 2].map((n) => `Normal SuccessfulCreate create Pod db-${n} in StatefulSet db successful`),
    );
    expect(context.faults).toEqual([]);
  });

  it('waits for a Pod that does not become ready', async () => {
    const { context, make, names } = cluster((name) => (name === 'db-1' ? 'unready' : 'run'));
    make();
    await context.time.advance(30_000);
    expect(names()).toEqual(['db-0', 'db-1']);
  });

  it('makes all at once with podManagementPolicy Parallel', async () => {
    const { context, make, names } = cluster(() => 'unready');
    make({ podManagementPolicy: 'Parallel' });
    await context.time.advance(100);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('takes the highest number first when it shrinks', async () => {
    const { context, make, change, names } = cluster();
    make();
    await context.time.advance(10_000);
    change({ replicas: 1 });
    const seen: string[] = [];
    for (let i = 0; i < 100; i++) {
      await context.time.advance(100);
      if (names().join() !== seen.at(-1)) seen.push(names().join());
    }
    expect(seen).toEqual(['db-0,db-1,db-2', 'db-0,db-1', 'db-0']);
    expect(eventsOf(context, 'StatefulSet', 'db').slice(3)).toEqual([
      'Normal SuccessfulDelete delete Pod db-2 in StatefulSet db successful',
      'Normal SuccessfulDelete delete Pod db-1 in StatefulSet db successful',
    ]);
  });

  it('rolls out from the highest number down, and stops at the partition', async () => {
    const { context, db, make, change, images } = cluster();
    make({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } });
    await context.time.advance(10_000);
    change({ template: template('postgres:18') });
    await context.time.advance(3500);
    expect(images()).toEqual(['postgres:17', 'postgres:17', 'postgres:18']);
    await context.time.advance(20_000);
    expect(images()).toEqual(['postgres:17', 'postgres:18', 'postgres:18']);
    expect(db().status).toMatchObject({ currentReplicas: 1, updatedReplicas: 2 });
    change({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } });
    await context.time.advance(20_000);
    expect(images()).toEqual(['postgres:18', 'postgres:18', 'postgres:18']);
    expect(textAt(db().status, 'currentRevision')).toBe(textAt(db().status, 'updateRevision'));
    expect(db().status).toMatchObject({ currentReplicas: 3, updatedReplicas: 3 });
  });

  it('stays with a Pod of a broken revision: the one before it is not touched', async () => {
    const { context, make, change, images } = cluster((_, image) => (image === 'broken' ? 'unready' : 'run'));
    make();
    await context.time.advance(10_000);
    change({ template: template('broken') });
    await context.time.advance(60_000);
    expect(images()).toEqual(['postgres:17', 'postgres:17', 'broken']);
    // As the documentation's "Forced rollback": the broken Pod must be deleted by hand.
    change({ template: template('postgres:17') });
    await context.time.advance(60_000);
    expect(images()).toEqual(['postgres:17', 'postgres:17', 'broken']);
    granted(context.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'db-2' }));
    await context.time.advance(20_000);
    expect(images()).toEqual(['postgres:17', 'postgres:17', 'postgres:17']);
  });

  it('makes a claim for each Pod, and leaves it when the Pod goes', async () => {
    const { context, make, change } = cluster();
    make({
      replicas: 2,
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    });
    await context.time.advance(10_000);
    const claims = () =>
      granted(context.api.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'default' }))
        .items;
    expect(claims().map((claim) => claim.metadata.name)).toEqual(['data-db-0', 'data-db-1']);
    expect(mapsAt(podsOf(context)[0]?.spec, 'volumes')).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } },
    ]);
    expect(eventsOf(context, 'StatefulSet', 'db')[0]).toBe(
      'Normal SuccessfulCreate create Claim data-db-0 Pod db-0 in StatefulSet db success',
    );
    change({ replicas: 0 });
    await context.time.advance(10_000);
    expect(podsOf(context)).toEqual([]);
    expect(claims()).toHaveLength(2);
  });
});
