import { describe, expect, it } from 'vitest';
import type { ApiObject, KubeApi } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

function configMap(api: KubeApi, name: string, metadata: { [field: string]: unknown } = {}): ApiObject {
  const manifest: unknown = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', ...metadata },
  };
  return granted(api.create(JSON.parse(JSON.stringify(manifest))));
}
const owner = (of: ApiObject, more: { blockOwnerDeletion?: boolean } = {}) => ({
  apiVersion: of.apiVersion,
  kind: of.kind,
  name: of.metadata.name,
  uid: of.metadata.uid,
  ...more,
});
const ref = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name });
const names = (api: KubeApi) =>
  granted(api.list({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' }))
    .items.map(({ metadata }) => metadata.name)
    .filter((name) => name !== 'kube-root-ca.crt');

// As k8s.io/apiserver/pkg/registry/generic/registry/store.go, Delete.
describe('finalizers', () => {
  it('hold an object until the last one is gone', () => {
    const { api } = testContext();
    configMap(api, 'a', { finalizers: ['example.com/hold'] });
    expect(granted(api.delete(ref('a'))).metadata.deletionTimestamp).toBe('2026-01-05T08:00:00Z');
    expect(names(api)).toEqual(['a']);
    granted(api.patch(ref('a'), 'merge', { metadata: { finalizers: null } }));
    expect(names(api)).toEqual([]);
  });

  it('preconditions are kept', () => {
    const { api } = testContext();
    const made = configMap(api, 'a');
    expect(refused(api.delete(ref('a'), { preconditions: { uid: 'other' } }))).toBe(
      `Operation cannot be fulfilled on configmaps "a": Precondition failed: UID in precondition: other, UID in object meta: ${made.metadata.uid}`,
    );
  });
});

describe('a Pod', () => {
  it('that runs on a node waits for its kubelet', () => {
    const { api } = testContext();
    const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'p' };
    granted(
      api.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'default' },
        spec: { nodeName: 'n', containers: [{ name: 'c', image: 'nginx:1.27' }] },
      }),
    );
    const deleted = granted(api.delete(pod));
    expect(deleted.metadata).toMatchObject({
      deletionTimestamp: '2026-01-05T08:00:30Z',
      deletionGracePeriodSeconds: 30,
    });
    granted(api.delete(pod, { gracePeriodSeconds: 0 }));
    expect(refused(api.get(pod))).toBe('pods "p" not found');
  });
});

// As pkg/controller/garbagecollector/garbagecollector_test.go.
describe('the garbage collector', () => {
  it('deletes what an owner leaves behind, and what that leaves behind', async () => {
    const { api, time } = testContext();
    const a = configMap(api, 'a');
    const b = configMap(api, 'b', { ownerReferences: [owner(a)] });
    configMap(api, 'c', { ownerReferences: [owner(b)] });
    await time.advance(1000);
    granted(api.delete(ref('a'), { propagation: 'Background' }));
    expect(names(api)).toEqual(['b', 'c']);
    await time.advance(1000);
    expect(names(api)).toEqual([]);
  });

  it('deletes an object whose owner never was', async () => {
    const { api, time } = testContext();
    const a = configMap(api, 'a');
    configMap(api, 'b', { ownerReferences: [{ ...owner(a), uid: 'never-was' }] });
    await time.advance(1000);
    expect(names(api)).toEqual(['a']);
  });

  it('keeps what has another owner, without the reference to the one that is gone', async () => {
    const { api, time } = testContext();
    const a = configMap(api, 'a');
    const b = configMap(api, 'b');
    configMap(api, 'c', { ownerReferences: [owner(a), owner(b)] });
    await time.advance(1000);
    granted(api.delete(ref('a')));
    await time.advance(1000);
    expect(granted(api.get(ref('c'))).metadata.ownerReferences).toEqual([owner(b)]);
  });

  it('in the foreground deletes the dependents first', async () => {
    const { api, time } = testContext();
    const a = configMap(api, 'a');
    configMap(api, 'b', {
      ownerReferences: [owner(a, { blockOwnerDeletion: true })],
      finalizers: ['example.com/hold'],
    });
    await time.advance(1000);
    granted(api.delete(ref('a'), { propagation: 'Foreground' }));
    await time.advance(1000);
    expect(names(api)).toEqual(['a', 'b']);
    granted(api.patch(ref('b'), 'merge', { metadata: { finalizers: null } }));
    await time.advance(1000);
    expect(names(api)).toEqual([]);
  });

  it('orphans when it is asked to', async () => {
    const { api, time } = testContext();
    const a = configMap(api, 'a');
    configMap(api, 'b', { ownerReferences: [owner(a)] });
    await time.advance(1000);
    granted(api.delete(ref('a'), { propagation: 'Orphan' }));
    await time.advance(1000);
    expect(names(api)).toEqual(['b']);
    expect(granted(api.get(ref('b'))).metadata.ownerReferences).toBeUndefined();
  });
});

// As pkg/controller/namespace/deletion/namespaced_resources_deleter.go.
describe('a namespace', () => {
  const space = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };

  it('that is deleted takes its content along, and takes nothing new meanwhile', async () => {
    const { api, time, faults } = testContext();
    granted(api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }));
    await time.advance(100);
    granted(
      api.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'shop', finalizers: ['example.com/hold'] },
      }),
    );
    expect(granted(api.delete(space)).status?.phase).toBe('Terminating');
    expect(
      refused(
        api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'shop' } }),
      ),
    ).toBe(
      'configmaps "b" is forbidden: unable to create new content in namespace shop because it is being terminated',
    );
    await time.advance(10_000);
    const held = JSON.stringify(granted(api.get(space)).status);
    expect(held).toContain(
      'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    );
    expect(held).toContain('Some resources are remaining: configmaps. has 1 resource instances');
    granted(api.patch({ ...ref('a'), namespace: 'shop' }, 'merge', { metadata: { finalizers: null } }));
    await time.advance(5000);
    expect(refused(api.get(space))).toBe('namespaces "shop" not found');
    expect(faults).toEqual([]);
  });

  it('that the cluster needs stays', () => {
    const { api } = testContext();
    expect(refused(api.delete({ ...space, name: 'default' }))).toBe(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
  });
});
