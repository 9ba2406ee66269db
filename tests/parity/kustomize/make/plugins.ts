import type { Context, Fields } from './context';
import { generator } from './generators';
import { patch, strategicPatch } from './patches';
import { replacement } from './replacements';
import { apps } from './resources';
import { oddString } from './scalars';

const labelSpecs = [
  { path: 'metadata/labels', create: true },
  { path: 'spec/selector/matchLabels', kind: 'Deployment' },
];

function transformerFields(context: Context, folder: string): [kind: string, fields: Fields] {
  const { random, writer } = context;
  const names = [{ path: 'metadata/name' }];
  const all: [string, () => Fields][] = [
    ['PrefixTransformer', () => ({ prefix: 'pre-', fieldSpecs: names })],
    [
      'SuffixTransformer',
      () => ({ suffix: '-suf', fieldSpecs: [{ path: 'metadata/name', kind: 'Service' }] }),
    ],
    ['PrefixSuffixTransformer', () => ({ prefix: 'p-', suffix: '-s', fieldSpecs: names })],
    ['LabelTransformer', () => ({ labels: { made: oddString(random) }, fieldSpecs: labelSpecs })],
    [
      'AnnotationsTransformer',
      () => ({
        annotations: { made: oddString(random) },
        fieldSpecs: [{ path: 'metadata/annotations', create: true }],
      }),
    ],
    [
      'NamespaceTransformer',
      () => ({
        metadata: { name: 'n', namespace: 'made' },
        unsetOnly: random.pick([true, undefined]),
        setRoleBindingSubjects: random.pick(['none', 'defaultOnly', 'allServiceAccounts', undefined]),
        fieldSpecs: context.maybe(0.6, () => [{ path: 'metadata/namespace', create: true }]),
      }),
    ],
    ['PatchTransformer', () => patch(context, folder)],
    ['PatchStrategicMergeTransformer', () => ({ patches: writer.document(strategicPatch(context)) })],
    [
      'PatchJson6902Transformer',
      () => ({
        target: { ...context.someone(), apiVersion: undefined },
        jsonOp: writer.json([{ op: 'add', path: '/spec', value: {} }]),
      }),
    ],
    [
      'ReplicaCountTransformer',
      () => ({
        replica: { name: random.pick(apps), count: 7 },
        fieldSpecs: [{ path: 'spec/replicas', kind: 'Deployment', create: true }],
      }),
    ],
    ['ImageTagTransformer', () => ({ imageTag: { name: 'nginx', newTag: 'made' } })],
    ['ReplacementTransformer', () => ({ replacements: [replacement(context, folder)] })],
    ['HashTransformer', () => ({})],
    [
      'ValueAddTransformer',
      () => ({
        value: 'v',
        targets: [
          {
            selector: { kind: 'ConfigMap' },
            fieldPath: 'metadata/annotations/added',
            filePathPosition: context.maybe(0.3, () => 1),
          },
        ],
      }),
    ],
    ['NopeTransformer', () => ({})],
  ];
  const [kind, fields] = random.pick(context.risky ? all : all.slice(0, -1));
  return [kind, fields()];
}

/** A file that configures a built-in transformer (or a validator, which is one). */
export function transformer(context: Context, folder: string): string {
  const [kind, fields] = transformerFields(context, folder);
  const value = { apiVersion: 'builtin', kind, metadata: { name: 't' }, ...fields };
  return context.random.chance(0.2)
    ? context.writer.document(value)
    : context.document(folder, 'transformer', value);
}

/** A file that configures a built-in generator. */
export function generatorFile(context: Context, folder: string): string {
  const { random } = context;
  const kind = random.pick(['ConfigMap', 'Secret'] as const);
  const { name, namespace, ...rest } = generator(context, folder, kind);
  const value = { apiVersion: 'builtin', kind: `${kind}Generator`, metadata: { name, namespace }, ...rest };
  return random.chance(0.1)
    ? context.document(folder, 'generator', {
        apiVersion: 'builtin',
        kind: 'IAMPolicyGenerator',
        metadata: { name: 'iam' },
        cloud: 'gke',
        kubernetesService: { name: 'account', namespace: 'shop' },
        serviceAccount: { name: 'account', projectId: 'project' },
      })
    : context.document(folder, 'generator', value);
}
