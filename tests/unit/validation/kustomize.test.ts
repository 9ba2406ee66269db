import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';
import { expectMarks, pairs } from './marks';

const DEPLOYMENT =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: nginx:1.27\n';
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';
const RESOURCES = 'resources:\n  - d.yaml\n  - c.yaml\n';
const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n';

function errors(kustomization: string, more: Record<string, string> = {}): string[] {
  const files = { 'd.yaml': DEPLOYMENT, 'c.yaml': CONFIG, ...more, 'kustomization.yaml': kustomization };
  return [...validateTree(treeOf(files))].flatMap(([path, found]) =>
    found.filter((d) => d.severity === 1).map((d) => `${path}:${d.range.start.line + 1} ${d.code}`),
  );
}

const operations = (text: string) =>
  errors(
    `${RESOURCES}patches:\n  - target:\n      kind: Deployment\n    patch: |-\n${text.replace(/^/gm, '      ')}\n`,
  );

// Each verdict is that of kustomize v5.5.0 on the same files.
describe('a JSON patch', () => {
  test.each([
    ['- op: replce\n  path: /spec/replicas\n  value: 3', 8],
    ['- path: /spec/replicas\n  value: 3', 8],
    ['- op: add\n  value: y', 8],
    ['- op: copy\n  path: /spec/y', 8],
    ['- op: add\n  path: /spec/a/b\n  value: 3', 9],
    ['- op: remove\n  path: /spec/paused', 9],
    ['- op: add\n  path: /metadata/labels/x\n  value: y', 9],
    ['- op: replace\n  path: /spec/template/spec/containers/3/image\n  value: x', 9],
    ['- op: add\n  path: /spec/template/spec/containers/7\n  value: {name: b, image: c}', 9],
    ['- op: replace\n  path: /spec/templat/spec\n  value: 1', 9],
    ['- op: move\n  from: /spec/nope\n  path: /spec/y', 9],
    ['- op: add\n  path: /metadata/labels/example.com/a\n  value: y', 9],
    ['- op: add\n  path: /metadata/annotations/argocd.argoproj.io/hook\n  value: Sync', 9],
    ['- op: remove\n  path: /metadata/annotations/argocd.argoproj.io/hook', 9],
    ['- op: add\n  path: /spec/template/metadata/annotations/example.com/a\n  value: y', 9],
    ['- op: test\n  path: /spec/selector/matchLabels/example.com/a\n  value: y', 9],
    ['- op: copy\n  from: /metadata/annotations/example.com/a\n  path: /metadata/annotations/b', 9],
  ])('that kustomize refuses: %j', (text, line) =>
    expect(operations(text)).toEqual([`kustomization.yaml:${line} kustomize-json-patch`]),
  );

  test.each([
    '- op: replace\n  path: /spec/paused\n  value: true',
    '- op: add\n  path: /metadata/annotations/x\n  value: y',
    '- op: add\n  path: /metadata/annotations/argocd.argoproj.io~1hook\n  value: Sync',
    '- op: add\n  path: /spec/template/metadata/labels/example.com~1a\n  value: y',
    '- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: b, image: "c:1"}',
    '- op: replace\n  path: /spec/template/spec/containers/-1/image\n  value: c:1',
    '- op: add\n  path: /metadata/labels\n  value: {}\n- op: add\n  path: /metadata/labels/x\n  value: y',
    '- op: test\n  path: /spec/replicas\n  value: 1',
  ])('that kustomize takes: %j', (text) => expect(operations(text)).toEqual([]));

  test('without a value, or without its first slash, changes nothing that was meant', () => {
    expect(operations('- op: add\n  path: /spec/replicas')).toEqual([
      'kustomization.yaml:8 kustomize-json-patch',
    ]);
    expect(operations('- op: add\n  path: spec/replicas\n  value: 2')).toEqual([
      'kustomization.yaml:9 kustomize-json-patch',
    ]);
  });

  test('in a file of its own is wrong there', () => {
    const patch = '- op: add\n  path: /spec/a/b\n  value: 3\n';
    const listed = `${RESOURCES}patches:\n  - path: p.yaml\n    target:\n      kind: Deployment\n`;
    expect(errors(listed, { 'p.yaml': patch })).toEqual(['p.yaml:2 kustomize-json-patch']);
  });

  test('may rest on what another patch or a label of a base brings, but not on one that comes afterwards', () => {
    const add = '- op: add\n        path: /metadata/labels/x\n        value: y\n';
    const patches = `patches:\n  - target:\n      kind: Deployment\n    patch: |-\n      ${add}`;
    const labels = 'labels:\n  - pairs:\n      a: b\n';
    expect(errors(`${RESOURCES}${labels}${patches}`)).toEqual(['kustomization.yaml:12 kustomize-json-patch']);
    const base = { 'base/kustomization.yaml': `resources: [e.yaml]\n${labels}`, 'base/e.yaml': DEPLOYMENT };
    expect(errors(`resources: [base]\n${patches}`, base)).toEqual([]);
    const other = PATCH.replace('name: web', 'name: web\n  labels: {a: b}');
    const before = `${RESOURCES}${patches.replace('patches:\n', 'patches:\n  - path: p.yaml\n')}`;
    expect(errors(before, { 'p.yaml': other })).toEqual([]);
  });
});

describe('a piece of an object as a patch', () => {
  const one = `${RESOURCES}patches:\n  - path: p.yaml\n`;
  test.each<[string, string, string, boolean]>([
    ['as it is', one, PATCH, true],
    ['of another namespace', one, PATCH.replace('name: web', 'name: web\n  namespace: x'), false],
    [
      'of the namespace that only comes afterwards',
      `namespace: x\n${one}`,
      PATCH.replace('name: web', 'name: web\n  namespace: x'),
      false,
    ],
    [
      'by the name that only comes afterwards',
      `namePrefix: a-\n${one}`,
      PATCH.replace('web', 'a-web'),
      false,
    ],
    ['without a name', one, PATCH.replace('metadata:\n  name: web\n', ''), false],
    [
      'without a kind, in spite of a target',
      `${one}    target:\n      kind: Deployment\n`,
      'spec:\n  replicas: 2\n',
      false,
    ],
    ['of nothing', one, '# nothing\n', false],
  ])('%s', (_name, kustomization, patch, fine) => {
    const found = errors(kustomization, { 'p.yaml': patch });
    expect(found.filter((line) => line.includes('kustomize-patch-target')).length > 0).toBe(!fine);
  });
});

describe('what a build is made of', () => {
  const generator = (name: string, behavior = '') =>
    `configMapGenerator:\n  - name: ${name}\n${behavior && `    behavior: ${behavior}\n`}    literals: [a=c]\n`;
  const from = (kind: string, name: string, field: string) =>
    `replacements:\n  - source: {${kind && `kind: ${kind}, `}name: ${name}, fieldPath: ${field}}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: [spec.template.spec.containers.0.image]\n`;
  test.each<[string, string, string[]]>([
    ['a generator of a new name', generator('new'), []],
    ['a generator of a name that is taken', generator('settings'), ['4 kustomize-behavior']],
    ['merging into what is there', generator('settings', 'merge'), []],
    ['merging into what is not there', generator('setings', 'merge'), ['4 kustomize-behavior']],
    [
      'two generators of a name',
      `${generator('g')}  - name: g\n    literals: [b=c]\n`,
      ['4 kustomize-behavior'],
    ],
    ['a source', from('ConfigMap', 'settings', 'data.a'), []],
    ['a source that is not there', from('ConfigMap', 'settingz', 'data.a'), ['4 kustomize-replacement']],
    ['a source without the field', from('ConfigMap', 'settings', 'data.z'), ['4 kustomize-replacement']],
    ['no targets', 'replacements:\n  - source: {kind: ConfigMap}\n', ['4 kustomize-replacement']],
    ['metadata of a wrong type', 'metadata: foo\n', ['4 schema-wrong-type']],
  ])('%s', (_name, lines, expected) => {
    const found = errors(RESOURCES + lines);
    const [head, rule] = expected[0]?.split(' ') ?? [];
    expect(found.map((line) => line.split(' ')[1])).toEqual(rule === undefined ? [] : [rule]);
    for (const line of found) expect(Number(line.match(/:(\d+)/)?.[1])).toBeGreaterThanOrEqual(Number(head));
  });

  test('a merge may rest on what a folder generates, and creating the same again may not', () => {
    const base = { 'base/kustomization.yaml': generator('gen') };
    expect(errors(`resources: [base, d.yaml, c.yaml]\n${generator('gen', 'merge')}`, base)).toEqual([]);
    expect(errors(`resources: [base, d.yaml, c.yaml]\n${generator('gen')}`, base)).toEqual([
      'kustomization.yaml:3 kustomize-behavior',
    ]);
  });

  test('folders that include each other go in a circle, whichever is built', () => {
    const found = errors('resources: [d.yaml, c.yaml]\n', {
      'a/kustomization.yaml': 'resources:\n  - ../b\n',
      'b/kustomization.yaml': 'resources:\n  - ../a\n',
    });
    expect(found).toEqual([
      'a/kustomization.yaml:2 kustomize-component-place',
      'b/kustomization.yaml:2 kustomize-component-place',
    ]);
  });

  test('a kustomization that says nothing is refused', () => {
    expect(errors('resources:\n')).toEqual(['kustomization.yaml:1 kustomize-file']);
  });

  test('no namespace and `default` are the same, and so are two Namespaces that become one', () => {
    const second = CONFIG.replace('name: settings', 'name: settings\n  namespace: default');
    expect(errors(`${RESOURCES}  - e.yaml\n`, { 'e.yaml': second })).toEqual(['e.yaml:4 kustomize-same-id']);
    const namespaces =
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: b\n';
    expect(errors(`namespace: x\n${RESOURCES}  - n.yaml\n`, { 'n.yaml': namespaces })).toEqual([
      'n.yaml:9 kustomize-same-id',
    ]);
  });
});

describe('what a kustomization makes of images', () => {
  const HEAD =
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [d.yaml]\nimages:\n';
  pairs(
    `${HEAD}  - name: nginx\n    @\n`,
    [
      ['a tag that is none', 'newTag: latest #?', 'newTag: "1.28"'],
      ['a digest, which decides', `newTag: latest\ndigest: sha256:${'a'.repeat(64)}`],
      [
        'a name with its tag',
        'newName: ghcr.io/example/nginx:1.28 #!',
        'newName: ghcr.io:5000/example/nginx',
      ],
      ['a name with a digest', `newName: nginx@sha256:${'a'.repeat(64)} #!`],
      ['a name that is none', 'newName: https://ghcr.io/nginx #!'],
      ['a tag with a colon', 'newTag: ":1.28" #!'],
    ],
    { 'd.yaml': DEPLOYMENT },
    'kustomization.yaml',
  );
});

describe('a file with a mistake inside one text', () => {
  const files = (slip: string, name: string) => ({
    'd.yaml': DEPLOYMENT.replace('  name: web', `  name: web\n  annotations:\n    a: ${slip}`),
    'kustomization.yaml': `resources:\n  - d.yaml\npatches:\n  - path: p.yaml\n`,
    'p.yaml': PATCH.replace('web', name),
  });

  test('shows all the same which objects there are', () => {
    expectMarks({
      ...files('"a\\.b" #!', 'wep'),
      'kustomization.yaml': `resources:\n  - d.yaml\npatches:\n  - path: p.yaml #!\n`,
    });
    expectMarks(files('"a\\.b" #!', 'web'));
  });

  test('does not where the rest hangs on it', () => {
    expectMarks(files('[a #!', 'wep'));
    const named = {
      ...files('b', 'web'),
      'd.yaml': DEPLOYMENT.replace('  name: web\n', '  name: "we\\d" #!\n'),
    };
    expectMarks(named);
  });
});

describe('a replacement', () => {
  const replaced = (source: string, target: string) =>
    errors(
      `${RESOURCES}replacements:\n  - source: {kind: ConfigMap, name: settings, fieldPath: ${source}}\n    targets:\n      - ${target}\n`,
    );
  const image = (name: string, options = '') =>
    `{select: {kind: Deployment, name: web}, fieldPaths: ['spec.template.spec.containers.[name=${name}].image']${options}}`;

  test('that reaches its target is sound', () => {
    expect(replaced('data.a', image('web'))).toEqual([]);
    expect(replaced('data.a', image('wep', ', options: {create: true}'))).toEqual([]);
  });

  test('that selects nothing replaces nothing', () => {
    const ofKind = (kind: string, name: string) =>
      `{select: {kind: ${kind}, name: ${name}}, fieldPaths: [spec.x]}`;
    expect(replaced('data.a', ofKind('Deploymnt', 'web'))).toEqual([
      'kustomization.yaml:7 kustomize-replacement',
    ]);
    expect(replaced('data.a', ofKind('Deployment', 'wep'))).toEqual([
      'kustomization.yaml:7 kustomize-replacement',
    ]);
  });

  test('that names an entry which is not in the list stops kustomize', () =>
    expect(replaced('data.a', image('wep'))).toEqual(['kustomization.yaml:7 kustomize-replacement']));

  test('is told of its source and of its targets at once', () =>
    expect(replaced('data.b', image('wep'))).toEqual([
      'kustomization.yaml:5 kustomize-replacement',
      'kustomization.yaml:7 kustomize-replacement',
    ]));

  test('asks a generated ConfigMap for a key that it has', () => {
    const made = (key: string) =>
      errors(
        `resources:\n  - d.yaml\nconfigMapGenerator:\n  - name: site\n    literals: [host=a]\nreplacements:\n  - source: {kind: ConfigMap, name: site, fieldPath: data.${key}}\n    targets:\n      - ${image('web')}\n`,
      );
    expect(made('host')).toEqual([]);
    expect(made('hostname')).toEqual(['kustomization.yaml:7 kustomize-replacement']);
  });
});

describe('a file of variables', () => {
  const told = (text: string) =>
    errors('resources:\n  - d.yaml\nconfigMapGenerator:\n  - name: env\n    envs: [web.env]\n', {
      'web.env': text,
    });
  test.each(['A=b', 'A', '# a: b', '  # a: b', 'a.b-c=d: e', '=x', 'A=b\r', '', '  A=b'])(
    '%j is right',
    (line) => expect(told(`X=y\n${line}\n`)).toEqual([]),
  );
  test.each(['A: b', 'export A=b', 'A =b', 'Ä=b'])('%j makes a key that is refused', (line) =>
    expect(told(`X=y\n${line}\n`)).toEqual(['web.env:2 kustomize-generator']),
  );
});

test('a patch with a target may call itself what it likes', () => {
  const patch = (target: string) =>
    errors(
      `${RESOURCES}patches:\n  - ${target}path: p.yaml\n  - ${target}patch: |-\n      apiVersion: v1\n      kind: Whatever\n      metadata: {name: web, labels: {a: b}}\n`,
      { 'p.yaml': 'apiVersion: v1\nkind: Whatever\nmetadata: {name: web, labels: {a: c}}\n' },
    );
  expect(patch('target: {kind: Deployment}\n    ')).toEqual([]);
  expect(patch('')).toContain('p.yaml:2 schema-unknown-kind');
});

test('where the build fails, a patch mends what it speaks of, and nothing else', () => {
  const job = (restart: string) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke\n  annotations:\n    argocd.argoproj.io/hook: PostSyn\nspec:\n  template:\n    spec:\n${restart}      containers: [{name: a, image: "alpine:3.20", command: [date]}]\n`;
  const patch =
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n';
  const all = errors('resources:\n  - gone.yaml\n  - job.yaml\npatches:\n  - path: p.yaml\n', {
    'd.yaml': DEPLOYMENT,
    'job.yaml': job('      restartPolicy: Always\n'),
    'p.yaml': patch,
  });
  expect(all).toContain('job.yaml:6 argocd-hook-type');
  expect(all.filter((one) => one.includes('pod-restart-policy'))).toEqual([]);
});

test('yes and no are text where kustomize reads them, and true and false elsewhere', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostIPC: NO\n  containers:\n    - name: NO\n      image: alpine:3.20\n      stdin: true\n';
  const patched = (text: string) =>
    errors(
      `${RESOURCES}patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {paused: ${text}}\n`,
    );
  expect(errors('resources:\n  - pod.yaml\n', { 'pod.yaml': pod })).toEqual(['pod.yaml:6 schema-wrong-type']);
  expect(errors('resources:\n  - d.yaml\n', { 'plain/pod.yaml': pod })).toEqual([
    'plain/pod.yaml:8 schema-wrong-type',
  ]);
  expect(patched('off')).toEqual(['kustomization.yaml:9 schema-wrong-type']);
  expect(patched('false')).toEqual([]);
});

test('a patch without its target is told beside a misspelt entry as well', () => {
  const all = (entry: string) =>
    errors(`resources:\n  - d.yaml\n  - ${entry}\npatches:\n  - path: p.yaml\n`, {
      'p.yaml': PATCH.replace('name: web', 'name: wep'),
      'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n',
    });
  expect(all('sevice.yaml')).toEqual([
    'kustomization.yaml:3 kustomize-not-found',
    'kustomization.yaml:5 kustomize-patch-target',
  ]);
  // What this holds, nobody knows.
  expect(all('workers.yaml')).toEqual(['kustomization.yaml:3 kustomize-not-found']);
});
