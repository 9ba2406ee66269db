import { describe, test } from 'vitest';
import { expectMarks, pairs } from './marks';

const POD_SPEC = '      containers: [{name: a, image: "alpine:3.20", command: [date]}]\n';
const job = (rest = '') =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\n  annotations:\n    @\nspec:\n${rest}  template:\n    spec:\n      restartPolicy: Never\n${POD_SPEC}`;
const plain = (kind: string, version: string, rest: string) =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: web\n  annotations:\n    @\n${rest}`;
const DEPLOYMENT = plain(
  'Deployment',
  'apps/v1',
  `spec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n${POD_SPEC}`,
);
const APPLICATION = plain(
  'Application',
  'argoproj.io/v1alpha1',
  'spec:\n  project: default\n  source: {repoURL: "https://git.example.com/a.git", path: a}\n  destination: {name: in-cluster}\n',
);

describe('keys that Argo CD does not know', () => {
  const keys = (...all: string[]) =>
    pairs(
      job(),
      all.map((key) => [key, `${key} #!`]),
    );
  keys(
    'argocd.argoproj.io/hooks: PreSync',
    'argocd.io/hook: PreSync',
    'argoproj.io/sync-wave: "1"',
    'argocd.argoproj.io/SyncWave: "1"',
    'argocd.argoproj.io.hook: PreSync',
    'sync-wave: "1"',
    'hook-delete-policy: HookSucceeded',
    'argocd.argoproj.io/ignore-health-check: "true"',
    'argocd.argoproj.io/skip-reconciliation: "true"',
  );
  pairs(job(), [
    ['one like no other', 'argocd.argoproj.io/team: web #?', 'example.com/hook: web'],
    ['a neighbour’s', 'notifications.argoproj.io/subscribe.on-sync-succeeded.slack: web'],
    ['a link', 'link.argocd.argoproj.io/docs: https://example.com'],
    ['the image updater’s', 'argocd-image-updater.argoproj.io/image-list: web=nginx'],
  ]);
});

describe('values and places of annotations', () => {
  pairs(job(), [
    [
      'another word',
      'argocd.argoproj.io/ignore-healthcheck: "yes" #!',
      'argocd.argoproj.io/ignore-healthcheck: "true"',
    ],
    ['an Application’s', 'argocd.argoproj.io/manifest-generate-paths: . #!'],
    ['an Application’s, too', 'argocd.argoproj.io/refresh: hard #!'],
  ]);
  pairs(APPLICATION, [
    ['no refresh', 'argocd.argoproj.io/refresh: force #!', 'argocd.argoproj.io/refresh: hard'],
    ['paths', 'argocd.argoproj.io/manifest-generate-paths: .'],
  ]);
  pairs('apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n  @\n', [
    [
      'a label among the annotations',
      'annotations:\n  argocd.argoproj.io/secret-type: repository #!',
      'labels:\n  argocd.argoproj.io/secret-type: repository',
    ],
    ['a type that there is not', 'labels:\n  argocd.argoproj.io/secret-type: repo #!'],
  ]);
  test('a hook on the Job template of a CronJob', () =>
    expectMarks(
      `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: web\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    metadata:\n      annotations:\n        argocd.argoproj.io/hook: Sync #!\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n    ${POD_SPEC}`,
    ));
});

describe('hooks that do not run to an end', () => {
  const HOOK = 'argocd.argoproj.io/hook: PreSync';
  pairs(DEPLOYMENT, [['a Deployment', `${HOOK} #?`, 'argocd.argoproj.io/sync-wave: "1"']]);
  pairs(plain('Namespace', 'v1', ''), [
    ['a Namespace', `${HOOK} #?`, `${HOOK}\nargocd.argoproj.io/hook-delete-policy: HookFailed`],
  ]);
  pairs(plain('ConfigMap', 'v1', ''), [['a ConfigMap is read by others', HOOK]]);
  pairs(
    plain(
      'CronJob',
      'batch/v1',
      `spec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n    ${POD_SPEC}`,
    ),
    [['a CronJob', `${HOOK} #?`]],
  );
  pairs(job('  suspend: true #!\n'), [['a suspended Job', HOOK]]);
  const pod = (policy: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    ${HOOK}\nspec:${policy}\n  containers: [{name: a, image: "alpine:3.20", command: [date]}]\n`;
  test('a Pod that is restarted', () => {
    expectMarks(pod(' #?'));
    expectMarks(pod('\n  restartPolicy: Always #?'));
    expectMarks(pod('\n  restartPolicy: Never'));
  });
  pairs(job().replace('name: web', 'generateName: web-'), [
    [
      'a name of its own each time',
      `${HOOK}\nargocd.argoproj.io/hook-delete-policy: BeforeHookCreation #?`,
      `${HOOK}\nargocd.argoproj.io/hook-delete-policy: HookSucceeded`,
    ],
  ]);
});

describe('Applications', () => {
  const SPEC =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  project: default\n  @\n';
  const SOURCE = 'source: {repoURL: "https://git.example.com/a.git", path: a}\n';
  const HERE = 'destination: {name: in-cluster}\n';
  const whole = (rest: string) => `${SOURCE}${HERE}${rest}`;
  pairs(SPEC, [
    ['a server without scheme', `${SOURCE}destination:\n  server: kubernetes.default.svc #!`],
    [
      'a server of another name',
      `${SOURCE}destination:\n  server: https://kubernetes.default.svc.cluster.local #!`,
      `${SOURCE}destination:\n  server: https://kubernetes.default.svc`,
    ],
    ['a name of no cluster', `${SOURCE}destination:\n  name: incluster #!`],
    ['an address as a name', `${SOURCE}destination:\n  name: https://kubernetes.default.svc #!`],
    ['a web page', `source:\n  repoURL: https://github.com/a/b/tree/main/c #!\n  path: a\n${HERE}`],
    [
      'no scheme',
      `source:\n  repoURL: github.com/a/b #!\n  path: a\n${HERE}`,
      `source:\n  repoURL: git@github.com:a/b.git\n  path: a\n${HERE}`,
    ],
    [
      'a registry of charts',
      `source: {repoURL: registry-1.docker.io/bitnamicharts, chart: nginx, targetRevision: 1.0.0}\n${HERE}`,
    ],
    ['a chart of any version', `source:\n  repoURL: https://charts.example.com\n  chart: nginx #!\n${HERE}`],
    [
      'two kinds of values',
      `source:\n  repoURL: https://git.example.com/a.git\n  path: a\n  helm:\n    valuesObject: {a: b}\n    values: "a: c" #!\n${HERE}`,
    ],
    [
      'one source and several',
      `source: {repoURL: "https://git.example.com/a.git", path: a} #!\nsources: [{repoURL: "https://git.example.com/a.git", path: a}]\n${HERE}`,
    ],
    [
      'values of no source',
      `sources:\n  - repoURL: https://git.example.com/a.git\n    path: a\n    helm:\n      valueFiles:\n        - $values/a.yaml #!\n${HERE}`,
      `sources:\n  - repoURL: https://git.example.com/a.git\n    path: a\n    helm:\n      valueFiles:\n        - $values/a.yaml\n  - {repoURL: "https://git.example.com/b.git", ref: values}\n${HERE}`,
    ],
    [
      'a group with its version',
      whole(
        'ignoreDifferences:\n  - group: apps/v1 #!\n    kind: Deployment\n    jsonPointers: [/spec/replicas]',
      ),
      whole('ignoreDifferences:\n  - group: apps\n    kind: Deployment\n    jsonPointers: [/spec/replicas]'),
    ],
    [
      'a path with dots',
      whole(
        'ignoreDifferences:\n  - group: apps\n    kind: Deployment\n    jsonPointers:\n      - spec.replicas #!',
      ),
    ],
    ['no path', whole('ignoreDifferences:\n  - group: apps #!\n    kind: Deployment')],
    [
      'a time that is none',
      whole('syncPolicy:\n  retry:\n    limit: 5\n    backoff:\n      duration: 5 seconds #!'),
      whole(
        'syncPolicy:\n  retry:\n    limit: 5\n    backoff:\n      duration: 5s\n      maxDuration: 1h30m',
      ),
    ],
    [
      'labels of a namespace that is not made',
      whole('syncPolicy:\n  managedNamespaceMetadata: {labels: {a: b}} #!'),
      whole(
        'syncPolicy:\n  managedNamespaceMetadata: {labels: {a: b}}\n  syncOptions: [CreateNamespace=true]',
      ),
    ],
    [
      'two ways of applying',
      whole('syncPolicy:\n  syncOptions:\n    - Replace=true\n    - ServerSideApply=true #!'),
    ],
  ]);
  pairs(APPLICATION.replace('  annotations:\n    @\n', '  finalizers:\n    @\n'), [
    [
      'a finalizer that nobody removes',
      '- resource-finalizer.argocd.argoproj.io #!',
      '- resources-finalizer.argocd.argoproj.io/background',
    ],
    ['a stranger’s finalizer', '- example.com/mine'],
  ]);
});

describe('AppProjects', () => {
  const PROJECT = 'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata:\n  name: shop\nspec:\n  @\n';
  const window = (rest: string) => `syncWindows:\n  - ${rest.replaceAll('\n', '\n    ')}`;
  const policy = (text: string) => `roles:\n  - name: dev\n    policies:\n      - ${text}`;
  pairs(PROJECT, [
    [
      'a window of no kind',
      window('kind: Deny #!\nschedule: "0 3 * * *"\nduration: 1h\napplications: ["*"]'),
      window('kind: deny\nschedule: "0 3 * * *"\nduration: 1h\napplications: ["*"]'),
    ],
    ['a window of days', window('kind: deny\nschedule: "0 3 * * *"\nduration: 1d #!\napplications: ["*"]')],
    ['a window for nobody', window('kind: deny #!\nschedule: "0 3 * * *"\nduration: 1h')],
    [
      'a window of no schedule',
      window('kind: deny\nschedule: "@daily" #!\nduration: 1h\napplications: ["*"]'),
    ],
    ['a window without duration', window('kind: deny #!\nschedule: "0 3 * * *"\napplications: ["*"]')],
    [
      'a policy of five parts',
      policy('p, proj:shop:dev, applications, get, shop/* #!'),
      policy('p, proj:shop:dev, applications, get, shop/*, allow'),
    ],
    ['a policy for another role', policy('p, proj:shop:ops, applications, get, shop/*, allow #!')],
    ['an object of another project', policy('p, proj:shop:dev, applications, get, web/*, allow #!')],
    ['an action that there is not', policy('p, proj:shop:dev, applications, read, shop/*, allow #!')],
    [
      'a kind as kubectl writes it',
      'clusterResourceWhitelist:\n  - group: ""\n    kind: namespaces #!',
      'clusterResourceWhitelist:\n  - group: ""\n    kind: Namespace',
    ],
    ['a group with its version', 'namespaceResourceWhitelist:\n  - group: apps/v1 #!\n    kind: Deployment'],
    [
      'a repository twice',
      'sourceRepos:\n  - https://a.example.com/b.git\n  - https://a.example.com/b.git #!',
      'sourceRepos: ["*"]',
    ],
    ['all but all', 'destinations:\n  - server: "*"\n    namespace: "!*" #!'],
  ]);
});

describe('ApplicationSets', () => {
  const set = (spec: string, name = 'name: "web-{{.env}}"', path = 'a') =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: web\nspec:\n${spec}  template:\n    metadata:\n      ${name}\n    spec:\n      project: default\n      source:\n        repoURL: https://git.example.com/a.git\n        path: ${path}\n      destination: {name: in-cluster}\n`;
  const GO = '  goTemplate: true\n';
  const LIST = '  generators:\n    - list:\n        elements:\n          - env: dev\n          - env: prod\n';
  test.each([
    ['a parameter with a dot', GO + LIST, 'name: "web-{{.env}}"', 'a'],
    ['a parameter without one', GO + LIST, 'name: "web-{{env}}" #!', 'a'],
    ['a dot without Go', LIST, 'name: "web-{{.env}}" #!', 'a'],
    ['none without Go', LIST, 'name: "web-{{env}}"', '"overlays/{{ env }}"'],
    ['functions', GO + LIST, 'name: "web-{{ .env | lower }}"', '"{{ if eq .env `a` }}x{{ else }}y{{ end }}"'],
    ['a parameter that no generator gives', GO + LIST, 'name: "web-{{.envs}}" #!', 'a'],
    ['one name for all', GO + LIST, 'name: web #!', 'a'],
    ['a set of one', '  generators:\n    - list:\n        elements: [{env: dev}]\n', 'name: web', 'a'],
    [
      'a matrix of one',
      `${GO}  generators:\n    - matrix:\n        generators: [{clusters: {}}] #!\n`,
      'name: "{{.name}}"',
      'a',
    ],
    [
      'a git generator of nothing',
      `${GO}  generators:\n    - git: #!\n        repoURL: https://git.example.com/a.git\n        revision: HEAD\n`,
      'name: "{{.path.basename}}"',
      'a',
    ],
    [
      'steps that do not count',
      `${GO}${LIST}  strategy:\n    rollingSync: {steps: []} #!\n`,
      'name: "{{.env}}"',
      'a',
    ],
  ])('%s', (_, spec, name, path) => expectMarks(set(spec, name, path)));
});

describe('what a project allows', () => {
  const app = (repo: string, destination: string, project = 'project: shop') =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  ${project}\n  source:\n    path: dev\n    repoURL: ${repo}\n  destination:\n    ${destination.replaceAll('\n', '\n    ')}\n`;
  const project = (rest = '') =>
    `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata:\n  name: shop\nspec:\n  sourceRepos: ["https://git.example.com/shop/*", "!https://git.example.com/shop/secret"]\n  destinations: [{server: "https://kubernetes.default.svc", namespace: "shop-*"}]\n${rest}`;
  const HERE = 'server: https://kubernetes.default.svc\nnamespace: shop-dev';
  const REPO = 'https://git.example.com/shop/web.git';
  const built = {
    'dev/kustomization.yaml': 'resources:\n  - namespace.yaml\n',
    'dev/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop-dev\n',
  };
  test.each([
    ['all of it', app(REPO, HERE), project()],
    ['the cluster by its name', app(REPO, 'name: in-cluster\nnamespace: shop-dev'), project()],
    ['another repository', app('https://git.example.com/web.git #!', HERE), project()],
    ['one that is taken away', app('https://git.example.com/shop/secret #!', HERE), project()],
    ['another namespace', app(REPO, 'server: https://kubernetes.default.svc\nnamespace: web #!'), project()],
    ['another cluster', app(REPO, 'server: https://other.example.com\nnamespace: shop-dev #!'), project()],
    ['no such project', app(REPO, HERE, 'project: shopp #?'), project()],
    ['the default project', app(REPO, HERE, 'project: default'), project()],
  ])('%s', (_, application, own) => {
    const files = { 'dev/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n' };
    expectMarks({ ...files, 'app.yaml': application, 'project.yaml': own });
  });

  test('kinds', () => {
    expectMarks({ ...built, 'app.yaml': app(REPO, HERE, 'project: shop #!'), 'project.yaml': project() });
    const allowed = project('  clusterResourceWhitelist: [{group: "", kind: Namespace}]\n');
    expectMarks({ ...built, 'app.yaml': app(REPO, HERE), 'project.yaml': allowed });
  });
});

describe('an ApplicationSet', () => {
  const set = (elements: string, path: string, option = 'CreateNamespace=true') =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: web\nspec:\n  goTemplate: true\n  generators:\n    - list:\n        elements:\n${elements}  template:\n    metadata:\n      name: 'web-{{.env}}'\n    spec:\n      project: default\n      source: {repoURL: "https://git.example.com/a.git", path: '${path}'}\n      destination: {name: in-cluster}\n      syncPolicy:\n        syncOptions:\n          - ${option}\n`;
  const folders = {
    'deploy/overlays/dev/kustomization.yaml': 'resources: [a.yaml]\n',
    'deploy/overlays/dev/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  };
  test('has elements whose folders are there', () => {
    const path = 'deploy/overlays/{{ .env }}';
    expectMarks({ 'set.yaml': set('          - env: dev\n', path), ...folders });
    expectMarks({ 'set.yaml': set('          - env: dev\n          - env: prod #!\n', path), ...folders });
  });
  test('has the options of an Application', () => {
    const option = (text: string) => ({
      'set.yaml': set('          - env: dev\n', 'deploy/overlays/{{ .env }}', text),
      ...folders,
    });
    expectMarks(option('CreateNamespaces=true #!'));
    expectMarks(option('"CreateNamespace={{ .env }}"'));
  });
});

test('a folder that is called as the repository may lie in it', () => {
  const app = APPLICATION.replace('/a.git", path: a', '/training/shop", path: shop/dev').replace(
    '    @\n',
    '    a: b\n',
  );
  const shop = { 'shop/dev/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };
  expectMarks({ 'argocd/app.yaml': app, ...shop });
  expectMarks({ 'shop/app.yaml': app.replace('shop/dev}', 'shop/dev} #!'), ...shop });
  expectMarks({ 'app.yaml': app.replace('shop/dev}', 'shop/dev} #!'), ...shop });
});
