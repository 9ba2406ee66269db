import { describe, expect, test } from 'vitest';
import { type Tree, treeOf } from '@/lib/tree';
import { ValidationCache, validateTree } from '@/lib/validation';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: ghcr.io/example/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
`;
const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  name: smoke
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: smoke
          image: curlimages/curl:8.10.1
          command: [curl, -fsS, "http://web"]
`;

interface Case {
  name: string;
  /** What takes the place of words in the base, which alone looks wrong. */
  base: readonly [file: 'deployment' | 'service' | 'job', from: string, to: string];
  /** The overlay that mends it. */
  overlay: string;
  /** Words of the overlay, and what makes them mend nothing. */
  spoilt: readonly [from: string, to: string];
  code: string;
  files?: Readonly<Record<string, string>>;
}

const target = (kind: string, ...operations: string[]) =>
  `patches:\n  - target: {kind: ${kind}}\n    patch: |-\n${operations.map((line) => `      ${line}\n`).join('')}`;
const add = (path: string, value: string) => `- {op: add, path: ${path}, value: ${value}}`;
const METRICS = '    - {name: metrics, port: 9090, targetPort: metrics}\n';
const PORT = '/spec/template/spec/containers/0/ports/-';
const MIGRATION = 'command: [migrate]\n          envFrom: [{configMapRef: {name: settings}}]';
const SMOKE = 'command: [curl, -fsS, "http://web"]';

const CASES: readonly Case[] = [
  {
    name: 'a port that a JSON patch adds',
    base: ['service', 'targetPort: http\n', `targetPort: http\n${METRICS}`],
    overlay: target('Deployment', add(PORT, '{name: metrics, containerPort: 9090}')),
    spoilt: ['name: metrics', 'name: metric'],
    code: 'service-target-port',
  },
  {
    name: 'a port of a sidecar that a Component adds',
    base: ['service', 'targetPort: http', 'targetPort: proxy'],
    overlay: 'components: [../proxy]\n',
    spoilt: ['components: [../proxy]', 'namePrefix: prod-'],
    code: 'service-target-port',
    files: {
      'proxy/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: sidecar.yaml\n',
      'proxy/sidecar.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      initContainers:\n        - name: proxy\n          image: envoyproxy/envoy:v1.31.0\n          restartPolicy: Always\n          ports: [{name: proxy, containerPort: 10000}]\n',
    },
  },
  {
    name: 'a port that a transformer adds',
    base: ['service', 'targetPort: http\n', `targetPort: http\n${METRICS}`],
    overlay: `transformers:\n  - |-\n    apiVersion: builtin\n    kind: PatchTransformer\n    metadata: {name: ports}\n    target: {kind: Deployment}\n    patch: '[{"op": "add", "path": "${PORT}", "value": {"name": "metrics", "containerPort": 9090}}]'\n`,
    spoilt: ['"name": "metrics"', '"name": "metric"'],
    code: 'service-target-port',
  },
  {
    name: 'a label that the overlay gives to selectors',
    base: ['service', 'app: web\n', 'app: web\n    env: prod\n'],
    overlay: 'labels:\n  - includeSelectors: true\n    pairs: {env: prod}\n',
    spoilt: ['env: prod', 'tier: prod'],
    code: 'service-selector',
  },
  {
    name: 'a label that the overlay gives to templates',
    base: ['service', 'app: web\n', 'app: web\n    env: prod\n'],
    overlay: 'labels:\n  - includeTemplates: true\n    pairs: {env: prod}\n',
    spoilt: ['includeTemplates: true', 'includeTemplates: false'],
    code: 'service-selector',
  },
  {
    name: 'a volume that a patch adds',
    base: ['deployment', 'ports:', 'volumeMounts: [{name: cache, mountPath: /cache}]\n          ports:'],
    overlay: target('Deployment', add('/spec/template/spec/volumes', '[{name: cache, emptyDir: {}}]')),
    spoilt: ['name: cache', 'name: cash'],
    code: 'pod-names',
  },
  {
    name: 'a probe’s port that a patch adds',
    base: ['deployment', 'ports:', 'readinessProbe: {tcpSocket: {port: admin}}\n          ports:'],
    overlay: target('Deployment', add(PORT, '{name: admin, containerPort: 9000}')),
    spoilt: ['name: admin', 'name: root'],
    code: 'probe-port',
  },
  {
    name: 'a template’s label that a patch adds',
    base: ['deployment', 'app: web\n  template', 'app: web\n      tier: front\n  template'],
    overlay: target('Deployment', add('/spec/template/metadata/labels/tier', 'front')),
    spoilt: ['value: front', 'value: back'],
    code: 'workload-selector',
  },
  {
    name: 'a placeholder for an image',
    base: ['job', 'curlimages/curl:8.10.1', 'SMOKE_IMAGE'],
    overlay: 'images:\n  - {name: SMOKE_IMAGE, newName: curlimages/curl, newTag: 8.10.1}\n',
    spoilt: ['{name: SMOKE_IMAGE', '{name: SMOKE'],
    code: 'image-invalid',
  },
  {
    name: 'a tag that a replacement puts in',
    base: ['deployment', 'web:1.4.2', 'web:latest'],
    overlay:
      'configMapGenerator:\n  - {name: versions, literals: [web=1.4.2]}\nreplacements:\n  - source: {kind: ConfigMap, name: versions, fieldPath: data.web}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: [spec.template.spec.containers.*.image]\n        options: {delimiter: ":", index: 1}\n',
    spoilt: ['web=1.4.2', 'web=latest'],
    code: 'image-tag',
  },
  {
    name: 'a restart policy that a patch adds',
    base: ['job', '      restartPolicy: Never\n', ''],
    overlay: target('Job', add('/spec/template/spec/restartPolicy', 'OnFailure')),
    spoilt: ['OnFailure', 'Always'],
    code: 'pod-restart-policy',
  },
  {
    name: 'a hook that the overlay’s annotations make',
    base: ['job', '    argocd.argoproj.io/hook: PreSync\n', ''],
    overlay: target('Job', add('/metadata/annotations/argocd.argoproj.io~1hook', 'Sync')),
    spoilt: ['~1hook', '~1hooks'],
    code: 'argocd-policy-without-hook',
  },
  {
    name: 'a delete policy that a patch replaces',
    base: ['job', 'BeforeHookCreation', 'HookSucceeded'],
    overlay: target(
      'Job',
      add('/metadata/annotations/argocd.argoproj.io~1hook-delete-policy', 'BeforeHookCreation'),
    ),
    spoilt: ['value: BeforeHookCreation', 'value: HookSucceeded'],
    code: 'argocd-hook-keeps-failed',
  },
  {
    name: 'a generated ConfigMap that is made a hook as well',
    base: ['job', SMOKE, MIGRATION],
    overlay:
      'configMapGenerator:\n  - name: settings\n    literals: [A=b]\n    options: {annotations: {argocd.argoproj.io/hook: PreSync, argocd.argoproj.io/sync-wave: "-1"}}\n',
    spoilt: ['hook: PreSync', 'hook: PostSync'],
    code: 'argocd-hook-needs-later',
  },
  {
    name: 'a script that a patch replaces',
    base: ['job', SMOKE, 'command: [sh, -c, "curl -fsS http://web; echo ok"]'],
    overlay: target(
      'Job',
      add('/spec/template/spec/containers/0/command', '[sh, -c, "set -e; curl -fsS http://web; echo ok"]'),
    ),
    spoilt: ['set -e; ', ''],
    code: 'script-lost-status',
  },
];

function tree(one: Case, spoilt: boolean): Tree {
  const base = { deployment: DEPLOYMENT, service: SERVICE, job: JOB };
  const [file, from, to] = one.base;
  expect(base[file]).toContain(from);
  base[file] = base[file].replace(from, to);
  expect(one.overlay + Object.values(one.files ?? {}).join('')).toContain(one.spoilt[0]);
  const overlay = spoilt ? one.overlay.replace(...one.spoilt) : one.overlay;
  return treeOf({
    'base/deployment.yaml': base.deployment,
    'base/service.yaml': base.service,
    'base/job.yaml': base.job,
    'base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml, job.yaml]\n',
    'prod/kustomization.yaml': `resources: [../base]\n${overlay}`,
    ...one.files,
  });
}

/** The errors and warnings of a tree, as `file code`. */
function told(files: Tree, cache?: ValidationCache): string[] {
  return [...validateTree(files, cache)].flatMap(([path, found]) =>
    found.filter(({ severity }) => severity <= 2).map(({ code }) => `${path} ${code}`),
  );
}

describe('an object is judged as kustomize builds it', () => {
  test.each(CASES)('$name', (one) => {
    const place = `base/${one.base[0]}.yaml ${one.code}`;
    expect(told(tree(one, false))).toEqual([]);
    expect(told(tree(one, true))).toContain(place);
  });

  test('in every build that it goes into', () => {
    const [one] = CASES;
    if (!one) throw new Error('no case');
    const files = new Map(tree(one, false));
    files.set('dev/kustomization.yaml', 'resources: [../base]\nnamePrefix: dev-\n');
    expect(told(files)).toEqual(['base/service.yaml service-target-port']);
    // Where an Application deploys the base by itself, nothing mends it.
    files.delete('dev/kustomization.yaml');
    files.set(
      'app.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: https://example.org/shop.git, path: base, targetRevision: main}\n  destination: {server: https://kubernetes.default.svc, namespace: shop}\n',
    );
    expect(told(files)).toEqual(['base/service.yaml service-target-port']);
  });

  test('and nobody speaks of what a patch may mend in a build that the tree does not show whole', () => {
    const [one] = CASES;
    if (!one) throw new Error('no case');
    const files = new Map(tree(one, false));
    const remote = `resources: [../base, "https://github.com/example/repo//base?ref=v1"]\n`;
    files.set('prod/kustomization.yaml', remote + one.overlay);
    expect(told(files)).toEqual([]);
  });

  test('or the rest of them, where those that nothing is told of can be left out', () => {
    const [one] = CASES.filter(({ code }) => code === 'image-tag');
    if (!one) throw new Error('no case');
    const cache = new ValidationCache();
    const files = new Map(tree(one, true));
    // A patch of an object that is left out fails, so that all have to be built.
    const patch =
      'patches:\n  - patch: |-\n      {apiVersion: v1, kind: Service, metadata: {name: web, labels: {a: b}}}\n';
    files.set('prod/kustomization.yaml', `${files.get('prod/kustomization.yaml')}${patch}`);
    expect(told(files, cache)).toEqual(['base/deployment.yaml image-tag']);
    files.set('prod/kustomization.yaml', `resources: [../base]\n${one.overlay}${patch}`);
    expect(told(files, cache)).toEqual([]);
    files.set('base/service.yaml', SERVICE.replace('targetPort: http', 'targetPort: web'));
    expect(told(files, cache)).toEqual(['base/service.yaml service-target-port']);
  });

  test('whatever was built before', () => {
    const cache = new ValidationCache();
    for (const one of [...CASES, ...CASES])
      for (const spoilt of [true, false, false, true])
        expect(told(tree(one, spoilt), cache)).toEqual(told(tree(one, spoilt)));
  });
});
