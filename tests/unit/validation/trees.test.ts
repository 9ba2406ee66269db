import { describe, test } from 'vitest';
import { expectMarks } from './marks';

const application = (name: string, source: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}, namespace: argocd}\nspec:\n  project: default\n  source:\n    repoURL: https://git.example.com/shop.git\n    targetRevision: main\n${source.replace(/^/gm, '    ')}\n  destination: {server: https://kubernetes.default.svc, namespace: shop}\n`;
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {A: b}\n';
const workload = (container: string, rest = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n        - name: web\n          image: ghcr.io/example/web:1.4.2\n          ports: [{name: http, containerPort: 8080}]\n${container.replace(/^(?=.)/gm, '          ')}${rest}`;
const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports:\n    - port: 80\n      targetPort: ${port}\n`;

describe('what an Application deploys', () => {
  test('lies in folders below its path where it looks into them', () => {
    const files = { 'apps/shop/config.yaml': CONFIG };
    expectMarks({ ...files, 'root.yaml': application('root', 'path: apps\ndirectory:\n  recurse: true') });
    expectMarks({ ...files, 'root.yaml': application('root', 'path: apps #!') });
  });

  test('is missed where the tree shows the repository, by another Application or a folder', () => {
    const shown = { 'apps/shop/config.yaml': CONFIG, 'shop.yaml': application('shop', 'path: apps/shop') };
    expectMarks({ ...shown, 'root.yaml': application('root', 'path: applications #!') });
    expectMarks({ 'root.yaml': application('root', 'path: applications'), 'else/config.yaml': CONFIG });
  });

  test('is changed by its kustomize options', () => {
    const files = (image: string, port: string, options: string) => ({
      'base/deployment.yaml': workload('').replace('ghcr.io/example/web:1.4.2', `web${image}`),
      'base/service.yaml': service(`2368${port}`),
      'base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml]\n',
      'app.yaml': application('shop', `path: base\nkustomize:\n${options}`),
    });
    const images = '  images: ["web=ghcr.io/example/web:v5"]';
    const patch =
      '  patches:\n    - target: {kind: Deployment}\n      patch: |-\n        - {op: replace, path: /spec/template/spec/containers/0/ports/0/containerPort, value: 2368}';
    expectMarks(files('', '', `${images}\n${patch}`));
    expectMarks(files('', ' #?', images));
    expectMarks(files(' #?', '', patch));
    expectMarks(files(' #?', ' #?', '  namePrefix: prod-'));
    // Another Application deploys the same without.
    expectMarks({
      ...files(' #?', ' #?', `${images}\n${patch}`),
      'other.yaml': application('plain', 'path: base'),
    });
  });

  test('comes with it, and not with another one', () => {
    const hook = (mark: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: migrate\n          image: ghcr.io/example/migrate:1.4.2\n          envFrom:\n            - configMapRef:\n                name: settings${mark}\n`;
    const apps = `${application('config', 'path: config')}---\n${application('app', 'path: app')}`;
    expectMarks({ 'apps.yaml': apps, 'app/job.yaml': hook(''), 'config/config.yaml': CONFIG });
    expectMarks({
      'apps.yaml': apps,
      'app/job.yaml': hook(' #!'),
      'app/config.yaml': CONFIG,
      'config/other.yaml': CONFIG.replace('settings', 'other'),
    });
    expectMarks({ 'app/job.yaml': hook(' #!'), 'config/config.yaml': CONFIG });
  });

  test('are not the values of a chart', () => {
    const values = 'kind: whatever\nreplicas: "1"\n';
    const source = 'chart: grafana\nhelm:\n  valueFiles: [../grafana/prod.yaml]';
    expectMarks({ 'grafana/values.yaml': values, 'values-prod.yaml': values });
    expectMarks({ 'grafana/prod.yaml': values.replace('ever', 'ever #!') });
    expectMarks({ 'grafana/prod.yaml': values, 'app.yaml': application('grafana', source) });
  });
});

describe('a port that its container does not declare', () => {
  const probe = (port: string) => `readinessProbe:\n  httpGet:\n    path: /\n    port: ${port}\n`;

  test('is another container’s', () => {
    const proxy =
      '        - name: proxy\n          image: envoyproxy/envoy:v1.31.0\n          ports: [{containerPort: 15020}]\n';
    expectMarks(workload(probe('15020'), proxy));
    expectMarks(workload(probe('15021 #?'), proxy));
  });

  test('is one that the Pod speaks of', () => {
    expectMarks(workload(`args: ["--health=:9000"]\n${probe('9000')}`));
    expectMarks(workload(`args: ["--health=:19000"]\n${probe('9000 #?')}`));
    expectMarks({ 'a.yaml': workload('env: [{name: ADMIN, value: "9000"}]\n'), 'b.yaml': service('9000') });
    expectMarks({ 'a.yaml': workload(''), 'b.yaml': service('9000 #?') });
  });

  test('is one that the program in its image is known to open', () => {
    const broker = (port: string) =>
      workload(probe(port)).replace('ghcr.io/example/web:1.4.2', 'docker.io/library/rabbitmq:4.0-management');
    expectMarks(broker('15672'));
    expectMarks(broker('15673 #?'));
    const ingress = (image: string, port: string) =>
      workload(probe(port)).replace('ghcr.io/example/web:1.4.2', image);
    expectMarks(ingress('registry.k8s.io/ingress-nginx/controller:v1.12.0', '10254'));
    expectMarks(ingress('ghcr.io/example/controller:v1.12.0', '10254 #?'));
  });

  test('is one that a controller of Kubebuilder opens', () => {
    expectMarks(workload(`command: [/manager]\n${probe('8081')}`));
    expectMarks(workload(`args: [--leader-elect]\n${probe('8081')}`));
    expectMarks(workload(`command: [/manager]\n${probe('8082 #?')}`));
    expectMarks(workload(`command: [/bin/manager/run]\n${probe('8081 #?')}`));
  });

  test('is one that its configuration speaks of', () => {
    const reads = 'envFrom: [{configMapRef: {name: settings}}]\n';
    const config = (port: string) => CONFIG.replace('A: b', `A: "listen ${port};"`);
    expectMarks({ 'a.yaml': workload(reads + probe('9000')), 'b.yaml': config('9000') });
    expectMarks({ 'a.yaml': workload(reads + probe('9000 #?')), 'b.yaml': config('9001') });
    expectMarks({ 'a.yaml': workload(probe('9000 #?')), 'b.yaml': config('9000') });
    expectMarks({
      'a.yaml': workload(reads + probe('9000')),
      'kustomization.yaml':
        'resources: [a.yaml]\nconfigMapGenerator:\n  - name: settings\n    files: [app.conf]\n',
      'app.conf': 'listen 9000;\n',
    });
  });
});

test('a budget may be for the Pods of a custom resource', () => {
  const budget = (mark: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: shop}\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app: shop${mark}\n`;
  const rollout =
    'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec:\n  selector: {matchLabels: {app: shop}}\n  template:\n    metadata: {labels: {app: shop}}\n    spec: {containers: [{name: shop, image: "ghcr.io/example/shop:1.4.2"}]}\n';
  expectMarks({ 'a.yaml': workload(''), 'b.yaml': budget(' #?') });
  expectMarks({ 'a.yaml': workload(''), 'b.yaml': budget(''), 'c.yaml': rollout });
});

describe('a file that no kustomization lists', () => {
  const patch =
    'apiVersion: apps/v1\nkind: Deployment #?\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: web, args: [--verbose]}\n';
  const overlay = (rest: string) => `resources: [../base] #?\n${rest}`;
  const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': workload('') };

  test('is told to be a patch where it is called so, and not to be half an object', () => {
    expectMarks({ ...base, 'prod/kustomization.yaml': overlay(''), 'prod/web-patch.yaml': patch });
    expectMarks({
      ...base,
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: web-patch.yaml}]\n',
      'prod/web-patch.yaml': patch.replace(' #?', ''),
    });
  });
});

test('what a patch deletes is there once', () => {
  const namespace = (mark = '') => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop${mark}\n`;
  const files = (rest: string, mark = '') => ({
    'base/kustomization.yaml': 'resources: [namespace.yaml, config.yaml]\n',
    'base/namespace.yaml': namespace(),
    'base/config.yaml': CONFIG,
    'trimmed/kustomization.yaml': `resources: [../base]\n${rest}`,
    'kustomization.yaml': 'resources: [trimmed, namespace.yaml]\n',
    'namespace.yaml': namespace(mark),
  });
  const gone =
    'patches:\n  - patch: |-\n      $patch: delete\n      apiVersion: v1\n      kind: Namespace\n      metadata: {name: shop}\n';
  expectMarks(files(gone));
  expectMarks(files('', ' #!'));
});

test('what is no object of Kubernetes has no kind', () => {
  expectMarks({
    'datasources.yaml': 'apiVersion: 1\ndatasources:\n  - {name: Prometheus, type: prometheus}\n',
  });
  expectMarks({ 'a.yaml': 'apiVersion: v1 #!\ndata: {a: b}\n' });
});

test('a port of an Ingress may be given by an annotation', () => {
  const ingress = (port: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  defaultBackend:\n    service:\n      name: web\n      port:\n        name: ${port}\n`;
  const files = { 'a.yaml': workload(''), 'b.yaml': service('http') };
  expectMarks({ ...files, 'c.yaml': ingress('use-annotation') });
  expectMarks({ ...files, 'c.yaml': ingress('annotation #!') });
});

test('keys that a controller fills in are not missed', () => {
  const reads = (mark = '') =>
    workload(
      `env:\n  - name: TOKEN\n    valueFrom:\n      secretKeyRef:\n        name: access\n        key: token${mark}\n`,
    );
  const secret = (rest: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: access}\n${rest}`;
  const token = 'type: kubernetes.io/service-account-token\n';
  expectMarks({ 'a.yaml': reads(' #!'), 'b.yaml': secret('stringData: {user: web}\n') });
  expectMarks({ 'a.yaml': reads(), 'b.yaml': secret('') });
  expectMarks({
    'a.yaml': reads(),
    'b.yaml': secret(token).replace(
      'access}',
      'access, annotations: {kubernetes.io/service-account.name: web}}',
    ),
  });
});
