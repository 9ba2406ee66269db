import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { ApiObject, JsonMap } from '@/lib/cluster/interface';
import { textAt } from '@/lib/cluster/object';
import { startScheduler } from '@/lib/cluster/scheduler';
import { granted, testContext } from '../support';
import { current, eventsOf, fakeKubelet } from './fake-kubelet';

// What is expected here stands in pkg/controller/volume/persistentvolume/pv_controller.go and pvcprotection.

function cluster() {
  const context = testContext();
  startControllers(context);
  startScheduler(context);
  fakeKubelet(context);
  const claim = () => current(context, 'v1', 'PersistentVolumeClaim', 'data');
  const make = (spec: JsonMap = {}) =>
    granted(
      context.api.create({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'default' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
      }),
    );
  const pod = () =>
    granted(
      context.api.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'default' },
        spec: {
          containers: [{ name: 'main', image: 'nginx:1' }],
          volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
        },
      }),
    );
  const volumes = (): ApiObject[] =>
    granted(context.api.list({ apiVersion: 'v1', kind: 'PersistentVolume' })).items;
  const remove = (kind: string, name: string) =>
    granted(context.api.delete({ apiVersion: 'v1', kind, namespace: 'default', name }));
  return { context, claim, make, pod, volumes, remove };
}

describe('a claim', () => {
  it('waits for its first consumer, then gets a volume on that node, and only then the Pod runs', async () => {
    const { context, claim, make, pod, volumes } = cluster();
    make();
    await context.time.advance(5000);
    expect(claim().status).toEqual({ phase: 'Pending' });
    expect(claim().spec?.storageClassName).toBe('standard');
    expect(eventsOf(context, 'PersistentVolumeClaim', 'data')).toEqual([
      'Normal WaitForFirstConsumer waiting for first consumer to be created before binding',
    ]);
    pod();
    await context.time.advance(1000);
    expect(current(context, 'v1', 'Pod', 'web').spec?.nodeName).toBeUndefined();
    await context.time.advance(9000);
    const { uid } = claim().metadata;
    expect(claim().status).toEqual({
      phase: 'Bound',
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
    });
    expect(claim().spec?.volumeName).toBe(`pvc-${uid}`);
    expect(volumes().map((volume) => [volume.metadata.name, textAt(volume.status, 'phase')])).toEqual([
      [`pvc-${uid}`, 'Bound'],
    ]);
    expect(current(context, 'v1', 'Pod', 'web').spec?.nodeName).toBe('node-1');
    expect(eventsOf(context, 'PersistentVolumeClaim', 'data').slice(-2)).toEqual([
      'Normal Provisioning External provisioner is provisioning volume for claim "default/data"',
      `Normal ProvisioningSucceeded Successfully provisioned volume pvc-${uid}`,
    ]);
    expect(context.faults).toEqual([]);
  });

  it('stays while a Pod uses it, and its volume goes with it', async () => {
    const { context, claim, make, pod, volumes, remove } = cluster();
    make();
    pod();
    await context.time.advance(10_000);
    remove('PersistentVolumeClaim', 'data');
    await context.time.advance(10_000);
    expect(claim().metadata.deletionTimestamp).toBeDefined();
    expect(claim().metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
    remove('Pod', 'web');
    await context.time.advance(10_000);
    expect(volumes()).toEqual([]);
  });

  it('of a class that there is not says so', async () => {
    const { context, make } = cluster();
    make({ storageClassName: 'fast' });
    await context.time.advance(5000);
    expect(eventsOf(context, 'PersistentVolumeClaim', 'data')).toEqual([
      'Warning ProvisioningFailed storageclass.storage.k8s.io "fast" not found',
    ]);
  });

  it('without a class takes the smallest volume that is large enough, and leaves it Released', async () => {
    const { context, claim, make, volumes, remove } = cluster();
    for (const [name, storage] of [
      ['small', '512Mi'],
      ['right', '2Gi'],
      ['large', '10Gi'],
    ])
      granted(
        context.api.create({
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name },
          spec: {
            accessModes: ['ReadWriteOnce'],
            capacity: { storage },
            persistentVolumeReclaimPolicy: 'Retain',
            hostPath: { path: '/data' },
          },
        }),
      );
    await context.time.advance(1000);
    make({ storageClassName: '' });
    await context.time.advance(1000);
    expect(claim().spec?.volumeName).toBe('right');
    remove('PersistentVolumeClaim', 'data');
    await context.time.advance(1000);
    expect(volumes().map((volume) => [volume.metadata.name, textAt(volume.status, 'phase')])).toEqual([
      ['large', 'Available'],
      ['right', 'Released'],
      ['small', 'Available'],
    ]);
  });

  it('for many writers is refused by the provisioner', async () => {
    const { context, make, pod } = cluster();
    make({ accessModes: ['ReadWriteMany'] });
    pod();
    await context.time.advance(10_000);
    expect(eventsOf(context, 'PersistentVolumeClaim', 'data').at(-1)).toBe(
      'Warning ProvisioningFailed failed to provision volume with StorageClass "standard": NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes',
    );
  });
});
