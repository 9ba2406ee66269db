import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';
import { expectMarks } from './marks';

const head = (kind: string, apiVersion = 'v1', name = 'web') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
const deployment = (spec = '', name = 'web') =>
  `${head('Deployment', 'apps/v1', name)}spec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n${spec}      containers:\n        - name: web\n          image: nginx:1.27\n`;
const SERVICE = `${head('Service')}spec:\n  selector: {app: web}\n  ports: [{name: http, port: 80}]\n`;
const ingress = (name: string, port: string) =>
  `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  defaultBackend:\n    service:\n      name: ${name}\n      port:\n        ${port}\n`;
const scaler = (name: string) =>
  `${head('HorizontalPodAutoscaler', 'autoscaling/v2')}spec:\n  maxReplicas: 3\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${name}\n`;

describe('an object that is named and not there', () => {
  test('is told where the files show the rest', () => {
    expectMarks({ 'a.yaml': deployment(), 'b.yaml': SERVICE, 'c.yaml': ingress('shop #?', 'number: 80') });
    expectMarks({ 'a.yaml': deployment(), 'c.yaml': ingress('shop #?', 'number: 80') });
    expectMarks({ 'a.yaml': deployment(), 'b.yaml': scaler('shop #?') });
    expectMarks({
      'a.yaml': deployment('      serviceAccountName: robot #?\n'),
      'b.yaml': head('ServiceAccount', 'v1', 'somebody'),
    });
    expectMarks({
      'a.yaml': `${deployment()}          envFrom:\n            - configMapRef:\n                name: shop #?\n`,
      'b.yaml': `${head('ConfigMap', 'v1', 'settings')}data: {a: b}\n`,
    });
  });

  test('is not missed where there is nothing beside it, or where it is given', () => {
    expectMarks(ingress('shop', 'number: 80'));
    expectMarks(scaler('shop'));
    expectMarks(deployment('      serviceAccountName: robot\n'));
    expectMarks({
      'a.yaml': deployment('      serviceAccountName: default\n'),
      'b.yaml': head('ServiceAccount', 'v1', 'somebody'),
    });
  });

  test('may come from elsewhere, or by a patch', () => {
    const files = { 'a.yaml': deployment(), 'b.yaml': ingress('shop', 'number: 80') };
    expectMarks({
      ...files,
      'kustomization.yaml': 'resources:\n  - a.yaml\n  - b.yaml\n  - https://example.com/all.yaml\n',
    });
    expectMarks({
      ...files,
      'c.yaml': SERVICE,
      'kustomization.yaml':
        'resources:\n  - a.yaml\n  - b.yaml\n  - c.yaml\npatches:\n  - target: {kind: Ingress}\n    patch: |-\n      - {op: replace, path: /spec/defaultBackend/service/name, value: web}\n',
    });
    expectMarks({
      'c.yaml': SERVICE.replace('name: web', 'name: other'),
      ...files,
      'kustomization.yaml': 'namePrefix: sh\nresources:\n  - a.yaml\n  - b.yaml\n  - c.yaml\n'.replace(
        'sh\n',
        'x-\n',
      ),
      'b.yaml': ingress('other', 'number: 80'),
    });
  });

  test('has another port', () => {
    const files = { 'a.yaml': deployment(), 'b.yaml': SERVICE };
    expectMarks({ ...files, 'c.yaml': ingress('web', 'number: 8080 #!') });
    expectMarks({ ...files, 'c.yaml': ingress('web', 'name: https #!') });
    expectMarks({ ...files, 'c.yaml': ingress('web', 'name: http') });
  });
});

describe('a key that is not there', () => {
  const env = (kind: string, key: string, more = '') =>
    `${deployment()}          env:\n            - name: A\n              valueFrom:\n                ${kind}:\n                  name: settings\n                  key: ${key}\n${more}`;
  const CONFIG = `${head('ConfigMap', 'v1', 'settings')}data:\n  a.conf: b\n`;

  test('in a ConfigMap', () => {
    expectMarks({ 'a.yaml': env('configMapKeyRef', 'b.conf #!'), 'b.yaml': CONFIG });
    expectMarks({ 'a.yaml': env('configMapKeyRef', 'a.conf'), 'b.yaml': CONFIG });
    expectMarks({
      'a.yaml': env('configMapKeyRef', 'b.conf', '                  optional: true\n'),
      'b.yaml': CONFIG,
    });
    expectMarks({
      'a.yaml': deployment(
        '      volumes: [{name: a, configMap: {name: settings, items: [{key: c, path: c}]}}] #!\n',
      ),
      'b.yaml': CONFIG,
    });
  });

  test('in what a kustomization generates', () => {
    const generated = (lines: string) => ({
      'kustomization.yaml': `resources:\n  - a.yaml\nsecretGenerator:\n  - name: settings\n${lines}`,
      'data.env': '# what it needs\nuser=a\npassword=b\n',
      'key.pem': 'a',
    });
    for (const [lines, key, wrong] of [
      ['    literals: [user=a]\n', 'user', 'users'],
      ['    envs: [data.env]\n', 'password', 'pass'],
      ['    files: [key.pem, tls.key=key.pem]\n', 'tls.key', 'key'],
    ] as const) {
      expectMarks({ ...generated(lines), 'a.yaml': env('secretKeyRef', key) });
      expectMarks({ ...generated(lines), 'a.yaml': env('secretKeyRef', `${wrong} #!`) });
    }
  });

  test('may come by a patch', () =>
    expectMarks({
      'a.yaml': env('configMapKeyRef', 'b.conf'),
      'b.yaml': CONFIG,
      'kustomization.yaml': 'resources:\n  - a.yaml\n  - b.yaml\npatches:\n  - path: c.yaml\n',
      'c.yaml': CONFIG.replace('a.conf', 'b.conf'),
    }));
});

describe('selectors that match nobody', () => {
  const policy = (label: string) =>
    `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector:\n    matchLabels:\n      ${label}\n`;

  test('of a network policy', () => {
    expectMarks({ 'a.yaml': deployment(), 'b.yaml': policy('app: shop #?') });
    expectMarks({ 'a.yaml': deployment(), 'b.yaml': policy('app: web') });
    expectMarks(policy('app: shop'));
  });

  test('of a budget', () => {
    const budget = `${head('PodDisruptionBudget', 'policy/v1')}spec:`;
    expectMarks(`${budget} #!\n  minAvailable: 1\n`);
    expectMarks(`${budget}\n  minAvailable: 1\n  selector: {}\n`);
  });
});

describe('ports of the nodes', () => {
  const service = (name: string, port: string) =>
    `${head('Service', 'v1', name)}spec:\n  type: NodePort\n  ports:\n    - port: 80\n      nodePort: ${port}\n`;

  test('belong to one Service of those that come together', () => {
    expectMarks({ 'a.yaml': service('a', '30080'), 'b.yaml': service('b', '30080 #!') });
    expectMarks({ 'a.yaml': service('a', '30080'), 'b.yaml': service('b', '30081') });
    expectMarks({ 'a/a.yaml': service('a', '30080'), 'b/b.yaml': service('b', '30080') });
    expectMarks({
      'base/kustomization.yaml': 'resources:\n  - a.yaml\n',
      'base/a.yaml': service('a', '30080'),
      'dev/kustomization.yaml': 'resources:\n  - ../base\n  - b.yaml\n',
      'dev/b.yaml': service('b', '30080 #!'),
    });
  });
});

describe('the account that a binding grants to', () => {
  const account = (namespace?: string) =>
    `${head('ServiceAccount', 'v1', 'robot')}${namespace ? `  namespace: ${namespace}\n` : ''}`;
  const binding = (name: string, namespace: string) =>
    `${head('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects:\n  - kind: ServiceAccount\n    name: ${name}\n    namespace: ${namespace}\n`;
  const built = (namespace: string) => `namespace: ${namespace}\nresources:\n  - a.yaml\n  - b.yaml\n`;

  test('is in another namespace', () => {
    expectMarks({ 'a.yaml': account('shop'), 'b.yaml': binding('robot', 'shops #?') });
    expectMarks({ 'a.yaml': account('shop'), 'b.yaml': binding('robot', 'shop') });
    expectMarks({
      'a.yaml': account(),
      'b.yaml': binding('robot', 'test #?'),
      'kustomization.yaml': built('shop'),
    });
    expectMarks({
      'a.yaml': account(),
      'b.yaml': binding('robot', 'shop'),
      'kustomization.yaml': built('shop'),
    });
  });

  test('is moved with what moves the binding', () => {
    // As kustomize does it, in v5.5.0: the subject is the account, and goes where that goes.
    expectMarks({
      'a.yaml': account('old'),
      'b.yaml': binding('robot', 'old'),
      'kustomization.yaml': built('shop'),
    });
    expectMarks({
      'a.yaml': account(),
      'b.yaml': binding('robot', 'default'),
      'kustomization.yaml': built('shop'),
    });
  });

  test('may be somebody else’s, or anywhere', () => {
    expectMarks({ 'a.yaml': account('shop'), 'b.yaml': binding('argocd', 'argocd') });
    expectMarks({ 'a.yaml': account(), 'b.yaml': binding('robot', 'shop') });
    expectMarks({ 'a.yaml': account('shop'), 'b.yaml': binding('robto #?', 'shop') });
  });
});

test('a name that a comment explains may be somebody else’s', () => {
  const ingress = (name: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  defaultBackend:\n    service:\n${name}      port: {number: 80}\n`;
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n';
  const codes = (name: string) =>
    (validateTree(treeOf({ 'a.yaml': ingress(name), 'b.yaml': service })).get('a.yaml') ?? []).map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  expect(codes('      name: hooks\n')).toEqual(['reference-missing 2']);
  expect(codes('      name: hooks # lives with the gateway\n')).toEqual([]);
  expect(codes('      # comes with the gateway\n      name: hooks\n')).toEqual([]);
  expect(codes('      # where calls go\n      name: hooks\n')).toEqual(['reference-missing 2']);
});

test('an autoscaler of the wrong kind scales nothing', () => {
  const scaler = (kind: string) =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: web}\n`;
  const workload =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: a, image: "alpine:3.20"}]\n';
  const codes = (kind: string) =>
    (validateTree(treeOf({ 'a.yaml': scaler(kind), 'b.yaml': workload })).get('a.yaml') ?? []).map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  expect(codes('Deployment')).toEqual([]);
  expect(codes('StatefulSet')).toEqual(['reference-missing 1']);
});

test('a policy for a label that no Pod here knows may be for others', () => {
  const policy = (label: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  podSelector: {matchLabels: {${label}}}\n  ingress: [{}]\n`;
  const codes = (label: string) =>
    (validateTree(treeOf({ 'a.yaml': policy(label), 'b.yaml': deployment() })).get('a.yaml') ?? []).map(
      ({ code }) => code,
    );
  expect(codes('app: web')).toEqual([]);
  expect(codes('app: shop')).toEqual(['selector-matches-nothing']);
  expect(codes('exposure: public')).toEqual([]);
  expect(codes('apps: web')).toEqual(['selector-matches-nothing']);
});
