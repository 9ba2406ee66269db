import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';
import { applyFix } from './support';

const SERVICE = `{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": {
    "name": "web",
    "labels": {"app": "web"}
  },
  "spec": {
    "selector": {"app": "web"},
    "ports": [
      {"name": "http", "port": 80},
      {"name": "https", "port": 443}
    ],
    "publishNotReadyAddresses": true
  }
}
`;
const told = (files: Record<string, string>) =>
  [...validateTree(treeOf(files))].flatMap(([path, found]) =>
    found
      .filter(({ severity }) => severity <= 2)
      .map(({ range, code }) => `${path}:${range.start.line + 1} ${code}`),
  );
const listed = (text: string) => ({
  'kustomization.yaml': 'resources: [service.json]\n',
  'service.json': text,
});

describe('an object in JSON', () => {
  test.each<[string, string, string, string?]>([
    ['a text for a number', '"port": 80}', '"port": "80"}', '11 schema-wrong-type'],
    ['a field that there is not', '"selector"', '"selectors"', '9 schema-unknown-field'],
    ['a comma between two fields', '"web",\n', '"web"\n', '5 yaml-syntax'],
    ['a comma between two entries', '80},', '80}', '11 yaml-syntax'],
    ['a comma after a bracket', '],\n', ']\n', '13 yaml-syntax'],
    ['two commas', '"Service",', '"Service",,', '3 yaml-syntax'],
    ['a list that is never closed', '    ],', '    ', '10 yaml-unclosed'],
    ['a comma after the last, as YAML has it', '"web"}\n', '"web"},\n'],
    ['tabs', '    ', '\t'],
  ])('%s', (_name, from, to, expected) => {
    expect(SERVICE).toContain(from);
    expect(told(listed(SERVICE))).toEqual([]);
    const found = told(listed(SERVICE.replace(from, () => to)));
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found[0]).toBe(`service.json:${expected}`);
  });

  test.each([
    ['"web",\n', '"web"\n'],
    ['80},', '80}'],
    ['],\n', ']\n'],
  ])('gets its comma back: %j', (from, to) => {
    const files = treeOf(listed(SERVICE.replace(from, to)));
    const [fix] = validateTree(files).get('service.json')?.[0]?.fixes ?? [];
    expect(fix && applyFix(files, fix).get('service.json')).toBe(SERVICE);
  });

  test('counts among the others of the tree', () => {
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  defaultBackend: {service: {name: web, port: {number: 8080}}}\n';
    expect(told({ 'service.json': SERVICE, 'ingress.yaml': ingress })).toEqual([
      'ingress.yaml:5 reference-missing',
    ]);
    expect(told({ 'service.json': SERVICE, 'ingress.yaml': ingress.replace('8080', '443') })).toEqual([]);
  });

  test('is a part of what kustomize builds', () => {
    const generator = (name: string) =>
      `resources: [more.json]\nconfigMapGenerator:\n  - name: ${name}\n    behavior: merge\n    literals: [a=c]\n`;
    const files = (name: string, metadata = ', "metadata": {"name": "settings"}') => ({
      'kustomization.yaml': generator(name),
      'more.json': `{"apiVersion": "v1", "kind": "ConfigMap"${metadata}}`,
    });
    expect(told(files('settings'))).toEqual([]);
    expect(told(files('setings'))).toEqual(['kustomization.yaml:3 kustomize-behavior']);
    expect(told(files('settings', ''))).toContain('more.json:1 schema-missing-field');
  });

  test('may be a patch', () => {
    const files = (patch: string) => ({
      ...listed(SERVICE),
      'kustomization.yaml':
        'resources: [service.json]\npatches:\n  - path: patch.json\n    target: {kind: Service}\n',
      'patch.json': patch,
    });
    expect(told(files('[{"op": "replace", "path": "/spec/type", "value": "NodePort"}]\n'))).toEqual([]);
    expect(told(files('[{"op": "replce", "path": "/spec/type", "value": "NodePort"}]\n'))).toEqual([
      'patch.json:1 kustomize-json-patch',
    ]);
    expect(told(files('[{"op": "remove", "path": "/spec/type"}]\n'))).toEqual([
      'patch.json:1 kustomize-json-patch',
    ]);
    // What begins with a bracket is JSON for kustomize, whatever the file is called.
    expect(told(files('[{op: replace, path: /spec/type, value: NodePort}]\n'))).toEqual([
      'patch.json:1 kustomize-json-patch',
    ]);
    expect(told(files('- {op: replace, path: /spec/type, value: NodePort}\n'))).toEqual([]);
  });
});

describe('other JSON', () => {
  test.each([
    '{"name": "shop", "scripts": {"a": "b"} "private": true}',
    '{"kind": "collectionType", "info": {"a": 1}}',
    '{"panels": [{"datasource": {"apiVersion": "v1", "kind": "x"}}]}',
    '{"items": [1, 2',
    '{"apiVersion": "v1", "kind": "Policy", "predicates": []}',
    '[{"op": "a"}]',
  ])('is nobody’s business: %s', (text) => {
    expect(told({ 'data.json': text })).toEqual([]);
    const generated = 'configMapGenerator:\n  - name: data\n    files: [data.json]\n';
    expect(told({ 'data.json': text, 'kustomization.yaml': generated })).toEqual([]);
  });
});
