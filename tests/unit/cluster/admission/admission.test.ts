import { describe, expect, it } from 'vitest';
import type { JsonMap, KubeApi } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

function space(api: KubeApi, labels: { [key: string]: string }): void {
  const prefixed = Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
  );
  granted(api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: prefixed } }));
}
const pod = (name: string, container: JsonMap = {}, spec: JsonMap = {}): JsonMap => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'nginx:1.27', ...container }], ...spec },
});
const RESTRICTED =
  'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';

// As kubernetes/pod-security-admission, admission/admission.go.
describe('Pod Security', () => {
  it('refuses Pods that violate what is enforced', () => {
    const { api } = testContext();
    space(api, { enforce: 'restricted' });
    expect(refused(api.create(pod('web')))).toBe(
      `pods "web" is forbidden: violates PodSecurity "restricted:latest": ${RESTRICTED}`,
    );
  });

  it('only warns of workloads, by the version that the label names', () => {
    const { api } = testContext();
    space(api, { enforce: 'restricted', 'enforce-version': 'v1.30' });
    const { metadata, spec } = pod('web');
    const answer = api.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec },
      },
    });
    expect(metadata).toBeDefined();
    granted(answer);
    expect(answer.warnings).toEqual([`would violate PodSecurity "restricted:v1.30": ${RESTRICTED}`]);
  });

  it('warns without refusing where it is only to warn', () => {
    const { api } = testContext();
    space(api, { warn: 'restricted' });
    const answer = api.create(pod('web'));
    granted(answer);
    expect(answer.warnings).toHaveLength(1);
  });

  // The annotation audit-violations of the audit log; here it is the cluster's log.
  it('notes what it is to audit, and says nothing to who asks', () => {
    const { api, log } = testContext();
    space(api, { audit: 'restricted' });
    const answer = api.create(pod('web'));
    granted(answer);
    expect(answer.warnings).toEqual([]);
    expect(log.entries().find(({ actor }) => actor === 'audit')).toMatchObject({
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
      what: 'violates Pod Security',
      why: `would violate PodSecurity "restricted:latest": ${RESTRICTED}`,
    });
  });

  it('tells which Pods a stricter level would not let in', () => {
    const { api } = testContext();
    space(api, {});
    granted(api.create(pod('a')));
    granted(api.create(pod('b')));
    const answer = api.patch({ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }, 'merge', {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    granted(answer);
    expect(answer.warnings).toEqual([
      'existing pods in namespace "shop" violate the new PodSecurity enforce level "restricted:latest"',
      'a (and 1 other pod): allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    ]);
  });

  it('refuses labels that name no level', () => {
    const { api } = testContext();
    expect(
      refused(
        api.create({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'x', labels: { 'pod-security.kubernetes.io/enforce': 'strict' } },
        }),
      ),
    ).toBe(
      'Namespace "x" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
  });
});

describe('other plugins', () => {
  it('give Pods an account, a priority and the usual tolerations', () => {
    const { api } = testContext();
    space(api, {});
    expect(granted(api.create(pod('web'))).spec).toMatchObject({
      serviceAccountName: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [{ key: 'node.kubernetes.io/not-ready' }, { key: 'node.kubernetes.io/unreachable' }],
    });
    expect(refused(api.create(pod('other', {}, { serviceAccountName: 'nobody' })))).toBe(
      'pods "other" is forbidden: error looking up service account shop/nobody: serviceaccount "nobody" not found',
    );
  });

  // As plugin/pkg/admission/resourcequota and limitranger.
  it('keep quotas and limits', () => {
    const { api } = testContext();
    space(api, {});
    granted(
      api.create({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'few', namespace: 'shop' },
        spec: { hard: { pods: '1', 'limits.cpu': '1' } },
      }),
    );
    expect(refused(api.create(pod('a')))).toBe(
      'pods "a" is forbidden: failed quota: few: must specify limits.cpu for: c',
    );
    const limited = { resources: { limits: { cpu: '500m' } } };
    granted(api.create(pod('a', limited)));
    expect(refused(api.create(pod('b', limited)))).toBe(
      'pods "b" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
    );
    granted(
      api.create({
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'small', namespace: 'shop' },
        spec: { limits: [{ type: 'Container', max: { cpu: '100m' } }] },
      }),
    );
    expect(refused(api.create(pod('c', limited)))).toBe(
      'pods "c" is forbidden: maximum cpu usage per Container is 100m, but limit is 500m',
    );
  });
});
