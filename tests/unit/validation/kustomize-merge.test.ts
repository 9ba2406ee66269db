import { describe, test } from 'vitest';
import { expectMarks, within } from './marks';

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n';
const DEPLOYMENT = `${head}  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - {name: prepare, image: "busybox:1.36"}
      containers:
        - name: web
          image: nginx:1.27
          env:
            - {name: MODE, value: a}
          livenessProbe:
            httpGet: {path: /, port: 8080}
          ports: [{containerPort: 8080}]
          volumeMounts: [{name: data, mountPath: /data}]
        - {name: log, image: "busybox:1.36"}
      volumes:
        - {name: data, emptyDir: {}}
`;
const BASE = { 'base/d.yaml': DEPLOYMENT, 'base/kustomization.yaml': 'resources: [d.yaml]\n' };
const listed = (...patches: string[]) =>
  `resources: [../base]\npatches:\n${patches.map((path) => `  - path: ${path}\n`).join('')}`;

/** Checks a patch of the Deployment, in a file and inside the kustomization. */
function patched(patch: string, more: Record<string, string> = {}) {
  const text = within(`${head}  @\n`, patch);
  expectMarks({
    ...BASE,
    'prod/kustomization.yaml': listed('p.yaml', ...Object.keys(more)),
    'prod/p.yaml': text,
    ...inFolder(more),
  });
  const inline = `resources: [../base]\npatches:\n${Object.keys(more)
    .map((path) => `  - path: ${path}\n`)
    .join('')}  - patch: |\n`;
  expectMarks({
    ...BASE,
    'prod/kustomization.yaml': inline + text.replace(/^(?=.)/gm, '      '),
    ...inFolder(more),
  });
}

const inFolder = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`prod/${path}`, text]));
const pod = (...lines: string[]) => `template:\n  spec:\n${lines.map((line) => `    ${line}`).join('\n')}`;

// Each build is that of kustomize v5.5.0.
describe('a patch that is merged', () => {
  test.each([
    [
      'a container of another name',
      pod('containers:', '  - name: wbe #!', '    tty: true'),
      pod('containers:', '  - name: web', '    tty: true'),
    ],
    ['a container with an image of its own', pod('containers:', '  - {name: wbe, image: "nginx:1.27"}')],
    [
      'a container in the other list',
      pod('initContainers:', '  - name: web #!', '    tty: true'),
      pod('initContainers:', '  - {name: prepare, tty: true}'),
    ],
    ['a container that goes', pod('containers:', '  - {name: log, $patch: delete}')],
    [
      'all containers anew',
      pod('containers:', '  - {$patch: replace}', '  - {name: wbe, image: "nginx:1.27"}'),
    ],
    ['keys that should stay', 'strategy:\n  $retainKeys: [type] #!\n  type: Recreate\n  rollingUpdate: null'],
    [
      'an order of entries',
      pod(
        '$setElementOrder/containers: [{name: log}, {name: web}] #!',
        'containers:',
        '  - {name: web, tty: true}',
      ),
    ],
    [
      'a directive that there is not',
      'strategy:\n  $patch: remove #!',
      'strategy:\n  $patch: replace\n  type: Recreate',
    ],
    [
      'a strategy over another',
      'strategy:\n  type: Recreate #!',
      'strategy:\n  type: Recreate\n  rollingUpdate: null',
    ],
    [
      'a volume over another',
      pod('volumes:', '  - name: data', '    persistentVolumeClaim: {claimName: data} #!'),
      pod('volumes:', '  - name: data', '    emptyDir: null', '    persistentVolumeClaim: {claimName: data}'),
    ],
    ['a volume with more settings', pod('volumes:', '  - {name: data, emptyDir: {medium: Memory}}')],
    [
      'a variable over another',
      pod(
        'containers:',
        '  - name: web',
        '    env:',
        '      - name: MODE',
        '        valueFrom: {fieldRef: {fieldPath: spec.nodeName}} #!',
      ),
      pod(
        'containers:',
        '  - name: web',
        '    env:',
        '      - {name: MODE, value: b}',
        '      - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}',
      ),
    ],
    [
      'a probe over another',
      pod('containers:', '  - name: web', '    livenessProbe:', '      tcpSocket: {port: 8080} #!'),
      pod(
        'containers:',
        '  - name: web',
        '    livenessProbe:',
        '      $patch: replace',
        '      tcpSocket: {port: 8080}',
      ),
    ],
  ])('%s', (_name, wrong, right?: string) => {
    patched(wrong);
    if (right !== undefined) patched(right);
  });

  test('may rest on what another patch brings or takes away', () => {
    const side = within(`${head}  @\n`, pod('containers:', '  - {name: side, image: "busybox:1.36"}'));
    patched(pod('containers:', '  - {name: side, tty: true}'), { 'side.yaml': side });
    const stop = within(`${head}  @\n`, 'strategy: {rollingUpdate: null}');
    patched('strategy:\n  type: Recreate', { 'stop.yaml': stop });
  });

  test('may meet an object that the tree does not show', () => {
    const files = { 'p.yaml': within(`${head}  @\n`, pod('containers:', '  - {name: side, tty: true}')) };
    expectMarks({
      ...files,
      'kustomization.yaml': 'resources: ["https://example.com/a.yaml"]\npatches:\n  - path: p.yaml\n',
    });
    expectMarks({
      ...files,
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: p.yaml\n',
    });
  });
});
