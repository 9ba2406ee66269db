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
