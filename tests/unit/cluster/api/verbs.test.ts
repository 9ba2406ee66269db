import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

const configMap = (name: string, data: { [key: string]: string } = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});
const ref = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name });

describe('what every object gets', () => {
  it('has a uid, the simulated time and the next resourceVersion', () => {
    const { api } = testContext();
    const a = granted(api.create(configMap('a')));
    const b = granted(api.create(configMap('b')));
    expect(a.metadata.creationTimestamp).toBe('2026-01-05T08:00:00Z');
    expect(a.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(Number(b.metadata.resourceVersion)).toBe(Number(a.metadata.resourceVersion) + 1);
  });

  it('gets a generated name of five letters', () => {
    const { api } = testContext();
    const made = granted(
      api.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'job-', namespace: 'default' },
      }),
    );
    expect(made.metadata.name).toMatch(/^job-[b-z2-9]{5}$/);
  });

  it('cannot be changed by who reads it', () => {
    const { api } = testContext();
    const made = granted(api.create(configMap('a', { key: 'value' })));
    expect(Object.isFrozen(made.data)).toBe(true);
  });
});

// As k8s.io/apimachinery/pkg/api/errors/errors.go.
describe('what is refused', () => {
  it('is told in the server words', () => {
    const { api } = testContext();
    granted(api.create(configMap('a')));
    expect(refused(api.create(configMap('a')))).toBe('configmaps "a" already exists');
    expect(refused(api.get(ref('b')))).toBe('configmaps "b" not found');
    expect(refused(api.delete(ref('b')))).toBe('configmaps "b" not found');
    expect(refused(api.create({ ...configMap('a'), metadata: { name: 'a', namespace: 'x' } }))).toBe(
      'namespaces "x" not found',
    );
    expect(refused(api.get({ ...ref('a'), kind: 'Foo' }))).toBe(
      'the server could not find the requested resource',
    );
  });

  it('is an update of an old version', () => {
    const { api } = testContext();
    const first = granted(api.create(configMap('a')));
    granted(api.update({ ...first, data: { x: '1' } }));
    expect(refused(api.update({ ...first, data: { x: '2' } }))).toBe(
      'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    );
  });
});

describe('update', () => {
  it('that changes nothing writes nothing', () => {
    const { api } = testContext();
    const first = granted(api.create(configMap('a', { x: '1' })));
    expect(granted(api.update(first)).metadata.resourceVersion).toBe(first.metadata.resourceVersion);
  });

  it('keeps spec and status apart', () => {
    const { api } = testContext();
    const made = granted(
      api.create({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'default' },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'web', image: 'nginx' }] },
          },
        },
        status: { replicas: 7 },
      }),
    );
    expect(made.status?.replicas).toBeUndefined();
    const status = granted(
      api.update(
        { ...made, spec: { ...made.spec, replicas: 9 }, status: { replicas: 1 } },
        { subresource: 'status' },
      ),
    );
    expect([status.spec?.replicas, status.status?.replicas, status.metadata.generation]).toEqual([1, 1, 1]);
    const scaled = granted(api.update({ ...status, spec: { ...status.spec, replicas: 2 }, status: {} }));
    expect([scaled.spec?.replicas, scaled.status?.replicas, scaled.metadata.generation]).toEqual([2, 1, 2]);
  });
});

describe('watch', () => {
  it('tells of each write in the same instant, after the writer is done', async () => {
    const { api, time } = testContext();
    const told: string[] = [];
    const stop = api.watch({ kind: 'ConfigMap' }, ({ type, object }: WatchEvent) =>
      told.push(`${type} ${object.metadata.name}`),
    );
    granted(api.create(configMap('a')));
    expect(told).toEqual([]);
    granted(api.patch(ref('a'), 'merge', { data: { x: '1' } }));
    granted(api.delete(ref('a')));
    await time.advance(0);
    expect(told).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
    stop();
    granted(api.create(configMap('b')));
    await time.advance(0);
    expect(told).toHaveLength(3);
  });
});

describe('list', () => {
  it('selects by labels and fields', () => {
    const { api } = testContext();
    for (const [name, tier] of [
      ['a', 'web'],
      ['b', 'db'],
      ['c', ''],
    ])
      granted(
        api.create({
          ...configMap(name ?? ''),
          metadata: { name, namespace: 'default', labels: tier ? { tier } : {} },
        }),
      );
    const names = (query: { labelSelector?: string; fieldSelector?: string }) =>
      granted(api.list({ apiVersion: 'v1', kind: 'ConfigMap', ...query }))
        .items.map(({ metadata }) => metadata.name)
        .filter((name) => name !== 'kube-root-ca.crt');
    expect(names({})).toEqual(['a', 'b', 'c']);
    expect(names({ labelSelector: 'tier=web' })).toEqual(['a']);
    expect(names({ labelSelector: 'tier!=web' })).toEqual(['b', 'c']);
    expect(names({ labelSelector: 'tier in (web,db)' })).toEqual(['a', 'b']);
    expect(names({ labelSelector: '!tier' })).toEqual(['c']);
    expect(names({ fieldSelector: 'metadata.name!=a' })).toEqual(['b', 'c']);
  });
});

describe('events', () => {
  it('are counted when they repeat, and gone after an hour', async () => {
    const { api, time } = testContext();
    const about = granted(api.create(configMap('a')));
    const tell = () =>
      api.recordEvent({ about, type: 'Normal', reason: 'Tried', message: 'once more', component: 'kubelet' });
    tell();
    await time.advance(5000);
    tell();
    const [event, ...others] = granted(api.list({ apiVersion: 'v1', kind: 'Event' })).items;
    expect(others).toEqual([]);
    expect(event).toMatchObject({ count: 2, lastTimestamp: '2026-01-05T08:00:05Z' });
    expect(event?.metadata.name).toMatch(/^a\.[0-9a-f]{16}$/);
    await time.advance(2 * 3_600_000);
    expect(granted(api.list({ apiVersion: 'v1', kind: 'Event' })).items).toEqual([]);
  });
});
