import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BuildCache, build } from '@/lib/kustomize';
import type { Tree } from '@/lib/tree';
import { Random } from '../../parity/kustomize/make/random';
import { randomTree } from '../../parity/kustomize/trees';

const configMap = (name: string, rest = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
const only = (resource: string, kustomization = 'resources: [a.yaml]\n'): Tree =>
  new Map([
    ['a.yaml', resource],
    ['kustomization.yaml', kustomization],
  ]);
const textOf = (tree: Tree, directory = ''): string => {
  const result = build(tree, directory);
  return 'error' in result ? `error: ${result.error}` : result.output;
};

const seeds = fc.nat({ max: 1_000_000_000 });

/** Puts odd characters into some of a tree's files. */
function damaged(files: ReadonlyMap<string, string>, random: Random): Tree {
  const odd = [
    '\0',
    '\t',
    '\ufeff',
    '&a *a',
    '<<: ',
    '[{',
    '}]',
    '"',
    '- - -',
    '? ',
    '!!binary x',
    '%TAG ! x',
    '\u2028',
    '|9\n',
    '..',
    '__proto__: ',
  ];
  const tree = new Map(files);
  for (const [path, text] of files) {
    if (random.chance(0.5)) continue;
    const at = random.below(text.length);
    tree.set(path, text.slice(0, at) + random.pick(odd) + text.slice(at + random.below(5)));
  }
  return tree;
}

describe('build', () => {
  it('gives a value for every tree, however damaged', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { files, target } = randomTree(seed);
        const result = build(damaged(files, new Random(seed)), target);
        expect(typeof ('error' in result ? result.error : result.output)).toBe('string');
      }),
      { numRuns: 150 },
    );
  });

  it('gives a value for any text as a kustomization, a resource or a patch', () => {
    const letters = fc.constantFrom(
      ...'ab:- \n\t{}[]"\'|>&*!%#?,.~<0\u00e9\u2028',
      ': ',
      '\n- ',
      '\n  ',
      'kind: A\n',
    );
    const text = fc.string({ unit: letters, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (kustomization, resource, patch) => {
        const whole = only(resource, `resources: [a.yaml]\npatches: [{path: p.yaml}]\n${kustomization}`);
        const tree = new Map([...whole, ['p.yaml', patch]]);
        expect(typeof textOf(tree)).toBe('string');
        expect(typeof textOf(only(configMap('x'), kustomization))).toBe('string');
        expect(typeof textOf(only(configMap('x', resource)))).toBe('string');
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same whatever the order of the tree', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { files, target } = randomTree(seed);
        const shuffled = new Map(new Random(seed).shuffled([...files]));
        expect(build(shuffled, target)).toEqual(build(new Map(files), target));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same with a cache, again and again', () => {
    const cache = new BuildCache();
    fc.assert(
      fc.property(seeds, (seed) => {
        const { files, target } = randomTree(seed);
        const fresh = build(new Map(files), target);
        expect(build(new Map(files), target, { cache })).toEqual(fresh);
        expect(build(new Map(files), target, { cache })).toEqual(fresh);
      }),
      { numRuns: 40 },
    );
  });

  it('reads no file that is outside of the root, whatever the path', () => {
    const part = fc.constantFrom('..', '.', '', 'app', 'secret', 'x.yaml', '...', '~', '%2e%2e', '..\\', '/');
    const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'));
    const field = fc.constantFrom(
      'resources',
      'components',
      'crds',
      'configurations',
      'transformers',
      'patches',
    );
    fc.assert(
      fc.property(path, field, (given, name) => {
        const entry = name === 'patches' ? `{path: ${JSON.stringify(given)}}` : JSON.stringify(given);
        const text = textOf(
          new Map([
            ['app/kustomization.yaml', `${name}: [${entry}]\nconfigMapGenerator: [{name: x}]\n`],
            ['secret/x.yaml', configMap('secret')],
          ]),
          'app',
        );
        expect(text).not.toContain('name: secret');
      }),
      { numRuns: 200 },
    );
  });

  it('reads nothing but what is in the tree', () => {
    const asked: string[] = [];
    class Watched extends Map<string, string> {
      override get(path: string): string | undefined {
        asked.push(path);
        return super.get(path);
      }
    }
    const files = new Watched([
      ['app/kustomization.yaml', 'resources: [../../etc/passwd, /etc/passwd, ../x.yaml]\n'],
      ['x.yaml', configMap('x')],
    ]);
    expect(textOf(files, 'app')).toContain('error: accumulating resources');
    for (const path of asked) expect(['app/kustomization.yaml', 'x.yaml']).toContain(path);
    expect(asked).not.toContain('x.yaml');
  });

  it('takes __proto__ and its like for keys', () => {
    const data = 'data:\n  __proto__: a\n  constructor: b\n  toString: c\n';
    const patch =
      '- patch: |\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: x}\n    data: {hasOwnProperty: d, __proto__: e}\n';
    const text = textOf(
      only(configMap('x', data), `resources: [a.yaml]\npatches:\n${patch}labels:\n- pairs: {__proto__: f}\n`),
    );
    expect(text).toContain('__proto__: e');
    expect(text).toContain('constructor: b');
    expect(text).toContain('hasOwnProperty: d');
    expect(text).toContain('labels:\n    __proto__: f');
    expect(textOf(only(configMap('x'), '__proto__: 1\n'))).toBe(
      'error: invalid Kustomization: json: unknown field "__proto__"',
    );
  });

  it('ends with deep nesting, aliases of aliases and cycles', () => {
    expect(textOf(only(`a: ${'['.repeat(50_000)}`))).toContain('error: ');
    expect(textOf(only(configMap('x', `data: ${'{a: '.repeat(5000)}`)))).toContain('error: ');
    const bomb = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n');
    expect(textOf(only(configMap('x', `a0: &a0 [x]\n${bomb}\n`)))).toContain('excessive aliasing');
    expect(textOf(only(configMap('x', 'data: &a {b: *a}\n')))).toContain('value contains itself');
    const two: Tree = new Map([
      ['a/kustomization.yaml', 'resources: [../b]\n'],
      ['b/kustomization.yaml', 'resources: [../a]\n'],
    ]);
    expect(textOf(two, 'a')).toContain('cycle detected');
  });

  it.each([
    ['a patch target', (pattern: string) => `patches: [{target: {name: ${pattern}}, patch: '[{op: test}]'}]`],
    ['an image', (pattern: string) => `images: [{name: ${pattern}, newTag: x}]`],
    [
      'a replacement',
      (pattern: string) =>
        `replacements: [{source: {kind: Pod, fieldPath: ${pattern.replace(/^"/, '"spec.containers.[image=').replace(/"$/, '].image"')}}, targets: [{select: {name: ${pattern}}, fieldPaths: [metadata.name]}]}]`,
    ],
    [
      'a selector of labels',
      (pattern: string) => `patches: [{target: {labelSelector: ${pattern}}, patch: x}]`,
    ],
  ])('ends with a hostile pattern in %s', (_, line) => {
    const long = 'a'.repeat(50_000);
    const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${long}!\nspec:\n  containers:\n  - image: ${long}!\n`;
    for (const pattern of ['(a+)+$', '((a*)*)*b', '(a|aa)+$', '(.*)*x', 'a{1000}{1000}', '('.repeat(5000)]) {
      const tree = only(pod, `resources: [a.yaml]\n${line(JSON.stringify(pattern))}\n`);
      expect(typeof textOf(tree)).toBe('string');
    }
  });

  it('ends with a tree of many folders, and with bases that meet again and again', () => {
    const tree = new Map<string, string>();
    const names = Array.from({ length: 500 }, (_, i) => `f${i}`);
    for (const name of names) {
      tree.set(`${name}/kustomization.yaml`, 'resources: [a.yaml]\n');
      tree.set(`${name}/a.yaml`, configMap(name));
    }
    tree.set('all/kustomization.yaml', `resources: [${names.map((name) => `../${name}`).join(', ')}]\n`);
    expect(textOf(tree, 'all')).toContain('name: f499');
    // Each of 40 floors stands twice on the one below: 2^40 folders, unless the first repetition is refused.
    for (let i = 0; i < 40; i++) {
      tree.set(`floor${i}/kustomization.yaml`, `resources: [../floor${i + 1}, ../floor${i + 1}/]\n`);
    }
    tree.set('floor40/kustomization.yaml', 'resources: [../f0]\n');
    expect(textOf(tree, 'floor0')).toContain('may not add resource with an already registered id');
    tree.set('floor40/kustomization.yaml', 'namePrefix: x\n');
    expect(textOf(tree, 'floor0')).toContain('more than 5000 folders to build');
  });

  it('ends with a chain of many bases, and with patches that double', () => {
    const chain = new Map<string, string>();
    for (let i = 0; i < 300; i++) chain.set(`b${i}/kustomization.yaml`, `resources: [../b${i + 1}]\n`);
    expect(textOf(chain, 'b0')).toContain('nested more than 100 deep');
    const copies = Array.from({ length: 60 }, (_, i) => `    - {op: copy, from: /data, path: /data/a${i}}\n`);
    const indented = copies.join('');
    const tree = only(
      configMap('x', 'data: {a: b}\n'),
      `resources: [a.yaml]\npatches:\n- target: {kind: ConfigMap}\n  patch: |\n${indented}`,
    );
    expect(textOf(tree)).toContain('copies too much');
  });

  it('builds a file of many keys without looking at each pair of them', () => {
    const data = Array.from({ length: 20_000 }, (_, i) => `  k${i}: v`).join('\n');
    expect(textOf(only(configMap('x', `data:\n${data}\n`)))).toContain('k19999: v');
  });
});
