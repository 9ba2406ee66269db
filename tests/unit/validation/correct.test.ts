import { describe, test } from 'vitest';
import { expectMarks } from './marks';

const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {A: b}\n`;
const own = (version: string, mark = '') =>
  `apiVersion: shop.example.com/${version}\nkind: Basket\nmetadata:\n  name: small${mark}\n`;
const role = (rules: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\nrules:\n${rules}`;
const application = (repository: string, path: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${path.replace(/\W/g, '')}, namespace: argocd}\nspec:\n  project: shop\n  source:\n    repoURL: ${repository}\n    path: ${path}\n  destination: {server: https://kubernetes.default.svc, namespace: shop}\n`;

describe('files beside a kustomization', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const beside = (head: string, others: readonly string[], mark = '') => ({
    'kustomization.yaml': `${head}resources: [z.yaml]${mark}\n`,
    'z.yaml': config('z'),
    ...Object.fromEntries(
      others.map((name) => [`${name}.yaml`, config(name).replace('ConfigMap', `ConfigMap${mark && ' #?'}`)]),
    ),
  });

  test('are forgotten when they are few, and samples when they are many', () => {
    expectMarks(beside('', names.slice(0, 5), ' #?'));
    expectMarks(beside('', names));
  });

  test('are left out on purpose when a comment names them', () => {
    expectMarks(beside('# - a.yaml\n', ['a']));
    expectMarks(beside('# - aa.yaml\n', ['a'], ' #?'));
  });
});

test('kustomize builds two versions of an object, and the cluster keeps one', () => {
  const both = { 'kustomization.yaml': 'resources: [a.yaml, b.yaml]\n', 'a.yaml': own('v1alpha1') };
  expectMarks({ ...both, 'b.yaml': own('v1beta1', ' #?') });
  expectMarks({ ...both, 'b.yaml': own('v1alpha1', ' #!') });
});

test('a patch of what lives in no namespace may say one', () => {
  const kind = (name: string, namespace = '') =>
    `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: ${name}${namespace}}\nvalue: 1000\n`;
  const files = (patch: string, mark = '') => ({
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n  - path: p.yaml${mark}\n`,
    'a.yaml': kind('high'),
    'p.yaml': patch,
  });
  expectMarks(files(kind('high', ', namespace: shop')));
  expectMarks(files(kind('low'), ' #!'));
});

describe('a role', () => {
  const binding = (kind: string, name: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: reader}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: ${name}\nsubjects:\n  - {kind: Group, name: shop, apiGroup: rbac.authorization.k8s.io}\n`;
  const reader = role('  - {apiGroups: [""], resources: [pods], verbs: [get]}\n').replace('Cluster', '');

  test('is there before anybody makes it', () => {
    for (const name of ['extension-apiserver-authentication-reader', 'system:controller:token-cleaner'])
      expectMarks({ 'a.yaml': binding('Role', name), 'b.yaml': reader });
    expectMarks({ 'a.yaml': binding('Role', 'authentication-reader #?'), 'b.yaml': reader });
  });

  test('may name a resource in a group too many, where another rule has the right one', () => {
    const wrong = (mark = '') =>
      `  - apiGroups: [""]\n    verbs: [get, list]\n    resources:\n      - pods\n      - ingresses${mark}\n`;
    const right = (verbs: string) =>
      `  - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [${verbs}]}\n`;
    expectMarks(role(wrong() + right('get, list, watch')));
    expectMarks(role(wrong(' #?') + right('get')));
    expectMarks(role(wrong(' #?')));
  });
});

test('a folder of the same name says nothing of another repository', () => {
  const tree = {
    'config/web/config.yaml': config('web'),
    'web.yaml': application('https://git.example.com/shop/gitops.git', 'config/web'),
  };
  expectMarks({
    ...tree,
    'b.yaml': application('https://git.example.com/shop/operator.git', 'config/pipelines'),
  });
  expectMarks({ ...tree, 'b.yaml': application('git@git.example.com:shop/gitops', 'config/pipelines #!') });
});

test('a project may take kinds from a global one, which Argo CD’s configuration names by labels', () => {
  const project = (labels: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: shop, namespace: argocd${labels}}\nspec:\n  sourceRepos: ['*']\n  destinations: [{server: '*', namespace: '*'}]\n  namespaceResourceWhitelist: [{group: '', kind: Secret}]\n`;
  const files = (labels: string, mark = '') => ({
    'config/web/kustomization.yaml': 'resources: [config.yaml]\n',
    'config/web/config.yaml': config('web'),
    'project.yaml': project(labels),
    'web.yaml': application('https://git.example.com/shop.git', 'config/web').replace(
      'project: shop',
      `project: shop${mark}`,
    ),
  });
  const global =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm, namespace: argocd}\ndata:\n  globalProjects: |\n    - labelSelector: {matchLabels: {team: shop}}\n      projectName: all\n';
  expectMarks({ ...files(', labels: {team: shop}'), 'argocd-cm.yaml': global });
  expectMarks({ ...files('', ' #!'), 'argocd-cm.yaml': global });
  expectMarks(files(', labels: {team: shop}', ' #!'));
});

test('what SOPS has encrypted is decrypted before anybody reads it', () => {
  const secret = (mark: string, note: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: web}\ndata:\n  key: ENC[AES256_GCM,data:aGk=,type:str]${mark}\n${note}`;
  expectMarks(secret('', 'sops:\n  mac: ENC[AES256_GCM,data:aGk=,type:str]\n  version: 3.9.0\n'));
  expectMarks(secret(' #!', 'sops: #!\n'.replace(' #!', ' {} #!')));
  expectMarks(secret(' #!', ''));
});

test('a value that is filled in later has no type yet', () => {
  const filled = (name: string) => `$\{${name}}`;
  const claim = (size: string, mode: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  accessModes: ['${mode}']\n  resources:\n    requests:\n      storage: ${size}\n`;
  expectMarks(claim(filled('SIZE:=5Gi'), filled('MODE:-ReadWriteOnce')));
  expectMarks(claim('SIZE #!', 'ReadWriteOnce'));
});

test('an autoscaler may go down to nothing where a metric from outside wakes it', () => {
  const scaler = (least: string, metric: string) =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  minReplicas: ${least}\n  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  metrics:\n    - ${metric}\n`;
  const outside = '{type: External, external: {metric: {name: queue}, target: {type: Value, value: "1"}}}';
  const inside =
    '{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}';
  expectMarks(scaler('0 #?', outside));
  expectMarks(scaler('0 #!', inside));
  expectMarks(scaler('-1 #!', outside));
});

test('an image that ko builds depends on somebody who runs it', () => {
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`;
  expectMarks(pod('ko://example.com/shop/cmd/web #?'));
  expectMarks(pod('kw://example.com/shop/cmd/web #!'));
});

test('what a test expects of a cluster is a piece of an object', () => {
  const piece = (mark = '') => `apiVersion: apps/v1\nkind: Deployment${mark}\nmetadata: {name: web}\n`;
  expectMarks({ '01-assert.yaml': piece() });
  expectMarks({ '01-install.yaml': piece(' #!') });
});

test('a switch is no secret', () => {
  const pod = (value: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec:\n  containers:\n    - name: db\n      image: mysql:8.4.3\n      env:\n        - name: MYSQL_RANDOM_ROOT_PASSWORD\n          value: ${value}\n`;
  expectMarks(pod('"yes"'));
  expectMarks(pod('yesterday #?'));
});

test('the bus of Argo Events is a kind of its own', () => {
  expectMarks('apiVersion: argoproj.io/v1alpha1\nkind: EventBus\nmetadata: {name: default}\nspec: {}\n');
});
