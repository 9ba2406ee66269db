import { expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

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
          env:
            - name: COLOR
              valueFrom: {configMapKeyRef: {name: settings, key: color}}
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
const BASE = {
  'base/deployment.yaml': DEPLOYMENT,
  'base/service.yaml': SERVICE,
  'base/kustomization.yaml':
    'resources:\n  - deployment.yaml\n  - service.yaml\nconfigMapGenerator:\n  - name: settings\n    literals:\n      - color=red\n      - size=big\n',
};

const PORTS = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          ports:\n            - containerPort: 8080\n              name: ${name}\n`;
const LABELS = (app: string) =>
  `  - target: {kind: Deployment}\n    patch: |-\n      - op: replace\n        path: /spec/template/metadata/labels/app\n        value: ${app}\n`;
const SELECTOR = (app: string) =>
  `  - target: {kind: Service}\n    patch: |-\n      - op: replace\n        path: /spec/selector/app\n        value: ${app}\n`;
const MATCH = (app: string) =>
  `  - target: {kind: Deployment}\n    patch: |-\n      - op: replace\n        path: /spec/selector/matchLabels/app\n        value: ${app}\n`;

/** The diagnostics of the base and an overlay, as `file:line code message`. */
function told(overlay: string, files: Readonly<Record<string, string>> = {}): string[] {
  const tree = treeOf({
    ...BASE,
    'overlays/prod/kustomization.yaml': `resources:\n  - ../../base\n${overlay}`,
    ...files,
  });
  return [...validateTree(tree)].flatMap(([path, diagnostics]) =>
    diagnostics.map(({ range, code, message }) => `${path}:${range.start.line + 1} ${code} ${message}`),
  );
}

test('the base alone is sound, and so is an overlay that changes nothing of it', () => {
  expect(told('commonAnnotations:\n  team: shop\n')).toEqual([]);
});

test('a patch that gives a port another name than the Service asks for', () => {
  const path = 'overlays/prod/ports.yaml';
  expect(told('patches:\n  - path: ports.yaml\n', { [path]: PORTS('web') })).toEqual([
    `${path}:12 service-target-port ${'This breaks the Service `web` that is built in `overlays/prod`: No container of the selected Pods has a port named `http`, so this Service has no endpoints. Name the port in the container, or write its number.'}`,
  ]);
  expect(told('patches:\n  - path: ports.yaml\n', { [path]: PORTS('http') })).toEqual([]);
});

test('a JSON patch that points a Service elsewhere', () => {
  expect(told(`patches:\n${SELECTOR('api')}`)).toEqual([
    expect.stringMatching(
      /^overlays\/prod\/kustomization\.yaml:7 service-selector This breaks the Service `web`/,
    ),
  ]);
});

test('what two patches do together is sound, and one alone is told where it stands', () => {
  expect(told(`patches:\n${LABELS('shop')}${SELECTOR('shop')}${MATCH('shop')}`)).toEqual([]);
  expect(told(`patches:\n${LABELS('shop')}${SELECTOR('shop')}`)).toEqual([
    expect.stringMatching(
      /^overlays\/prod\/kustomization\.yaml:7 workload-selector This breaks the Deployment/,
    ),
  ]);
});

test('a generator that replaces what a container reads; its hash is not told', () => {
  const generator = (behavior: string) =>
    `configMapGenerator:\n  - name: settings\n    behavior: ${behavior}\n    literals:\n      - size=small\n`;
  expect(told(generator('replace'))).toEqual([
    'overlays/prod/kustomization.yaml:4 reference-key This breaks the Deployment `web` that is built in `overlays/prod`: The ConfigMap `settings` has no key `color`, so the Pod does not start. It has `size`.',
  ]);
  expect(told(generator('merge'))).toEqual([]);
});

test('what is wrong without the change as well is told once, where it stands', () => {
  const service = SERVICE.replace('targetPort: http', 'targetPort: htp');
  const all = told(`patches:\n${SELECTOR('web')}`, { 'base/service.yaml': service });
  expect(all).toHaveLength(1);
  expect(all[0]).toMatch(/^base\/service\.yaml:11 service-target-port /);
});
