import { expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { definition } from '@/lib/validation';
import { Lines } from '@/lib/yaml';

const files = {
  'repo/base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: runner
      containers:
        - name: web
          image: web:1
          envFrom:
            - configMapRef: {name: settings}
            - configMapRef: {name: made}
            - secretRef: {name: hidden}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: disk}
`,
  'repo/base/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n',
  'repo/base/ingress.yaml':
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: in}\nspec:\n  defaultBackend: {service: {name: front, port: {number: 80}}}\n',
  'repo/base/others.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: runner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk}
`,
  'repo/base/a.properties': 'a=b\n',
  'repo/base/kustomization.yaml': `resources: [web.yaml, service.yaml, ingress.yaml, others.yaml]
configMapGenerator: [{name: made, files: [key=a.properties]}]
secretGenerator: [{name: hidden, literals: [a=b]}]
`,
  'repo/dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: more.yaml}]\n',
  'repo/dev/more.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n',
  'app.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  source: {path: dev}\n',
};
const tree = treeOf(files);

test.each<[from: keyof typeof files, word: string, to: string | undefined]>([
  ['repo/base/kustomization.yaml', 'web.yaml', 'repo/base/web.yaml:1'],
  ['repo/base/kustomization.yaml', 'key=a.properties', 'repo/base/a.properties:1'],
  ['repo/dev/kustomization.yaml', '../base', 'repo/base/kustomization.yaml:1'],
  ['repo/dev/kustomization.yaml', 'more.yaml', 'repo/dev/more.yaml:1'],
  ['repo/base/service.yaml', 'selector', 'repo/base/web.yaml:3'],
  ['repo/base/service.yaml', 'web', 'repo/base/web.yaml:3'],
  ['repo/base/ingress.yaml', 'front', 'repo/base/service.yaml:3'],
  ['repo/base/web.yaml', 'runner', 'repo/base/others.yaml:7'],
  ['repo/base/web.yaml', 'settings', 'repo/base/others.yaml:3'],
  ['repo/base/web.yaml', 'disk', 'repo/base/others.yaml:11'],
  ['repo/base/web.yaml', 'made', 'repo/base/kustomization.yaml:2'],
  ['repo/base/web.yaml', 'hidden', 'repo/base/kustomization.yaml:3'],
  ['app.yaml', 'dev', 'repo/dev/kustomization.yaml:1'],
  ['repo/base/web.yaml', 'data', undefined],
  ['repo/base/web.yaml', 'serviceAccountName', undefined],
])('in %s, `%s` leads to %s', (path, word, to) => {
  const text = files[path];
  const position = new Lines(text).positionAt(text.lastIndexOf(word) + 1);
  const places = definition(tree, path, position).map(
    (place) => `${place.path}:${place.range.start.line + 1}`,
  );
  expect(places).toEqual(to === undefined ? [] : [to]);
});
