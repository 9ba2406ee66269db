import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { ApiObject, JsonMap } from '@/lib/cluster/interface';
import { numberAt, textAt } from '@/lib/cluster/object';
import { granted, testContext } from '../support';
import { type Behaviour, conditionsOf, current, eventsOf, fakeKubelet, podsOf } from './fake-kubelet';

// What is expected here stands in pkg/controller/deployment (sync.go, rolling.go, recreate.go, progress.go) and replicaset.

function cluster(behave: (image: string, nth: number) => Behaviour = () => 'run') {
  const context = testContext();
  startControllers(context);
  fakeKubelet(context, (pod, nth) => behave(textAt(pod, 'spec', 'containers', 0, 'image') ?? '', nth));
  const web = () => current(context, 'apps/v1', 'Deployment', 'web');
  const change = (spec: JsonMap) =>
    granted(context.api.update({ ...web(), spec: { ...web().spec, ...spec } }));
  const sets = (): ApiObject[] =>
    granted(context.api.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace: 'default' })).items;
  return { context, web, change, sets };
}

const template = (image: string): JsonMap => ({
  metadata: { labels: { app: 'web' } },
  spec: { nodeName: 'node-1', containers: [{ name: 'main', image }] },
});

const deployment = (spec: JsonMap = {}): JsonMap => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', annotations: { team: 'blue' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    template: template('nginx:1'),
    ...spec,
  },
});

describe('a Deployment', () => {
  it('makes a ReplicaSet with its hash, which makes the Pods, and becomes available', async () => {
    const { context, web, sets } = cluster();
    granted(context.api.create(deployment()));
    await context.time.advance(5000);
    const [set] = sets();
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata.name).toBe(`web-${hash}`);
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/);
    expect(set?.metadata.annotations).toEqual({
      team: 'blue',
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '2',
      'deployment.kubernetes.io/max-replicas': '3',
    });
    expect(podsOf(context).map((pod) => pod.metadata.labels)).toEqual([
      { app: 'web', 'pod-template-hash': hash },
      { app: 'web', 'pod-template-hash': hash },
    ]);
    expect(web().metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('1');
    expect(web().status).toMatchObject({
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: 1,
    });
    expect(web().status).not.toHaveProperty('unavailableReplicas');
    expect(conditionsOf(web())).toEqual([
      'Available=True MinimumReplicasAvailable: Deployment has minimum availability.',
      `Progressing=True NewReplicaSetAvailable: ReplicaSet "web-${hash}" has successfully progressed.`,
    ]);
    expect(eventsOf(context, 'Deployment', 'web')).toEqual([
      `Normal ScalingReplicaSet Scaled up replica set web-${hash} from 0 to 2`,
    ]);
    expect(eventsOf(context, 'ReplicaSet', `web-${hash}`)).toHaveLength(2);
    expect(context.faults).toEqual([]);
  });

  it('rolls out within maxSurge and maxUnavailable', async () => {
    const { context, web, change, sets } = cluster();
    granted(
      context.api.create(
        deployment({
          replicas: 4,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
        }),
      ),
    );
    await context.time.advance(5000);
    change({ template: template('nginx:2') });
    let fewest = 4;
    let most = 4;
    for (let i = 0; i < 200; i++) {
      await context.time.advance(100);
      const alive = podsOf(context).filter((pod) => !pod.metadata.deletionTimestamp);
      most = Math.max(most, alive.length);
      fewest = Math.min(
        fewest,
        alive.filter((pod) => textAt(pod, 'status', 'conditions', 0, 'status') === 'True').length,
      );
    }
    expect(most).toBe(5);
    expect(fewest).toBe(3);
    expect(web().status).toMatchObject({ replicas: 4, updatedReplicas: 4, availableReplicas: 4 });
    expect(
      sets()
        .map((set) => numberAt(set, 'spec', 'replicas'))
        .sort(),
    ).toEqual([0, 4]);
    expect(web().metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
    const scaled = eventsOf(context, 'Deployment', 'web')
      .slice(1)
      .map((event) => event.replace(/web-\w+/, 'web'));
    expect(scaled.slice(0, 3)).toEqual([
      'Normal ScalingReplicaSet Scaled up replica set web from 0 to 1',
      'Normal ScalingReplicaSet Scaled down replica set web from 4 to 3',
      'Normal ScalingReplicaSet Scaled up replica set web from 1 to 2',
    ]);
  });

  it('goes back to an old ReplicaSet under a new revision', async () => {
    const { context, change, sets, web } = cluster();
    granted(context.api.create(deployment()));
    await context.time.advance(5000);
    change({ template: template('nginx:2') });
    await context.time.advance(20_000);
    change({ template: template('nginx:1') });
    await context.time.advance(20_000);
    expect(sets()).toHaveLength(2);
    expect(web().metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
    const first = sets().find((set) => numberAt(set, 'spec', 'replicas') === 2);
    expect(first?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
  });

  it('tells that it does not progress after progressDeadlineSeconds, and keeps the old Pods', async () => {
    const { context, change, web } = cluster((image) => (image === 'nginx:2' ? 'unready' : 'run'));
    granted(context.api.create(deployment({ progressDeadlineSeconds: 30 })));
    await context.time.advance(5000);
    change({ template: template('nginx:2') });
    await context.time.advance(25_000);
    expect(conditionsOf(web())[1]).toMatch(
      /^Progressing=True ReplicaSetUpdated: ReplicaSet "web-\w+" is progressing\.$/,
    );
    await context.time.advance(10_000);
    expect(conditionsOf(web())[1]).toMatch(
      /^Progressing=False ProgressDeadlineExceeded: ReplicaSet "web-\w+" has timed out progressing\.$/,
    );
    expect(web().status).toMatchObject({
      replicas: 3,
      updatedReplicas: 1,
      availableReplicas: 2,
      unavailableReplicas: 1,
    });
  });

  it('with Recreate, has no new Pod before the last old one is gone', async () => {
    const { context, change, web } = cluster();
    granted(context.api.create(deployment({ strategy: { type: 'Recreate' } })));
    await context.time.advance(5000);
    change({ template: template('nginx:2') });
    for (let i = 0; i < 100; i++) {
      await context.time.advance(100);
      const images = new Set(podsOf(context).map((pod) => textAt(pod, 'spec', 'containers', 0, 'image')));
      expect(images.size).toBeLessThan(2);
    }
    expect(web().status).toMatchObject({ replicas: 2, updatedReplicas: 2, availableReplicas: 2 });
  });

  it('does not roll out while it is paused, but scales', async () => {
    const { context, change, web, sets } = cluster();
    granted(context.api.create(deployment()));
    await context.time.advance(5000);
    change({ paused: true });
    await context.time.advance(1000);
    change({ template: template('nginx:2'), replicas: 3 });
    await context.time.advance(5000);
    expect(sets()).toHaveLength(1);
    expect(web().status).toMatchObject({ replicas: 3 });
    expect(conditionsOf(web()).join()).toContain(
      'Progressing=Unknown DeploymentPaused: Deployment is paused',
    );
    change({ paused: false });
    await context.time.advance(10_000);
    expect(sets()).toHaveLength(2);
    expect(web().status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 });
  });

  it('keeps no more old ReplicaSets than revisionHistoryLimit', async () => {
    const { context, change, sets } = cluster();
    granted(context.api.create(deployment({ revisionHistoryLimit: 1 })));
    for (const image of ['nginx:2', 'nginx:3', 'nginx:4']) {
      await context.time.advance(20_000);
      change({ template: template(image) });
    }
    await context.time.advance(20_000);
    expect(sets()).toHaveLength(2);
  });

  it('spreads a changed number of replicas over both ReplicaSets of a rollout', async () => {
    const { context, change, sets } = cluster((image) => (image === 'nginx:2' ? 'unready' : 'run'));
    granted(
      context.api.create(
        deployment({
          replicas: 10,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
        }),
      ),
    );
    await context.time.advance(5000);
    change({ template: template('nginx:2') });
    await context.time.advance(10_000);
    expect(
      sets()
        .map((set) => numberAt(set, 'spec', 'replicas'))
        .sort(),
    ).toEqual([5, 8]);
    change({ replicas: 15 });
    await context.time.advance(1000);
    // As "Proportional scaling" in the documentation of Deployments.
    expect(
      sets()
        .map((set) => numberAt(set, 'spec', 'replicas'))
        .sort(),
    ).toEqual([11, 7]);
  });

  it('replaces a Pod that was deleted or ended', async () => {
    const { context, web } = cluster((_, nth) => (nth === 1 ? 1 : 'run'));
    granted(context.api.create(deployment()));
    await context.time.advance(10_000);
    const [pod] = podsOf(context);
    granted(
      context.api.delete({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'default',
        name: pod?.metadata.name ?? '',
      }),
    );
    await context.time.advance(10_000);
    expect(web().status).toMatchObject({ availableReplicas: 2 });
  });

  it('adopts Pods that match, and lets go those that no longer do', async () => {
    const { context, sets } = cluster();
    const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template('nginx:1') };
    granted(
      context.api.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'bare', namespace: 'default', labels: { app: 'web' } },
        spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'nginx:1' }] },
      }),
    );
    granted(
      context.api.create({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name: 'set', namespace: 'default' },
        spec,
      }),
    );
    await context.time.advance(5000);
    expect(podsOf(context).map((pod) => pod.metadata.name)).toEqual(['bare']);
    expect(podsOf(context)[0]?.metadata.ownerReferences?.[0]).toMatchObject({
      kind: 'ReplicaSet',
      name: 'set',
      controller: true,
    });
    granted(
      context.api.patch({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'bare' }, 'merge', {
        metadata: { labels: { app: 'other' } },
      }),
    );
    await context.time.advance(5000);
    const bare = podsOf(context).find((pod) => pod.metadata.name === 'bare');
    expect(bare?.metadata.ownerReferences ?? []).toEqual([]);
    expect(podsOf(context)).toHaveLength(2);
    expect(sets()[0]?.status).toMatchObject({ replicas: 1, readyReplicas: 1 });
  });
});
