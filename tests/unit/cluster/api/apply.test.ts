import { describe, expect, it } from 'vitest';
import type { Json, JsonMap, KubeApi } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

const deployment = (spec: JsonMap = {}, container: JsonMap = {}): JsonMap => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }] },
    },
    ...spec,
  },
});
const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' };

// As kubectl/pkg/cmd/apply/apply.go and apimachinery/pkg/util/strategicpatch.
describe('client-side apply', () => {
  it('creates, leaves alone and changes', () => {
    const { api } = testContext();
    expect(granted(api.apply(deployment())).result).toBe('created');
    expect(granted(api.apply(deployment())).result).toBe('unchanged');
    const changed = granted(api.apply(deployment({ replicas: 3 })));
    expect([changed.result, changed.object.spec?.replicas, changed.object.metadata.generation]).toEqual([
      'configured',
      3,
      2,
    ]);
  });

  it('reverts drift of what it wrote, and leaves what it did not write', () => {
    const { api } = testContext();
    granted(api.apply(deployment({ replicas: 1 })));
    granted(api.patch(ref, 'merge', { spec: { replicas: 5, minReadySeconds: 7 } }));
    const { object } = granted(api.apply(deployment({ replicas: 1 })));
    expect([object.spec?.replicas, object.spec?.minReadySeconds]).toEqual([1, 7]);
  });

  it('takes out what it wrote before and writes no more', () => {
    const { api } = testContext();
    granted(
      api.apply(
        deployment(
          { minReadySeconds: 7 },
          {
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
        ),
      ),
    );
    granted(
      api.patch(ref, 'strategic', {
        spec: { template: { spec: { containers: [{ name: 'web', env: [{ name: 'C', value: '3' }] }] } } },
      }),
    );
    const { object } = granted(api.apply(deployment({}, { env: [{ name: 'B', value: '2' }] })));
    expect(object.spec?.minReadySeconds).toBeUndefined();
    expect(JSON.stringify(object.spec)).toContain(
      '"env":[{"name":"B","value":"2"},{"name":"C","value":"3"}]',
    );
  });

  it('warns of what was not made by apply', () => {
    const { api } = testContext();
    granted(api.create(deployment()));
    expect(api.apply(deployment({ replicas: 2 })).warnings).toEqual([
      'resource deployments.apps/web is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.',
    ]);
  });

  it('writes the annotation as kubectl does', () => {
    const { api } = testContext();
    const { object } = granted(
      api.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { b: '<&>', a: '1' } }),
    );
    expect(object.metadata.annotations).toEqual({
      'kubectl.kubernetes.io/last-applied-configuration':
        '{"apiVersion":"v1","data":{"a":"1","b":"\\u003c\\u0026\\u003e"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"a","namespace":"default"}}\n',
    });
  });

  it('tells what it cannot read', () => {
    const { api } = testContext();
    expect(refused(api.apply(deployment({ replicas: '3' })))).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    );
    expect(refused(api.apply(deployment({ foo: 1 }, { imge: 'x' })))).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.containers[0].imge", unknown field "spec.foo"',
    );
    expect(refused(api.apply(deployment({}, { env: [{ name: 'A', value: 1 }] })))).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    );
  });
});

describe('patches', () => {
  const containers = (api: KubeApi) => JSON.stringify(granted(api.get(ref)).spec?.template);
  const strategic = (api: KubeApi, podSpec: JsonMap) =>
    api.patch(ref, 'strategic', { spec: { template: { spec: podSpec } } });

  it('merge lists by their keys, delete and reorder by directives', () => {
    const { api } = testContext();
    granted(api.create(deployment()));
    granted(strategic(api, { containers: [{ name: 'side', image: 'busybox:1' }] }));
    expect(containers(api)).toMatch(/"name":"web".*"name":"side"/);
    granted(
      strategic(api, {
        $setElementOrder_: null,
        '$setElementOrder/containers': [{ name: 'side' }, { name: 'web' }],
      }),
    );
    expect(containers(api)).toMatch(/"name":"side".*"name":"web"/);
    granted(strategic(api, { containers: [{ name: 'side', $patch: 'delete' }] }));
    expect(containers(api)).not.toContain('"side"');
    expect(refused(strategic(api, { containers: [{ image: 'x' }] }))).toBe(
      'map: map[image:x] does not contain declared merge key: name',
    );
  });

  it('of JSON are told where they fail', () => {
    const { api } = testContext();
    granted(api.create(deployment()));
    const json = (...patch: Json[]) => api.patch(ref, 'json', patch);
    granted(
      json(
        { op: 'replace', path: '/spec/replicas', value: 4 },
        { op: 'test', path: '/spec/replicas', value: 4 },
      ),
    );
    expect(refused(json({ op: 'remove', path: '/spec/nothing' }))).toContain(
      'remove operation does not apply: doc is missing path: "/spec/nothing": missing value',
    );
    expect(refused(json({ op: 'test', path: '/spec/replicas', value: 1 }))).toContain(
      'testing value /spec/replicas failed: test failed',
    );
  });

  it('scale by the subresource', () => {
    const { api } = testContext();
    granted(api.create(deployment()));
    const scaled = granted(api.patch(ref, 'merge', { spec: { replicas: 6 } }, { subresource: 'scale' }));
    expect(scaled.spec?.replicas).toBe(6);
  });
});
