import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validate } from '@/lib/validation';
import { expectMarks, pairs } from './marks';

const definition = (spec: string, more = '') => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.shop.example.com
spec:
  group: shop.example.com
  scope: Cluster
  names: {kind: Backup, plural: backups, singular: backup}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
${spec.replace(/^(?=.)/gm, '              ')}
    - name: v1alpha1
      served: false
      storage: false
      schema: {openAPIV3Schema: {type: object}}
${more}`;

const SPEC = `required: [every, keep]
properties:
  every: {type: string, pattern: '^([0-9]+(h|m))+$', maxLength: 8}
  keep: {type: integer, minimum: 1, maximum: 30, default: 7}
  share: {type: number, minimum: 0, exclusiveMinimum: true}
  port: {anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true}
  mode: {type: string, enum: [Full, Partial]}
  level: {type: integer, enum: [1, 2, 3]}
  paused: {type: boolean, nullable: true}
  labels: {type: object, additionalProperties: {type: string}, maxProperties: 2}
  free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {size: {type: integer}}}
  pipelines: {type: array, x-kubernetes-preserve-unknown-fields: true, items: {type: object}}
  anything: {x-kubernetes-preserve-unknown-fields: true}
  pod: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
  sources:
    type: array
    minItems: 1
    x-kubernetes-list-type: map
    x-kubernetes-list-map-keys: [name]
    items:
      type: object
      required: [name]
      properties: {name: {type: string}, path: {type: string, minLength: 1}}
  days: {type: array, x-kubernetes-list-type: set, items: {type: string}}
  target:
    type: object
    properties: {s3: {type: object, properties: {bucket: {type: string}}}, pvc: {type: object}}
    oneOf: [{required: [s3]}, {required: [pvc]}]
    required: [s3]`;
const FRAME =
  'apiVersion: shop.example.com/v1\nkind: Backup\nmetadata:\n  name: nightly\n  namespace: shop\nspec:\n  every: 24h\n  @\n';
const CRD = { 'crd.yaml': definition(SPEC) };

describe('an object of a kind that the tree defines', () => {
  pairs(
    FRAME,
    [
      ['too few', 'keep: 0 #!', 'keep: 1'],
      ['too many', 'keep: 31 #!', 'keep: 30'],
      ['a number in quotes', 'keep: "3" #!', 'keep: null'],
      ['a fraction', 'keep: 1.5 #!', 'share: 1.5'],
      ['the bound itself', 'share: 0 #!', 'share: 0.1'],
      ['a list where either would do', 'port: [80] #!', 'port: 80'],
      ['a boolean where either would do', 'port: true #!', 'port: http'],
      ['another word', 'mode: full #!', 'mode: Full'],
      ['another number', 'level: 4 #!', 'level: 3'],
      ['a word as a boolean', 'paused: "true" #!', 'paused: null'],
      ['a number as text', 'labels: {a: 1} #!', 'labels: {a: "1"}'],
      ['too many fields', 'labels: {a: b, c: d, e: f} #!', 'labels: {a: b, c: d}'],
      ['a type inside what is free', 'free: {size: big} #!', 'free: {size: 1, other: {deep: [1]}}'],
      ['nothing known', 'evry: 1h #!', 'pipelines: [{id: main}]'],
      ['a part that is no mapping', 'pipelines: [main] #!', 'creationTimestamp: null'],
      ['what is far from all', 'zzz: 1h #!', 'anything: {a: [b, 1]}'],
      [
        'a part of an embedded object',
        'pod: {specs: {}} #!',
        'pod: {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {a: b}}',
      ],
      ['no entry', 'sources: [] #!', 'sources: [{name: a}]'],
      ['a mapping', 'sources: {name: a} #!'],
      ['an entry without its name', 'sources: [{path: a}] #!'],
      [
        'an entry twice',
        'sources:\n  - {name: a}\n  - {name: a, path: b} #!',
        'sources: [{name: a}, {name: b}]',
      ],
      ['an empty text', 'sources: [{name: a, path: ""}] #!'],
      ['a word twice', 'days: [mon, tue, mon] #!', 'days: [mon, tue]'],
      ['text where a mapping goes', 'target: s3 #!', 'target: {s3: {bucket: a}, pvc: {}}'],
      ['a missing field', 'target: {} #!', 'target: {s3: {}}'],
      ['a misspelt field for a required one', 'target: {s4: {}} #!'],
      ['a placeholder', 'keep: x #!', 'keep: $KEEP'],
    ],
    CRD,
  );
  pairs(
    FRAME.replace('  every: 24h\n', ''),
    [
      ['a text of another form', 'every: daily #!', 'every: 1h30m'],
      ['a text that is too long', 'every: 1h1h1h1h1h #!'],
      ['a number', 'every: 24 #!'],
    ],
    CRD,
  );
  pairs(
    FRAME.replace('spec:\n', 'spec: #!\n').replace('  every: 24h\n', ''),
    [['a missing field', 'keep: 1']],
    CRD,
  );
  pairs(
    FRAME.replace(/^apiVersion.*/, 'apiVersion: shop.example.com/v1alpha1 #!'),
    [['a version that is not served', 'keep: 1']],
    CRD,
  );
  pairs(
    FRAME.replace(/^apiVersion.*/, 'apiVersion: shop.example.com/v2 #!'),
    [['a version that there is not', 'keep: 1']],
    CRD,
  );
  pairs(FRAME.replace('kind: Backup', 'kind: Backups #!'), [['its plural', 'keep: 1']], CRD);
  pairs(
    FRAME.replace('kind: Backup', 'kind: Restore'),
    [['a kind that is defined elsewhere', 'retries: 1']],
    CRD,
  );
});

describe('a definition that says nothing for certain', () => {
  const object = FRAME.replace('  @\n', '  keep: 0\n  more: true\n');
  const told = (files: Record<string, string>) => expectMarks({ ...files, 'backup.yaml': object });
  const KUSTOMIZATION = 'resources: [crd.yaml, backup.yaml]\n';

  test('is asked where nothing changes it', () => {
    const files = { ...CRD, 'kustomization.yaml': KUSTOMIZATION, 'backup.yaml': object };
    expect(validate(treeOf(files), 'backup.yaml')).toHaveLength(2);
  });
  test('is patched', () => {
    const patch = (field: string) =>
      `patches:\n  - target: {kind: CustomResourceDefinition}\n    patch: |-\n      - op: add\n        path: /spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/${field}\n        value: {type: boolean}\n`;
    told({ ...CRD, 'kustomization.yaml': KUSTOMIZATION + patch('more') });
  });
  test('stands there twice', () => told({ ...CRD, 'other/crd.yaml': definition(SPEC) }));
  test('cannot be read', () => {
    const torn = definition(SPEC).replace('maxLength: 8}', 'maxLength: 8');
    expect(validate(treeOf({ 'crd.yaml': torn, 'backup.yaml': object }), 'backup.yaml')).toEqual([]);
    expect(validate(treeOf({ 'crd.yaml': torn }), 'crd.yaml')).not.toEqual([]);
  });
  test('is of an old version', () =>
    told({
      'crd.yaml': definition(SPEC).replace('apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1 #!'),
    }));
  test('is mended by a patch of the object', () => {
    const patch =
      'patches:\n  - patch: |-\n      apiVersion: shop.example.com/v1\n      kind: Backup\n      metadata: {name: nightly, namespace: shop}\n      spec: {keep: 3, more: null}\n';
    told({ ...CRD, 'kustomization.yaml': KUSTOMIZATION + patch });
  });
});

test('patterns that would keep others busy for ever are answered at once', () => {
  const files = {
    'crd.yaml': definition("properties:\n  every: {type: string, pattern: '^(a+)+$'}"),
    'backup.yaml': FRAME.replace('24h', `${'a'.repeat(900)}!`).replace('  @\n', ''),
  };
  expect(validate(treeOf(files), 'backup.yaml')).toHaveLength(1);
});

test('a fix writes what was meant', () => {
  const files = { ...CRD, 'backup.yaml': FRAME.replace('@', 'mode: full') };
  const [found] = validate(treeOf(files), 'backup.yaml');
  expect(found?.message).toBe('`mode` does not take `full`. It takes `Full`, `Partial`.');
  expect(found?.fixes?.map(({ title }) => title)).toEqual(['Change to Full']);
  expect(found?.relatedInformation?.[0]?.location.uri).toBe('crd.yaml');
});
