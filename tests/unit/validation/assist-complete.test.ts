import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { complete } from '@/lib/validation';
import { applyEdits, atCaret } from './support';

const files = {
  'repo/base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, version: "1"}}
    spec:
      containers:
        - name: web
          image: registry.example:5000/shop/web:1.27
          ports: [{name: http, containerPort: 8080}]
`,
  'repo/base/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec:\n  selector: {app: web}\n  ports: [{name: plain, port: 80, targetPort: http}]\n',
  'repo/base/kustomization.yaml':
    'resources: [deployment.yaml, service.yaml]\nconfigMapGenerator: [{name: made, literals: [a=b]}]\n',
  'repo/base/settings.properties': 'a=b\n',
  'repo/base/settings.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: red}\n',
  'repo/part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
};

function offered(marked: string, path = 'repo/base/new.yaml') {
  const { text, position } = atCaret(marked);
  const items = complete(treeOf({ ...files, [path]: text }), path, position);
  return {
    labels: items.map(({ label }) => label),
    /** The text once a completion is taken. */
    take(label: string): string {
      const edit = items.find((item) => item.label === label)?.textEdit;
      if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
      return applyEdits(text, [edit]);
    },
  };
}

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';
const job = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n    ';
const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\nspec:\n';
const container = `${pod}  containers:\n  - name: w\n    image: x\n    ports:\n    - name: own\n      containerPort: 9000\n`;
const ingress =
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n      - backend:\n          service:\n            name: front\n            ';
const app = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  ';

/** Where the cursor `¦` is, what is taken there, and the line or lines that it makes. */
const TAKEN: readonly (readonly [where: string, text: string, label: string, becomes: string])[] = [
  ['an empty file', '¦', 'apiVersion', 'apiVersion: '],
  ['a half-written key', `${pod}  contai¦`, 'containers', 'spec:\n  containers:\n    - '],
  ['after a dash', `${pod}  containers:\n    - ¦`, 'name', '    - name: '],
  ['right behind a dash', `${pod}  containers:\n    -¦`, 'name', '    - name: '],
  ['an empty value that is a list', `${pod}  containers: ¦`, 'name', '  containers: \n    - name: '],
  [
    'an empty value that is a mapping',
    'apiVersion: v1\nkind: Pod\nmetadata:¦',
    'name',
    'metadata:\n  name: ',
  ],
  ['a blank line below a list’s key', `${pod}  containers:\n    ¦`, 'name', '  containers:\n    - name: '],
  [
    'a blank line at the column of a list’s key',
    `${pod}  containers:\n  ¦`,
    'name',
    '  containers:\n  - name: ',
  ],
  [
    'a blank line between keys',
    `${pod}  ¦\n  restartPolicy: Never\n`,
    'hostNetwork',
    '  hostNetwork: \n  restart',
  ],
  ['within a key that has its value', `${pod}  rest¦art: Never`, 'restartPolicy', '  restartPolicy: Never'],
  ['within a key that has none', `${pod}  host¦Net`, 'hostNetwork', '  hostNetwork: '],
  ['within a value', `${pod}  restartPolicy: Al¦ways # x`, 'Never', '  restartPolicy: Never # x'],
  ['a value right behind the colon', `${pod}  restartPolicy:¦`, 'Never', '  restartPolicy: Never'],
  ['an open quote', `${pod}  restartPolicy: "Al¦`, 'Never', '  restartPolicy: "Never"'],
  ['a closed quote', `${pod}  restartPolicy: 'Al¦'`, 'Never', "  restartPolicy: 'Never'"],
  ['a second document', `${service}---\n${pod}  ¦`, 'containers', '  containers:\n    - '],
  [
    'Windows’ line ends',
    'apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  ¦\r\n',
    'containers',
    '  containers:\n    - ',
  ],
  [
    'a mapping in braces',
    'kind: Pod\napiVersion: v1\nmetadata: {name: a, ¦}',
    'labels',
    '{name: a, labels: {}}',
  ],
  [
    'a value in braces',
    `${pod}  containers: [{name: a, imagePullPolicy: ¦}]`,
    'Never',
    'imagePullPolicy: Never}',
  ],
  ['braces over lines', `${pod}  containers: [\n    {name: a,\n     im¦}]`, 'image', '     image: }'],
  ['an unclosed quote above', `${pod}  containers:\n    - name: "web\n      im¦`, 'image', '      image: '],
  [
    'a broken line below',
    `${pod}  containers:\n    - name: web\n      im¦\n      x y\n`,
    'image',
    '      image: \n',
  ],
  ['below a script', `${pod}  containers:\n  - args:\n    - |2\n      x\n    im¦`, 'image', '    image: '],
  ['a wave', `${job}argocd.argoproj.io/sync-wave: ¦`, '1', 'sync-wave: "1"'],
  ['a wave in quotes', `${job}argocd.argoproj.io/sync-wave: "¦"`, '-1', 'sync-wave: "-1"'],
  ['a hook', `${job}argocd.argoproj.io/hook: Post¦`, 'PostSync', 'hook: PostSync'],
  ['the first of two', `${job}argocd.argoproj.io/hook: ¦Sync,PreSync`, 'PostSync', 'hook: PostSync,PreSync'],
  [
    'after a comma',
    `${job}argocd.argoproj.io/hook-delete-policy: BeforeHookCreation, ¦`,
    'HookSucceeded',
    'hook-delete-policy: BeforeHookCreation, HookSucceeded',
  ],
  [
    'after a comma in quotes',
    `${job}argocd.argoproj.io/sync-options: "Prune=false,De¦"`,
    'Delete=false',
    'sync-options: "Prune=false,Delete=false"',
  ],
  ['a selector', `${service}  selector:\n    ¦`, 'version', '  selector:\n    version: "1"'],
  ['a selector in braces', `${service}  selector: {¦}`, 'app', '  selector: {app: web}'],
  ['a selector’s value', `${service}  selector:\n    version: ¦`, '1', '    version: "1"'],
  ['a port’s number', `${service}  ports:\n  - targetPort: ¦`, '8080', 'targetPort: 8080'],
  ['a probe’s port', `${container}    readinessProbe:\n      httpGet:\n        port: ¦`, 'own', 'port: own'],
  ['an Ingress’ Service', ingress.replace('front\n            ', '¦'), 'front', 'name: front'],
  ['an Ingress’ port', `${ingress}port:\n              number: ¦`, '80', 'number: 80'],
  ['an Ingress’ port by name', `${ingress}port:\n              name: ¦`, 'plain', 'name: plain'],
  [
    'a ConfigMap',
    `${container}    envFrom:\n    - configMapRef:\n        name: ¦`,
    'settings',
    'name: settings',
  ],
  ['a generated one', `${container}    envFrom:\n    - configMapRef:\n        name: ¦`, 'made', 'name: made'],
  [
    'a ConfigMap’s key',
    `${container}    env:\n    - valueFrom:\n        configMapKeyRef:\n          name: settings\n          key: ¦`,
    'colour',
    'key: colour',
  ],
  [
    'a volume',
    `${container}    volumeMounts:\n    - name: ¦\n  volumes:\n  - name: data\n    emptyDir: {}\n`,
    'data',
    '    - name: data\n',
  ],
  [
    'a template’s labels',
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector: {matchLabels: {app: x}}\n  template:\n    metadata:\n      labels:\n        ¦`,
    'app',
    '        app: x',
  ],
  ['an Application’s path', `${app}source:\n    path: ¦`, 'base', '    path: base'],
  [
    'an Application’s options',
    `${app}syncPolicy:\n    syncOptions:\n    - Create¦`,
    'CreateNamespace=true',
    '    - CreateNamespace=true',
  ],
  ['a kind', 'apiVersion: apps/v1\nkind: Dep¦', 'Deployment', 'kind: Deployment'],
  ['a version', 'apiVersion: ¦\nkind: Ingress', 'networking.k8s.io/v1', 'apiVersion: networking.k8s.io/v1\n'],
];

const KUSTOMIZATION: typeof TAKEN = [
  ['a file', 'resources:\n  - deployment.yaml\n  - ¦', 'settings.yaml', '  - settings.yaml'],
  [
    'a file in brackets',
    'resources: [deployment.yaml, ¦]',
    'service.yaml',
    '[deployment.yaml, service.yaml]',
  ],
  ['a file on an empty value', 'resources: ¦', 'service.yaml', 'resources: \n  - service.yaml'],
  ['a component', 'components:\n- ¦', '../part', '- ../part'],
  ['a patch', 'resources: [deployment.yaml]\npatches:\n- path: ¦', 'service.yaml', '- path: service.yaml'],
  [
    'a generator’s file',
    'configMapGenerator:\n- files:\n  - ¦',
    'settings.properties',
    '  - settings.properties',
  ],
  [
    'one under another key',
    'configMapGenerator:\n- files:\n  - a=set¦',
    'settings.properties',
    '  - a=settings.properties',
  ],
  [
    'a target’s kind',
    'resources: [service.yaml]\npatches:\n- target:\n    kind: ¦',
    'Service',
    'kind: Service',
  ],
  [
    'a target',
    'resources: [service.yaml]\npatches:\n- target:\n    kind: Service\n    name: ¦',
    'front',
    'name: front',
  ],
  [
    'an image',
    'images:\n- name: ¦',
    'registry.example:5000/shop/web',
    '- name: registry.example:5000/shop/web',
  ],
];

describe('what is taken becomes YAML that is right', () => {
  test.each(TAKEN)('%s', (_, text, label, becomes) => {
    expect(offered(text).take(label)).toContain(becomes);
  });
  test.each(KUSTOMIZATION)('in a kustomization: %s', (_, text, label, becomes) => {
    expect(offered(text, 'repo/base/kustomization.yaml').take(label)).toContain(becomes);
  });
  test('in an overlay: the base, with ../', () => {
    const overlay = 'repo/overlays/dev/kustomization.yaml';
    expect(offered('resources:\n- ../../b¦', overlay).take('../../base')).toContain('- ../../base');
  });
});

describe('what is not offered', () => {
  test.each<[string, string, string]>([
    ['a key that stands above', `${pod}  hostNetwork: true\n  ¦`, 'hostNetwork'],
    ['a key that stands below', `${pod}  ¦\n  hostNetwork: true\n`, 'hostNetwork'],
    ['a key of the same item below', `${pod}  containers:\n    - ¦\n      image: a\n`, 'image'],
    ['a key in the same braces', 'kind: Pod\napiVersion: v1\nmetadata: {¦, name: a}', 'name'],
    ['a label that is selected already', `${service}  selector:\n    app: web\n    ¦`, 'app'],
    ['a field of the first document', `${pod}---\n${service}  ¦`, 'containers'],
    ['a word before it', `${job}argocd.argoproj.io/hook: PreSync,¦`, 'PreSync'],
    ['a word after it', `${job}argocd.argoproj.io/hook: ¦,PreSync`, 'PreSync'],
    ['a port of another Pod', `${container}    livenessProbe:\n      tcpSocket:\n        port: ¦`, 'http'],
    ['a kind of another version', 'apiVersion: batch/v1\nkind: ¦', 'Deployment'],
    [
      'a policy that a Job refuses',
      'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: ¦',
      'Always',
    ],
  ])('%s', (_, text, label) => {
    const { labels } = offered(text);
    expect(labels).not.toContain(label);
    expect(labels).not.toEqual([]);
  });

  test.each([
    ['in a script', `${pod}  containers:\n    - args:\n        - |\n          im¦`],
    ['in a comment', 'kind: Pod # im¦'],
    ['in the indentation of a line', `${pod} ¦ hostNetwork: true`],
    ['below a value', `${pod}  hostNetwork: true\n    ¦`],
    ['at a column of its own', `${pod}  containers:\n      - name: a\n    ¦`],
    ['in data that nobody knows', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  ¦'],
  ])('anything %s', (_, text) => {
    expect(offered(text).labels).toEqual([]);
  });

  test('a folder that leads back here', () => {
    const overlay = { 'repo/up/kustomization.yaml': 'resources: [../base]\n' };
    const { text, position } = atCaret('resources:\n- ¦');
    const path = 'repo/base/kustomization.yaml';
    const labels = complete(treeOf({ ...files, ...overlay, [path]: text }), path, position).map(
      (one) => one.label,
    );
    expect(labels).toContain('settings.yaml');
    expect(labels).not.toContain('../up');
  });
});

test('required fields come first', () => {
  expect(offered(`${pod}  ¦`).labels[0]).toBe('containers');
  expect(offered(`${container}    ports:\n    - ¦`).labels[0]).toBe('containerPort');
  expect(offered(`${app}¦`).labels.slice(0, 2).sort()).toEqual(['destination', 'project']);
});
