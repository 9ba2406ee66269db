import { describe, expect, it } from 'vitest';
import type { JsonMap, KubeApi } from '@/lib/cluster/interface';
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
const apply = (api: KubeApi, manifest: JsonMap, manager: string, force = false) =>
  api.apply(manifest, { mode: 'server', manager, force });

// As structured-merge-diff/merge/update.go and apimachinery/pkg/util/managedfields.
describe('server-side apply', () => {
  it('notes who owns which fields', () => {
    const { api } = testContext();
    const { object, result } = granted(apply(api, deployment({ replicas: 2 }), 'one'));
    expect(result).toBe('serverside-applied');
    expect(object.metadata.managedFields).toEqual([
      {
        manager: 'one',
        operation: 'Apply',
        apiVersion: 'apps/v1',
        time: '2026-01-05T08:00:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': {
            'f:replicas': {},
            'f:selector': {},
            'f:template': {
              'f:metadata': { 'f:labels': { 'f:app': {} } },
              'f:spec': {
                'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} } },
              },
            },
          },
        },
      },
    ]);
    expect(granted(apply(api, deployment({ replicas: 2 }), 'one')).object.metadata.resourceVersion).toBe(
      object.metadata.resourceVersion,
    );
  });

  it('refuses to change what another manager owns, unless it is forced', () => {
    const { api } = testContext();
    granted(api.apply(deployment({ replicas: 2 })));
    expect(refused(apply(api, deployment({ replicas: 3 }), 'argocd-controller'))).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas',
    );
    expect(
      refused(apply(api, deployment({ replicas: 3 }, { image: 'nginx:1.28' }), 'argocd-controller')),
    ).toBe(
      'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="web"].image',
    );
    const { object } = granted(apply(api, deployment({ replicas: 3 }), 'argocd-controller', true));
    expect(object.spec?.replicas).toBe(3);
    const owners = object.metadata.managedFields?.filter(({ fieldsV1 }) =>
      JSON.stringify(fieldsV1).includes('f:replicas'),
    );
    expect(owners?.map(({ manager }) => manager)).toEqual(['argocd-controller']);
  });

  it('lets two managers own a field of the same value', () => {
    const { api } = testContext();
    granted(apply(api, deployment({ replicas: 2 }), 'one'));
    granted(apply(api, deployment({ replicas: 2 }), 'two'));
    const { object } = granted(apply(api, deployment(), 'one'));
    expect(object.spec?.replicas).toBe(2);
  });

  it('takes out what its manager no longer applies and nobody else owns', () => {
    const { api } = testContext();
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    granted(apply(api, deployment({ minReadySeconds: 5 }, { env }), 'one'));
    const { object } = granted(apply(api, deployment({}, { env: env.slice(0, 1) }), 'one'));
    expect(object.spec?.minReadySeconds).toBeUndefined();
    expect(JSON.stringify(object.spec)).toContain('"env":[{"name":"A","value":"1"}]');
  });

  it('of kubectl takes over what it applied client-side', () => {
    const { api } = testContext();
    granted(api.apply(deployment({ minReadySeconds: 5 })));
    const { object } = granted(apply(api, deployment(), 'kubectl'));
    expect(object.spec?.minReadySeconds).toBeUndefined();
    expect(object.metadata.managedFields?.map(({ manager, operation }) => `${manager} ${operation}`)).toEqual(
      ['kubectl Apply'],
    );
  });
});

describe('an update', () => {
  it('takes over the fields that it changes', () => {
    const { api } = testContext();
    granted(apply(api, deployment({ replicas: 2 }), 'one'));
    const scaled = granted(api.patch(ref, 'merge', { spec: { replicas: 5 } }, { manager: 'kubectl-scale' }));
    const owners = scaled.metadata.managedFields?.filter(({ fieldsV1 }) =>
      JSON.stringify(fieldsV1).includes('f:replicas'),
    );
    expect(owners?.map(({ manager }) => manager)).toEqual(['kubectl-scale']);
    expect(refused(apply(api, deployment({ replicas: 2 }), 'one'))).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl-scale" using apps/v1: .spec.replicas',
    );
  });

  it('of a status is told apart', () => {
    const { api } = testContext();
    const made = granted(api.create(deployment(), { manager: 'kubectl-create' }));
    const next = granted(
      api.update(
        { ...made, status: { replicas: 1 } },
        { subresource: 'status', manager: 'kube-controller-manager' },
      ),
    );
    expect(next.metadata.managedFields?.find(({ subresource }) => subresource)).toMatchObject({
      manager: 'kube-controller-manager',
      subresource: 'status',
      fieldsV1: { 'f:status': { 'f:replicas': {} } },
    });
  });
});
