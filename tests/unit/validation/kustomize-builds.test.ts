import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

// Each verdict is that of kustomize v5.5.0 on the same files.

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          envFrom:
            - configMapRef: {name: settings}
`;
const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n';
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';

type Files = Record<string, string>;

function told(files: Files): string[] {
  return [...validateTree(treeOf(files))].flatMap(([path, found]) =>
    found
      .filter(({ severity }) => severity < 4)
      .map(({ code, range }) => `${path}:${range.start.line + 1} ${code}`),
  );
}

/** A base and an overlay with these lines. */
function overlay(lines: string, more: Files = {}, deployment = DEPLOYMENT, config = CONFIG): Files {
  return {
    'base/kustomization.yaml': 'resources: [d.yaml, c.yaml]\n',
    'base/d.yaml': deployment,
    'base/c.yaml': config,
    'prod/kustomization.yaml': `resources: [../base]\n${lines}`,
    ...more,
  };
}

const patch = (operation: string) =>
  `patches:\n  - target: {kind: Deployment}\n    patch: |-\n      - ${operation}\n`;

describe('what stands in a base for another value', () => {
  const scaled = DEPLOYMENT.replace('replicas: 1', 'replicas: REPLICAS');
  test.each([
    ['a patch', patch('{op: replace, path: /spec/replicas, value: 3}')],
    ['the field for replicas', 'replicas: [{name: web, count: 3}]\n'],
    [
      'a transformer in one line',
      'transformers:\n  - "{apiVersion: builtin, kind: ReplicaCountTransformer, metadata: {name: r}, replica: {name: web, count: 3}, fieldSpecs: [{path: spec/replicas, kind: Deployment}]}"\n',
    ],
    [
      'a merge patch in one line',
      'patchesStrategicMerge:\n  - "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}"\n',
    ],
  ])('is not told where %s gives it', (_, lines) => expect(told(overlay(lines, {}, scaled))).toEqual([]));

  test('is told where nobody does', () =>
    expect(told(overlay('labels: [{pairs: {env: prod}}]\n', {}, scaled))).toEqual([
      'base/d.yaml:6 schema-wrong-type',
    ]));
});

describe('what a build writes in another way is told all the same', () => {
  test('a name that is nearly that of an object, where an overlay gives names', () => {
    const typo = DEPLOYMENT.replace('name: settings', 'name: setings');
    expect(told(overlay('namePrefix: prod-\n', {}, typo))).toEqual(['base/d.yaml:17 reference-name']);
  });

  test('a number among annotations, which kustomize puts in quotes', () => {
    const wave = CONFIG.replace(
      'name: settings',
      'name: settings\n  annotations:\n    argocd.argoproj.io/sync-wave: 5',
    );
    expect(told(overlay('namePrefix: prod-\n', {}, DEPLOYMENT, wave))).toEqual([
      'base/c.yaml:6 schema-wrong-type',
    ]);
  });
});

/** The errors of a tree, with their words. */
function stops(files: Files): string[] {
  return [...validateTree(treeOf(files))].flatMap(([path, found]) =>
    found
      .filter(({ severity }) => severity === 1)
      .map(({ message, range }) => `${path}:${range.start.line + 1} ${message}`),
  );
}

// Nothing but kustomize itself knows of these, or of these in a build that takes in a file of JSON.
describe('what kustomize cannot build is told in its own words', () => {
  const replacing = (source: string, target: string) =>
    `replacements:\n  - source: {${source}}\n    targets: [{select: {kind: Deployment}, fieldPaths: [${target}]}]\n`;

  test.each<[string, Files, string]>([
    [
      'a replacement into a field that is not there',
      overlay(replacing('kind: ConfigMap, fieldPath: data.a', 'spec.template.metadata.labels.mode')),
      'prod/kustomization.yaml:4 … "unable to find field "spec.template.metadata.labels.mode" in replacement target".',
    ],
    [
      'a test that fails',
      overlay(patch('{op: test, path: /spec/replicas, value: 3}')),
      'prod/kustomization.yaml:5 … "testing value /spec/replicas failed: test failed".',
    ],
    [
      'a key that a file of variables brings a second time',
      overlay('configMapGenerator: [{name: env, envs: [a.env], literals: [MODE=slow]}]\n', {
        'prod/a.env': 'MODE=fast\n',
      }),
      'prod/kustomization.yaml:2 … "configmap env illegally repeats the key `MODE`".',
    ],
    [
      'a base that comes by two ways',
      {
        ...overlay(''),
        'other/kustomization.yaml': 'resources: [../base]\n',
        'both/kustomization.yaml': 'resources:\n  - ../prod\n  - ../other\n',
      },
      'both/kustomization.yaml:3 … "may not add resource with an already registered id: Deployment.v1.apps/web.[noNs]".',
    ],
    [
      'a Component that finds nothing to change',
      overlay('components: [../part]\n', {
        'part/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: p.yaml\n',
        'part/p.yaml': PATCH.replace('web', 'wep'),
      }),
      'part/p.yaml:4 … "no resource matches strategic merge patch "Deployment.v1.apps/wep.[noNs]": no matches for Id Deployment.v1.apps/wep.[noNs]; failed to find unique target for patch Deployment.v1.apps/wep.[noNs]".',
    ],
    [
      'a field of the wrong shape, once for all who include it',
      {
        ...overlay(''),
        'base/kustomization.yaml':
          'resources: [d.yaml, c.yaml]\npatches:\n  - path: p.yaml\n  - target: {kind: "Deploy(ment"}\n    path: q.yaml\n',
        'base/p.yaml': PATCH,
        'base/q.yaml': '- {op: add, path: /spec/paused, value: true}\n',
        'dev/kustomization.yaml': 'resources: [../base]\n',
      },
      'base/kustomization.yaml:2 … "error parsing regexp: missing closing ): `^(?:Deploy(ment)$`".',
    ],
  ])('%s', (_, files, words) =>
    expect(stops(files)).toEqual([words.replace('…', 'kustomize cannot build this, and stops with')]),
  );

  test('what is wrong in a kustomization is told whatever its patches say', () => {
    const wrong = {
      'base/kustomization.yaml': 'resources: [d.yaml, c.yaml]\nlabels:\n  - pairs: {tier: 1}\n',
    };
    const lines = patch('{op: replace, path: /spec/replicas, value: 1}').replace(
      'kind: Deployment',
      'name: web',
    );
    expect(told({ ...overlay(lines), ...wrong })).toEqual(['base/kustomization.yaml:3 schema-wrong-type']);
  });

  test('and what is told by a rule is not told again', () =>
    expect(stops(overlay(patch('{op: remove, path: /spec/paused}'))).length).toBe(1));

  test.each<[string, Files]>([
    [
      'a chart',
      overlay('helmCharts: [{name: redis, repo: "https://charts.example.com", version: "1.0.0"}]\n'),
    ],
    [
      'what is remote',
      {
        ...overlay(''),
        'prod/kustomization.yaml':
          'resources: [../base, "https://github.com/example/app//deploy?ref=v1"]\npatches:\n  - patch: |-\n      {apiVersion: v1, kind: Service, metadata: {name: far}, spec: {type: NodePort}}\n',
      },
    ],
    [
      'a plugin',
      overlay('generators: [secrets.yaml]\n', {
        'prod/secrets.yaml':
          'apiVersion: viaduct.ai/v1\nkind: ksops\nmetadata: {name: secrets}\nfiles: [a.enc.yaml]\n',
      }),
    ],
  ])('%s may be there where it is built', (_, files) => expect(stops(files)).toEqual([]));
});

describe('a build that goes on is not told to stop', () => {
  const part = {
    'part/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: a-\n',
  };
  test.each<[string, Files]>([
    ['with a Component that changes everything twice', overlay('components: [../part, ../part]\n', part)],
    [
      'with an expression for the names of images',
      overlay('images: [{name: "(nginx|httpd)", newTag: "1.28"}]\n'),
    ],
  ])('%s', (_, files) => expect(told(files)).toEqual([]));

  test('and one that stops does so for one reason', () => {
    const files = overlay(patch('{op: replace, path: /spec/replicas, value: 3}'));
    const kinds = [
      'base/kustomization.yaml:2 kustomize-file',
      'base/kustomization.yaml:2 schema-unknown-kind',
    ];
    expect(
      told({
        ...files,
        'base/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomize\nresources: [d.yaml, c.yaml]\n',
      }),
    ).toEqual(kinds);
    expect(told({ ...files, 'base/kustomization.yaml': 'resources: d.yaml\n' })).toEqual([
      'base/kustomization.yaml:1 schema-wrong-type',
    ]);
  });
});
