import { describe, expect, it } from 'vitest';
import { diffResource, type KubeObject } from '@/lib/argocd';

const deployment = (spec: KubeObject, metadata: KubeObject = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec,
});
const pod = (container: KubeObject): KubeObject => ({
  template: { spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }] } },
});
/** A live object as the API server would keep it after `kubectl apply` of a manifest. */
const applied = (manifest: KubeObject, live: KubeObject): KubeObject => ({
  ...live,
  metadata: {
    ...Object(live.metadata),
    namespace: 'shop',
    uid: '1',
    resourceVersion: '7',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(manifest) },
  },
});
const paths = (target: KubeObject, live: KubeObject, options = {}) =>
  diffResource(target, live, options).changes.map(({ path, kind }) => `${kind} ${path.join('.')}`);

describe('what the API server adds makes no difference', () => {
  it('defaults, a namespace, a status, generated metadata', () => {
    const target = deployment({ replicas: 2, ...pod({ ports: [{ containerPort: 80 }] }) });
    const live = applied(
      target,
      deployment({
        replicas: 2,
        revisionHistoryLimit: 10,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: {
          metadata: { creationTimestamp: null },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'nginx:1.27',
                imagePullPolicy: 'IfNotPresent',
                ports: [{ containerPort: 80, protocol: 'TCP' }],
                resources: {},
              },
            ],
            dnsPolicy: 'ClusterFirst',
          },
        },
      }),
    );
    expect(paths(target, { ...live, status: { replicas: 2 } })).toEqual([]);
  });

  it('another way of writing the same quantity, and what Go leaves out when it is empty', () => {
    const target = deployment(
      pod({
        resources: { limits: { cpu: '0.5', memory: '1024Mi' }, requests: { cpu: 1 } },
        env: [],
        args: null,
      }),
    );
    const live = deployment(
      pod({ resources: { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '1' } } }),
    );
    expect(paths(target, live)).toEqual([]);
  });

  it("a Secret's stringData is its data", () => {
    const secret = (fields: KubeObject) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      ...fields,
    });
    const live = secret({ data: { token: 'aMOpaA==' } });
    expect(paths(secret({ stringData: { token: 'héh' } }), live)).toEqual([]);
    expect(paths(secret({ stringData: { token: 'other' } }), live)).toEqual(['changed data.token']);
  });

  it('what the server adds to the claims of a StatefulSet, and to the rules of a webhook', () => {
    const set = (claim: KubeObject): KubeObject => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, ...claim }] },
    });
    const claim = { spec: { accessModes: ['ReadWriteOnce'] } };
    expect(paths(set(claim), set({ ...claim, status: { phase: 'Pending' } }))).toEqual([]);
    const webhooks = (rule: KubeObject): KubeObject => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'w' },
      webhooks: [{ name: 'a.example', rules: [{ operations: ['CREATE'], ...rule }] }],
    });
    expect(paths(webhooks({}), webhooks({ scope: '*' }))).toEqual([]);
    expect(paths(webhooks({}), webhooks({ scope: 'Cluster' }))).not.toEqual([]);
  });

  it('the order of addresses', () => {
    const endpoints = (...ips: string[]): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'e' },
      subsets: [{ addresses: ips.map((ip) => ({ ip })), ports: [{ port: 80 }] }],
    });
    expect(paths(endpoints('10.0.0.1', '10.0.0.2'), endpoints('10.0.0.2', '10.0.0.1'))).toEqual([]);
  });

  it('empty rules of a Role are none; those of an aggregated ClusterRole can be ignored', () => {
    const role = (fields: KubeObject): KubeObject => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r' },
      ...fields,
    });
    expect(paths(role({ rules: [] }), role({ rules: null }))).toEqual([]);
    const target = role({
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
      rules: [],
    });
    const live = { ...target, rules: [{ verbs: ['get'], resources: ['pods'], apiGroups: [''] }] };
    expect(paths({ ...target, rules: [{ verbs: ['list'] }] }, live, { ignoreAggregatedRoles: true })).toEqual(
      [],
    );
    expect(paths({ ...target, rules: [{ verbs: ['list'] }] }, live)).not.toEqual([]);
  });
});

describe('what a sync would change', () => {
  const manifest = deployment({ replicas: 2, ...pod({ env: [{ name: 'A', value: '1' }] }) });

  it('a field that somebody changed by hand', () => {
    const live = applied(manifest, deployment({ replicas: 5, ...pod({ env: [{ name: 'A', value: '1' }] }) }));
    expect(diffResource(manifest, live).changes).toEqual([
      { path: ['spec', 'replicas'], kind: 'changed', live: 5, target: 2 },
    ]);
  });

  it('not what somebody added by hand beside it', () => {
    const live = applied(
      manifest,
      deployment({
        replicas: 2,
        paused: true,
        ...pod({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        }),
      }),
    );
    expect(paths(manifest, live)).toEqual([]);
  });

  it('a field that left Git, since the last apply had it', () => {
    const without = deployment(pod({}));
    const live = applied(manifest, deployment({ replicas: 2, ...pod({ env: [{ name: 'A', value: '1' }] }) }));
    expect(paths(without, live)).toEqual([
      'changed spec.replicas',
      'removed spec.template.spec.containers.0.env',
    ]);
    expect(paths(without, deployment({ replicas: 2, ...pod({}) }))).toEqual([]);
  });

  it('the order of environment variables', () => {
    const two = (names: string[]) => deployment(pod({ env: names.map((name) => ({ name, value: 'x' })) }));
    expect(paths(two(['A', 'B']), two(['B', 'A'])).length).toBeGreaterThan(0);
    expect(paths(two(['A', 'B']), two(['A', 'X', 'B']))).toEqual([]);
  });

  it('one container of several, told by its name', () => {
    const target = deployment(pod({ image: 'nginx:1.28' }));
    const live = deployment({
      template: {
        spec: {
          containers: [
            { name: 'sidecar', image: 'proxy:1' },
            { name: 'web', image: 'nginx:1.27' },
          ],
        },
      },
    });
    expect(paths(target, live)).toEqual(['changed spec.template.spec.containers.1.image']);
  });

  it('everything, when nothing is there; nothing, when nothing is wanted', () => {
    expect(diffResource(manifest, undefined)).toMatchObject({ modified: true, live: undefined });
    expect(diffResource(undefined, manifest)).toMatchObject({ modified: false, predicted: undefined });
  });
});

describe('kinds whose type nobody knows', () => {
  const rollout = (spec: KubeObject): KubeObject => ({
    apiVersion: 'example.io/v1',
    kind: 'Thing',
    metadata: { name: 't' },
    spec,
  });

  it('have whole lists, and what was not applied counts as a default', () => {
    const target = rollout({ items: [{ a: 1 }] });
    expect(paths(target, rollout({ items: [{ a: 1, added: true }], extra: 1 }))).toEqual([]);
    expect(paths(target, rollout({ items: [{ a: 2, added: true }] }))).toEqual([
      'changed spec.items.0.a',
      'removed spec.items.0.added',
    ]);
    expect(paths(rollout({ flag: false }), rollout({}))).toEqual(['added spec.flag']);
  });
});

describe('ignoreDifferences', () => {
  const target = deployment({ replicas: 2, ...pod({}) }, { annotations: { 'a/b': '1' } });
  const live = deployment({ replicas: 9, ...pod({ image: 'nginx:9' }) }, { annotations: { 'a/b': '2' } });
  const ignoring = (...rules: object[]) => ({
    ignore: rules.map((rule) => ({ group: 'apps', kind: 'Deployment', ...rule })),
  });

  it('by JSON pointer, with its escapes', () => {
    const options = ignoring({ jsonPointers: ['/spec/replicas', '/metadata/annotations/a~1b'] });
    expect(paths(target, live, options)).toEqual(['changed spec.template.spec.containers.0.image']);
  });

  it('by jq path', () => {
    const options = ignoring({
      jqPathExpressions: [
        '.spec.template.spec.containers[] | select(.name == "web") | .image',
        '.metadata.annotations["a/b"]',
        '.spec.replicas',
      ],
    });
    expect(paths(target, live, options)).toEqual([]);
    expect(
      paths(
        target,
        live,
        ignoring({ jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "x").image'] }),
      ).length,
    ).toBe(3);
  });

  it('only for the objects that the rule names', () => {
    expect(paths(target, live, ignoring({ name: 'other', jsonPointers: ['/spec'] })).length).toBe(3);
    expect(
      paths(target, live, { ignore: [{ group: '*', kind: '*', jsonPointers: ['/spec', '/metadata'] }] }),
    ).toEqual([]);
  });

  it('by the manager that owns the field', () => {
    const owned = deployment(
      { replicas: 9, ...pod({}) },
      {
        annotations: { 'a/b': '1' },
        managedFields: [
          {
            manager: 'kube-controller-manager',
            operation: 'Update',
            fieldsV1: { 'f:spec': { 'f:replicas': {} } },
          },
        ],
      },
    );
    expect(paths(target, owned)).toEqual(['changed spec.replicas']);
    expect(paths(target, owned, ignoring({ managedFieldsManagers: ['kube-controller-manager'] }))).toEqual(
      [],
    );
  });
});

describe('server-side apply', () => {
  it('takes out what Argo CD owns and Git no longer has', () => {
    const live = deployment(
      { replicas: 2, ...pod({}) },
      {
        managedFields: [
          {
            manager: 'argocd-controller',
            operation: 'Apply',
            fieldsV1: {
              'f:spec': {
                'f:replicas': {},
                'f:template': {
                  'f:spec': {
                    'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:name': {}, 'f:image': {} } },
                  },
                },
              },
            },
          },
        ],
      },
    );
    expect(paths(deployment(pod({})), live, { serverSideApply: true })).toEqual(['changed spec.replicas']);
    expect(paths(deployment({ replicas: 2, ...pod({}) }), live, { serverSideApply: true })).toEqual([]);
  });
});
