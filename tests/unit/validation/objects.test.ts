import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

const SEVERITY = { 1: 'error', 2: 'warning', 3: 'information', 4: 'hint' } as const;

/** What is said of files, as `line severity rule`, in front of it the path when there are several. */
function said(files: string | Record<string, string>): string[] {
  const tree = treeOf(typeof files === 'string' ? { 'a.yaml': files } : files);
  return [...validateTree(tree)].flatMap(([path, found]) =>
    found.map(
      ({ range, severity, code }) =>
        `${tree.size > 1 ? `${path}:` : ''}${range.start.line + 1} ${SEVERITY[severity]} ${code}`,
    ),
  );
}

const head = (kind: string, apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n`;
const container = (...lines: string[]) =>
  `${head('Pod')}spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n${lines.map((line) => `      ${line}\n`).join('')}`;

describe('what the API server asks for beyond the schema', () => {
  test.each([
    ['a workload without spec', head('Deployment', 'apps/v1'), 2],
    ['a Pod without containers', `${head('Pod')}spec:\n  containers: []\n`, 6],
    ['a container without image', `${head('Pod')}spec:\n  containers:\n    - name: web\n`, 7],
    ['a Service without ports', `${head('Service')}spec:\n  selector:\n    app: web\n`, 5],
    ['an ExternalName of nothing', `${head('Service')}spec:\n  type: ExternalName\n`, 6],
    ['an Ingress without rules', `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  tls: []\n`, 5],
    [
      'a claim that wants nothing',
      `${head('PersistentVolumeClaim')}spec:\n  accessModes: [ReadWriteOnce]\n  resources: {}\n`,
      7,
    ],
    ['a probe that asks nothing', container('readinessProbe:', '  periodSeconds: 5'), 9],
    [
      'a probe that asks twice',
      container('livenessProbe:', '  tcpSocket: {port: 80}', '  exec: {command: [date]}'),
      11,
    ],
    [
      'a variable of two values',
      container(
        'env:',
        '  - name: A',
        '    value: b',
        '    valueFrom: {fieldRef: {fieldPath: spec.nodeName}}',
      ),
      12,
    ],
    [
      'a volume of two sources',
      `${container()}  volumes:\n    - name: a\n      emptyDir: {}\n      secret: {secretName: b}\n`,
      12,
    ],
  ])('%s', (_name, text, line) => expect(said(text)).toEqual([`${line} error object-incomplete`]));

  test.each([
    ['a headless Service without ports', `${head('Service')}spec:\n  clusterIP: None\n  selector: {a: b}\n`],
    ['an ExternalName', `${head('Service')}spec:\n  type: ExternalName\n  externalName: example.com\n`],
    ['a probe without a value', container('readinessProbe:')],
    ['a kind that has no spec', `${head('ControllerRevision', 'apps/v1')}revision: 1\n`],
  ])('%s is right', (_name, text) => expect(said(text)).toEqual([]));

  test('a base whose image a patch gives', () => {
    const files = {
      'base.yaml': `${head('Pod')}spec:\n  containers:\n    - name: web\n`,
      'patch.yaml': `${head('Pod')}spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n`,
      'kustomization.yaml': 'resources:\n  - base.yaml\npatches:\n  - path: patch.yaml\n',
    };
    expect(said(files)).toEqual([]);
  });
});

describe('a field in the wrong place', () => {
  const message = (text: string) =>
    [...validateTree(treeOf({ 'a.yaml': text })).values()].flat().map((one) => one.message);
  const deployment = (where: string) =>
    `${head('Deployment', 'apps/v1')}spec:\n  selector: {matchLabels: {app: web}}\n${where}`;
  const template =
    'metadata: {labels: {app: web}}\n    spec:\n      containers:\n        - name: web\n          image: nginx:1.27\n';

  test.each([
    ['containers: []', `  template:\n    ${template}  containers: []\n`, 'spec.template.spec'],
    ['image', `  template:\n    ${template}      image: x\n`, 'spec.template.spec.containers[]'],
    [
      'restartPolicy of a volume',
      `  template:\n    ${template}  restartPolicy: Always\n`,
      'spec.template.spec',
    ],
    ['replicas', `  template:\n    ${template}          replicas: 2\n`, 'spec'],
    ['labels', `  labels: {a: b}\n  template:\n    ${template}`, 'spec.template.metadata'],
    ['runAsNonRoot', `  template:\n    ${template}          runAsNonRoot: true\n`, 'securityContext'],
  ])('%s', (_name, text, place) =>
    expect(message(deployment(text)).join()).toContain(
      `It belongs to \`${place === 'securityContext' ? 'spec.template.spec.containers[].securityContext' : place}\``,
    ),
  );

  test('gets no advice that leads somewhere else altogether', () => {
    const text = `${container()}  volumes:\n    - name: a\n      storageos:\n        pool: b\n`;
    expect(message(text).join()).toContain(
      'There is no field `pool` in `spec.volumes[].storageos`. Remove it',
    );
  });
});

describe('Argo CD’s own kinds', () => {
  const application = (source: string) =>
    `${head('Application', 'argoproj.io/v1alpha1')}spec:\n  project: default\n  destination: {name: in-cluster}\n  source:\n    repoURL: https://git.example.com/a.git\n    path: a\n${source}`;

  test.each([
    '    kustomize:\n      patches:\n        - target: {group: apps, version: v1, kind: Deployment, name: a, namespace: b}\n          patch: "[]"\n',
    '    plugin:\n      parameters:\n        - name: a\n          array: [b]\n        - name: c\n          map: {d: e}\n',
    '    directory:\n      disableExtensionFilter: true\n',
  ])('take what their CRDs take: %j', (source) => expect(said(application(source))).toEqual([]));

  test('name the words that an ApplicationSet’s policy takes', () => {
    const text = `${head('ApplicationSet', 'argoproj.io/v1alpha1')}spec:\n  generators: []\n  syncPolicy:\n    applicationsSync: create-updates\n  template:\n    metadata: {name: a}\n    spec:\n      project: default\n      destination: {name: b}\n      source: {repoURL: https://git.example.com/a.git, path: a}\n`;
    expect(said(text)).toEqual(['8 error schema-unknown-value']);
  });
});

describe('a missing field stands at the key whose value lacks it', () => {
  test.each([
    [
      'of a mapping',
      `${head('Deployment', 'apps/v1')}spec:\n  template: {spec: {containers: [{name: a, image: "b:1"}]}}\n`,
      5,
    ],
    ['of an entry of a list', container('env:', '  - value: b'), 10],
  ])('%s', (_name, text, line) => expect(said(text)).toEqual([`${line} error schema-missing-field`]));
});

describe('what has kind and version, and is no object', () => {
  test.each([
    'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes:\n  - role: control-plane\n',
    'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n',
  ])('%j is left alone', (text) => expect(said(text)).toEqual([]));
});

describe('names', () => {
  const job = (annotation = '') =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: test-\n${annotation}spec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: a\n          image: alpine:3.20\n          command: [date]\n`;

  test('generated ones are for hooks', () => {
    expect(said(job())).toEqual(['4 error missing-name']);
    expect(said(job('  annotations:\n    argocd.argoproj.io/hook: Sync\n'))).toEqual([]);
  });

  test('one object twice in a plain folder', () => {
    const config = (value: string) => `${head('ConfigMap')}data:\n  a: ${value}\n`;
    expect(said({ 'a/a.yaml': config('b'), 'a/b.yaml': config('c') })).toEqual([
      'a/b.yaml:4 warning kustomize-same-id',
    ]);
    expect(said({ 'a/a.yaml': config('b'), 'b/b.yaml': config('c') })).toEqual([]);
    const other = config('b').replace('web', 'other');
    expect(
      said({ 'a/a.yaml': `${config('b')}---\n${other}`, 'a/b.yaml': `${config('c')}---\n${other}` }),
    ).toEqual([]);
  });

  test('a part of an image’s name in capitals is taken for a registry', () => {
    expect(said(container().replace('nginx:', 'Nginx/nginx:'))).toEqual(['8 error image-invalid']);
  });

  test('a Service may select by a label that the controller gives', () => {
    const files = {
      'set.yaml': `${head('StatefulSet', 'apps/v1')}spec:\n  serviceName: web\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: a, image: "b:1"}]\n`,
      'service.yaml': `${head('Service')}spec:\n  ports: [{port: 80}]\n  selector: {app: web, statefulset.kubernetes.io/pod-name: web-0}\n`,
    };
    expect(said(files)).toEqual([]);
  });

  test('a file that a kustomization forgets is told in both', () => {
    const files = {
      'kustomization.yaml': 'resources:\n  - a.yaml\n',
      'a.yaml': head('ConfigMap'),
      'b.yaml': head('ServiceAccount'),
    };
    expect(said(files)).toEqual([
      'b.yaml:2 warning kustomize-forgotten',
      'kustomization.yaml:1 warning kustomize-forgotten',
    ]);
    expect(said({ ...files, 'kustomization.yaml': 'resources:\n  - a.yaml\n  - B.yaml\n' })).toEqual([
      'kustomization.yaml:3 error kustomize-not-found',
    ]);
  });
});

describe('a Service whose Pods are not among the files', () => {
  const others = `${head('Deployment', 'apps/v1')}spec:\n  selector: {matchLabels: {app: other}}\n  template:\n    metadata: {labels: {app: other}}\n    spec: {containers: [{name: a, image: "b:1"}]}\n`;
  const asked = (app: string, more: Record<string, string> = {}) =>
    said({
      ...{ 'other.yaml': others, ...more },
      'service.yaml': `${head('Service')}spec:\n  selector: {app: ${app}}\n  ports: [{port: 80}]\n`,
    });
  const rollout = { 'rollout.yaml': `${head('Rollout', 'argoproj.io/v1alpha1')}spec: {}\n` };
  test('selects nothing', () => {
    expect(asked('payment')).toEqual(['service.yaml:6 warning service-selector']);
  });
  test.each([rollout, { 'prometheus.yaml': `${head('Prometheus', 'monitoring.coreos.com/v1')}spec: {}\n` }])(
    'may select what a custom resource makes: %o',
    (custom) => {
      expect(asked('payment', custom)).toEqual([]);
      expect(asked('othr', custom)).toEqual(['service.yaml:6 warning service-selector']);
    },
  );
});

describe('a patch that a kustomization holds as text', () => {
  const patch = (text: string) => ({
    'kustomization.yaml': `resources:\n  - a.yaml\npatches:\n  - patch: |-\n${text.replace(/^(?=.)/gm, '      ')}`,
    'a.yaml': `${head('Deployment', 'apps/v1')}spec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: "nginx:1.27"}]}\n`,
  });
  const web = head('Deployment', 'apps/v1');

  test.each([
    ['an unknown field', `${web}spec:\n  replica: 2\n`, '10 error schema-unknown-field'],
    ['a wrong type', `${web}spec:\n  replicas: "2"\n`, '10 error schema-wrong-type'],
    ['a key twice', `${web}spec:\n  paused: true\n  paused: true\n`, '11 error yaml-duplicate-key'],
    [
      'an entry that is deleted',
      `${web}spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          $patch: delete\n`,
      undefined,
    ],
  ])('%s', (_name, text, expected) =>
    expect(said(patch(text))).toEqual(expected === undefined ? [] : [`kustomization.yaml:${expected}`]),
  );

  test('names columns as the file has them', () => {
    const tree = treeOf(patch(`${web}spec:\n  paused: true\n   replicas: 2\n`));
    const [first] = validateTree(tree).get('kustomization.yaml') ?? [];
    expect(first?.message).toContain('starts at column 9.');
    expect(first?.range.start).toEqual({ line: 10, character: 9 });
  });
});

describe('the words of Argo CD and Helm', () => {
  const job = (...annotations: string[]) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: test\n  annotations:\n${annotations.map((line) => `    ${line}\n`).join('')}spec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: a, image: "alpine:3.20", command: [date]}]\n`;
  test.each([
    ['argocd.argoproj.io/hook: [PreSync, PostSync]', '6 error schema-wrong-type'],
    ['argocd.argoproj.io/hook-weight: "5"', '6 error argocd-annotation-key'],
    ['argocd.argoproj.io/compare-options: IgnoreExtranous', '6 error argocd-sync-option'],
    ['helm.sh/hook: pre-instal', '6 error argocd-helm-hooks'],
  ])('%s', (annotation, expected) => expect(said(job(annotation))).toEqual([expected]));

  test('right ones are right', () => {
    expect(
      said(
        job(
          'argocd.argoproj.io/compare-options: IgnoreExtraneous,ServerSideDiff=true',
          'helm.sh/hook: pre-install,post-upgrade',
          'helm.sh/hook-delete-policy: before-hook-creation',
        ),
      ),
    ).toEqual([]);
  });
});

test('a hook that runs when the Application is deleted meets no next sync', () => {
  const job = (type: string) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: bye\n  annotations:\n    argocd.argoproj.io/hook: ${type}\n    argocd.argoproj.io/hook-delete-policy: HookSucceeded\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: a, image: "alpine:3.20", command: [date]}]\n`;
  expect(said(job('PostSync'))).toEqual(['7 warning argocd-hook-keeps-failed']);
  expect(said(job('PostDelete'))).toEqual([]);
});

describe('one mistake is one finding', () => {
  test.each([
    [
      'a misspelt required field',
      container().replace('- name: web', '- nam: web'),
      '7 error schema-unknown-field',
    ],
    [
      'a version with a small letter',
      head('ConfigMap').replace('apiVersion', 'apiversion'),
      '1 error schema-no-kind',
    ],
    [
      'a selector without matchLabels',
      `${head('Deployment', 'apps/v1')}spec:\n  selector:\n    app: web\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: a, image: "b:1"}]}\n`,
      '7 error schema-unknown-field',
    ],
    [
      'an expression that the template does not match',
      `${head('Deployment', 'apps/v1')}spec:\n  selector:\n    matchExpressions: [{key: app, operator: In, values: [a]}]\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: a, image: "b:1"}]}\n`,
      '7 error workload-selector',
    ],
    [
      'a node port',
      `${head('Service')}spec:\n  type: NodePort\n  ports:\n    - port: 80\n      nodePort: 8080\n`,
      '9 error port-definition',
    ],
  ])('%s', (_name, text, expected) => expect(said(text)).toEqual([expected]));
});

test('a large file of many objects may be right; one large object is refused', () => {
  const large = 'a: b\n'.repeat(300_000);
  expect(said(large)).toEqual(['1 error yaml-limit']);
  expect(said(`---\n${large}`)).toEqual(['1 warning yaml-limit']);
});
