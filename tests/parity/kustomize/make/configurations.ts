import type { Context, Fields } from './context';
import type { Yaml } from './writer';

const spec = (path: string, more: Fields = {}): Fields => ({ path, kind: 'Widget', ...more });

/** A file of `configurations`, for the fields of a custom kind. */
export function configuration(context: Context, folder: string): string {
  const all: [string, Yaml][] = [
    [
      'nameReference',
      [
        {
          kind: 'ConfigMap',
          version: 'v1',
          fieldSpecs: [spec('spec/configName'), spec('spec/configs[]/name')],
        },
      ],
    ],
    [
      'nameReference',
      [{ kind: 'Deployment', group: 'apps', fieldSpecs: [spec('spec/deployment'), spec('spec/list/name')] }],
    ],
    ['namePrefix', [spec('spec/displayName'), { path: 'metadata/name' }]],
    ['nameSuffix', [spec('spec/displayName')]],
    ['namespace', [spec('spec/namespace', { create: true })]],
    ['commonLabels', [spec('spec/selector', { create: true }), { path: 'spec/widgetLabels', create: false }]],
    ['labels', [spec('spec/plainLabels', { create: true })]],
    ['templateLabels', [spec('spec/template/labels', { create: true })]],
    ['commonAnnotations', [spec('spec/notes', { create: true, group: 'example.com' })]],
    ['images', [spec('spec/image'), spec('spec/images[]/image', { create: true })]],
    ['replicas', [spec('spec/size', { create: true })]],
    [
      'varReference',
      [spec('spec/text'), { path: 'data', kind: 'ConfigMap' }, { path: 'metadata/annotations' }],
    ],
  ];
  const chosen = context.random.some(all, 0.3);
  return context.document(folder, 'config', Object.fromEntries(chosen));
}

/** A file of `crds`: OpenAPI definitions that say what in a custom kind is a name, a label, a reference. */
export function crds(context: Context, folder: string): string {
  const string = { type: 'string' };
  const widget = {
    Schema: {
      properties: {
        apiVersion: string,
        kind: string,
        metadata: { $ref: 'k8s.io/meta' },
        spec: { $ref: 'example.com/v1.WidgetSpec' },
      },
    },
  };
  const reference = {
    'x-kubernetes-object-ref-api-version': 'v1',
    'x-kubernetes-object-ref-kind': context.random.pick(['ConfigMap', 'Secret', 'Service']),
    'x-kubernetes-object-ref-name-key': context.maybe(0.5, () => 'name'),
  };
  const all: [string, Yaml][] = [
    ['configRef', { type: 'object', ...reference }],
    ['selector', { 'x-kubernetes-label-selector': '' }],
    ['notes', { 'x-kubernetes-annotation': '' }],
    ['displayName', { 'x-kubernetes-identity': '' }],
    ['size', string],
  ];
  const properties = Object.fromEntries(context.random.some(all, 0.6));
  const types = { 'example.com/v1.Widget': widget, 'example.com/v1.WidgetSpec': { Schema: { properties } } };
  return context.file(folder, 'crds', context.writer.json(types), 'json');
}

/** The path of an OpenAPI document that says how lists of a custom kind are merged. */
export function openApi(context: Context, folder: string): Fields {
  const { random } = context;
  if (random.chance(0.2)) return { version: random.pick(['v1.21.2', 'v1.21.2', 'v1.20.4', '']) };
  const list = random.pick<Fields>([
    { 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-patch-merge-key': 'name' },
    { 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-list-map-keys': ['name', 'v'] },
    { 'x-kubernetes-patch-strategy': 'replace' },
    {},
  ]);
  const definitions = {
    'com.example.v1.Widget': {
      type: 'object',
      'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Widget' }],
      properties: { spec: { $ref: '#/definitions/com.example.v1.Spec' } },
    },
    'com.example.v1.Spec': {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'object' }, ...list } },
    },
  };
  return { path: context.file(folder, 'schema', context.writer.json({ definitions }), 'json') };
}
