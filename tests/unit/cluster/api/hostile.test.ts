import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonMap } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

const KINDS: readonly (readonly [string, string])[] = [
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['v1', 'Secret'],
  ['v1', 'Namespace'],
  ['v1', 'LimitRange'],
  ['v1', 'ResourceQuota'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['argoproj.io/v1alpha1', 'Application'],
];
const FIELDS = [
  'spec',
  'metadata',
  'labels',
  'annotations',
  'template',
  'containers',
  'initContainers',
  'name',
  'image',
  'env',
  'value',
  'valueFrom',
  'ports',
  'port',
  'selector',
  'matchLabels',
  'matchExpressions',
  'data',
  'resources',
  'limits',
  'requests',
  'cpu',
  'volumes',
  'livenessProbe',
  'httpGet',
  'jobTemplate',
  'finalizers',
  'ownerReferences',
  'managedFields',
  'rules',
  'http',
  'paths',
  'versions',
  'schema',
  'openAPIV3Schema',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$patch',
  '$setElementOrder/containers',
  '$retainKeys',
];

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Json>(
      null,
      true,
      false,
      0,
      -1,
      80,
      1.5,
      '',
      'web',
      '500m',
      '1Gi',
      'a b',
      'x'.repeat(300),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...FIELDS), tie('value')), { maxLength: 8 })
      .map(
        (entries): Json =>
          JSON.parse(
            `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
          ),
      ),
  ),
})).value;

const manifest = fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom('a', 'b', ''), json, json, json).map(
  ([[apiVersion, kind], name, spec, labels, data]): JsonMap => ({
    apiVersion,
    kind,
    metadata: { name, labels, namespace: 'default' },
    spec,
    data,
  }),
);

describe('whatever is sent', () => {
  it('is answered, never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(manifest, json, fc.nat(6)), { maxLength: 12 }), async (steps) => {
        const { api, time, faults } = testContext();
        for (const [object, patch, verb] of steps) {
          const { apiVersion, kind } = object;
          const ref = { apiVersion: String(apiVersion), kind: String(kind), namespace: 'default', name: 'a' };
          if (verb === 0) api.create(object);
          else if (verb === 1) api.update(object);
          else if (verb === 2) api.apply(object);
          else if (verb === 3) api.apply(object, { mode: 'server', force: true });
          else if (verb === 4) api.patch(ref, 'strategic', patch);
          else if (verb === 5) api.patch(ref, 'merge', patch);
          else api.patch(ref, 'json', [{ op: 'replace', path: '/spec', value: patch }]);
        }
        await time.advance(2000);
        expect(faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps keys that mean something to JavaScript as what they are', () => {
    const { api } = testContext();
    const manifest: JsonMap = JSON.parse(
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"__proto__":"1","constructor":"2"}}',
    );
    const { object } = granted(api.apply(manifest));
    expect(JSON.stringify(object.data)).toBe('{"__proto__":"1","constructor":"2"}');
    expect(granted(api.apply(manifest)).result).toBe('unchanged');
    expect(Object.prototype).not.toHaveProperty('1');
  });

  it('is refused when it is nested without end', () => {
    const { api } = testContext();
    let deep: Json = 'end';
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(
      refused(
        api.create({
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { name: 'a' },
          spec: { deep },
        }),
      ),
    ).toContain('exceeded max depth');
  });

  it('and its like make no prototypes out of words', () => {
    const { api } = testContext();
    expect(refused(api.get({ apiVersion: 'v1', kind: 'constructor', name: 'a' }))).toBe(
      'the server could not find the requested resource',
    );
    expect(refused(api.list({ apiVersion: 'v1', kind: 'Pod', fieldSelector: '__proto__=1' }))).toBe(
      'field label not supported: __proto__',
    );
  });
});
