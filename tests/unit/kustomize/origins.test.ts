import { describe, expect, it } from 'vitest';
import { buildResources } from '@/lib/kustomize';

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const item = (name: string): string => `- ${configMap(name).trim().replaceAll('\n', '\n  ')}\n`;
const windows = (text: string): string => text.replaceAll('\n', '\r\n');
const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';

/** Of each object that is built: its name without hash, where it is from, and `step@file` for what changed it. */
function originsOf(files: Readonly<Record<string, string>>, directory: string): Record<string, unknown> {
  const result = buildResources(new Map(Object.entries(files)), directory);
  if ('error' in result) throw new Error(result.error);
  return Object.fromEntries(
    result.resources.map(({ object, origin: { source, steps } }) => {
      const name = /"name":"(.*?)(-[a-z0-9]{10})?"/.exec(JSON.stringify(object))?.[1] ?? '';
      const from = `${source?.file}:${source?.line}`;
      return [
        name,
        [from, ...steps.map(({ transformer, configuredIn }) => `${transformer}@${configuredIn}`)],
      ];
    }),
  );
}

describe('the file and the line that an object is from', () => {
  it.each([
    [
      'documents, with comments and empty ones among them',
      `# head\n${configMap('a')}---\n# b's\n\n${configMap('b')}---\n---\n${configMap('c')}`,
      { a: 2, b: 9, c: 15 },
    ],
    ['a file that starts with a separator', `---\n${configMap('a')}`, { a: 2 }],
    ['lines that end as in Windows', windows(`${configMap('a')}---\n${configMap('b')}`), { a: 1, b: 6 }],
    ['the items of a list', `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('b')}`, { a: 4, b: 8 }],
    ['JSON', '\n{"apiVersion": "v1",\n"kind": "ConfigMap", "metadata": {"name": "a"}}', { a: 2 }],
  ])('%s', (_, text, lines) => {
    const files = { 'app/kustomization.yaml': 'resources: [all.yaml]\n', 'app/all.yaml': text };
    const expected = Object.entries(lines).map(([name, line]) => [name, [`app/all.yaml:${line}`]]);
    expect(originsOf(files, 'app')).toEqual(Object.fromEntries(expected));
  });

  it('is the entry in the kustomization, or the generator’s own object, for what is generated', () => {
    const own = 'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: NAME}\nliterals: [a=b]\n';
    const files = {
      'app/kustomization.yaml': [
        'secretGenerator:',
        '- name: secret',
        '  literals: [a=b]',
        'configMapGenerator:',
        '- name: first',
        '  literals: [a=b]',
        '- literals: [a=b]',
        '  name: second',
        'generators:',
        '- more/own.yaml',
        '- |-',
        `  ${own.trim().replace('NAME', 'inline').replaceAll('\n', '\n  ')}`,
      ].join('\n'),
      'app/more/own.yaml': `# own\n${own.replace('NAME', 'own')}`,
    };
    const hash = 'HashTransformer@app/kustomization.yaml';
    expect(originsOf(files, 'app')).toEqual({
      secret: ['app/kustomization.yaml:2', hash],
      first: ['app/kustomization.yaml:5', hash],
      second: ['app/kustomization.yaml:7', hash],
      own: ['app/more/own.yaml:2', hash],
      inline: ['app/kustomization.yaml:11', hash],
    });
  });
});

describe('the steps that changed an object', () => {
  const base = {
    'base/kustomization.yaml':
      'resources: [all.yaml]\nnamePrefix: b-\nconfigMapGenerator:\n- name: merged\n  literals: [a=b]\n- name: replaced\n  literals: [a=b]\n',
    'base/all.yaml': `${configMap('one')}---\n${configMap('two')}`,
  };
  const prefix = 'PrefixTransformer@base/kustomization.yaml';

  it('are those that changed it, and no others', () => {
    const files = {
      ...base,
      'top/kustomization.yaml':
        'resources: [../base]\npatches:\n- path: p.yaml\ncommonAnnotations: {a: b}\nnamespace: x\n',
      'top/p.yaml': `${configMap('one')}data: {a: b}\n`,
    };
    const all = ['NamespaceTransformer', 'AnnotationsTransformer'].map(
      (name) => `${name}@top/kustomization.yaml`,
    );
    const origins = originsOf(files, 'top');
    expect(origins['b-two']).toEqual(['base/all.yaml:6', prefix, ...all]);
    expect(origins['b-one']).toEqual([
      'base/all.yaml:1',
      prefix,
      'PatchTransformer@top/kustomization.yaml',
      ...all,
    ]);
  });

  it('tell the components that changed it', () => {
    const patch = '[{"op": "add", "path": "/data", "value": {"a": "b"}}]';
    const files = {
      ...base,
      'part/kustomization.yaml': `${component}resources: [own.yaml]\npatches:\n- target: {name: one}\n  patch: '${patch}'\n`,
      'part/own.yaml': configMap('own'),
      'top/kustomization.yaml': 'resources: [../base]\ncomponents: [../part]\n',
    };
    const origins = originsOf(files, 'top');
    expect(origins.own).toEqual(['part/own.yaml:1']);
    expect(origins['b-one']).toEqual(['base/all.yaml:1', prefix, 'PatchTransformer@part/kustomization.yaml']);
    expect(origins['b-two']).toEqual(['base/all.yaml:6', prefix]);
  });

  it('tell which generator merged into it, or took its place', () => {
    const files = {
      ...base,
      'top/kustomization.yaml':
        'resources: [../base]\nconfigMapGenerator:\n- name: merged\n  behavior: merge\n  literals: [c=d]\n- name: replaced\n  behavior: replace\n  literals: [c=d]\n',
    };
    const steps = [
      prefix,
      'ConfigMapGenerator@top/kustomization.yaml',
      'HashTransformer@top/kustomization.yaml',
    ];
    const origins = originsOf(files, 'top');
    expect(origins['b-merged']).toEqual(['base/kustomization.yaml:4', ...steps]);
    expect(origins['b-replaced']).toEqual(['top/kustomization.yaml:6', ...steps]);
  });

  it('tell that a reference followed a new name', () => {
    const user =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  volumes:\n  - name: v\n    configMap: {name: made}\n';
    const files = {
      'kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator:\n- name: made\n  literals: [a=b]\n',
      'p.yaml': user,
    };
    expect(originsOf(files, '').p).toEqual(['p.yaml:1', 'NameReferenceTransformer@kustomization.yaml']);
  });
});

it('gives each object as plain data', () => {
  const tree = new Map([
    ['kustomization.yaml', 'resources: [a.yaml]\nnamePrefix: p-\n'],
    ['a.yaml', `${configMap('a')}data: {b: c, n: "1"}\nlist: [1, 2.5, true, null]\n`],
  ]);
  const result = buildResources(tree, '');
  expect('resources' in result && result.resources.map(({ object }) => object)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'p-a' },
      data: { b: 'c', n: '1' },
      list: [1, 2.5, true, null],
    },
  ]);
});
