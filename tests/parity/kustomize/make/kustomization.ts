import { configuration, crds, openApi } from './configurations';
import type { Context, Fields } from './context';
import { generator, generatorOptions } from './generators';
import { olderJsonPatch, patch, strategicPatch } from './patches';
import { generatorFile, transformer } from './plugins';
import { replacement, variable } from './replacements';
import { apps } from './resources';
import { oddString } from './scalars';
import { Raw } from './writer';

export interface Contents {
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly isComponent: boolean;
}

/** What a kustomization says of names, labels and the like. */
function simpleFields(context: Context): Fields {
  const { random } = context;
  return {
    namespace: context.maybe(0.3, () => random.pick(['shop', 'prod', 'default'])),
    namePrefix: context.maybe(0.25, () => random.pick(['a-', 'team-', new Raw('"1-"')])),
    nameSuffix: context.maybe(0.15, () => '-v2'),
    labels: context.maybe(0.3, () =>
      context.many(() => ({
        pairs: { team: oddString(random), env: 'x' },
        includeSelectors: context.maybe(0.3, () => true),
        includeTemplates: context.maybe(0.3, () => true),
        fields: context.maybe(0.1, () => [{ path: 'spec/extra', create: true, kind: 'Widget' }]),
      })),
    ),
    commonLabels: context.maybe(0.12, () => ({ common: oddString(random) })),
    commonAnnotations: context.maybe(0.2, () => ({ 'example.com/by': oddString(random) })),
    images: context.maybe(0.3, () =>
      context.many(() => ({
        name: random.pick([
          'nginx',
          'postgres',
          'ghcr.io/shop/api',
          'reg.io:5000/a/b',
          'ngin.',
          '(nginx|postgres)',
        ]),
        newName: context.maybe(0.4, () => random.pick(['mirror/x', 'reg.io:5000/y'])),
        newTag: context.maybe(0.5, () => random.pick(['2', 'stable', '1.5'])),
        digest: context.maybe(0.15, () => 'sha256:def'),
        tagSuffix: context.maybe(0.1, () => '-s'),
      })),
    ),
    sortOptions: context.maybe(0.15, () =>
      random.pick<Fields>([
        { order: 'fifo' },
        { order: 'legacy' },
        { order: 'legacy', legacySortOptions: { orderFirst: ['Service'], orderLast: ['Deployment'] } },
        { order: 'legacy', legacySortOptions: { orderLast: ['ConfigMap', 'Secret'] } },
      ]),
    ),
    buildMetadata: context.maybe(0.12, () =>
      random.some(['originAnnotations', 'transformerAnnotations', 'managedByLabel'], 0.6),
    ),
  };
}

function replicas(context: Context): Fields[] {
  const names = context.named
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .map(({ name }) => name);
  const { random } = context;
  return context.many(() => ({ name: random.pick(context.risky ? apps : names), count: random.below(5) }));
}

/** What the real tool would fetch or run; here it fails, and so does the real tool. */
function outOfScope({ random }: Context): Fields {
  return random.pick<Fields>([
    { helmCharts: [{ name: 'chart', version: '1.0.0', repo: 'https://example.com/charts' }] },
    { helmChartInflationGenerator: [{ chartName: 'chart' }] },
    { generators: ['apiVersion: example.com/v1\nkind: Outside\nmetadata: {name: x}\n'] },
    { transformers: ['apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: x}\nlabels: [1]\n'] },
    { validators: ['nope.yaml'] },
    { crds: ['nope.json'] },
    { configurations: ['nope.yaml'] },
    { openapi: { path: 'nope.json' } },
    { components: ['../nope'] },
    { bases: ['../nope'] },
    { unknownField: 1 },
    { replicas: [{ name: 'web', count: 'many' }] },
    { sortOptions: { order: 'random' } },
    { buildMetadata: ['nonsense'] },
    { commonLabels: { 'a b': 'c' } },
    { commonAnnotations: { 'a/b/c': 'd' } },
    { namePrefix: 5 },
    { images: { name: 'x' } },
  ]);
}

/** A kustomization over what a folder holds; makes the files that it needs beside it. */
export function kustomization(context: Context, folder: string, contents: Contents): Fields {
  const { random, writer } = context;
  const { isComponent } = contents;
  const fields: Fields = {
    apiVersion: isComponent
      ? 'kustomize.config.k8s.io/v1alpha1'
      : context.maybe(0.8, () => 'kustomize.config.k8s.io/v1beta1'),
    kind: isComponent ? 'Component' : context.maybe(0.8, () => 'Kustomization'),
    resources: contents.resources.length > 0 ? [...contents.resources] : undefined,
    components: contents.components.length > 0 ? [...contents.components] : undefined,
    ...simpleFields(context),
    configMapGenerator: context.maybe(0.35, () =>
      context.many(() => generator(context, folder, 'ConfigMap')),
    ),
    secretGenerator: context.maybe(0.2, () => [generator(context, folder, 'Secret')]),
    generators: context.maybe(0.06, () => [generatorFile(context, folder)]),
    generatorOptions: context.maybe(0.1, () => generatorOptions(context)),
    replicas: context.maybe(context.has('Deployment', 'StatefulSet') ? 0.15 : 0, () => replicas(context)),
    patches: context.maybe(0.45, () => context.many(() => patch(context, folder))),
    patchesStrategicMerge: context.maybe(0.1, () => [
      random.chance(0.5)
        ? writer.document(strategicPatch(context))
        : context.file(folder, 'merge', writer.document(strategicPatch(context))),
    ]),
    patchesJson6902: context.maybe(0.06, () => [olderJsonPatch(context, folder)]),
    replacements: context.maybe(0.15, () => context.many(() => replacement(context, folder))),
    vars: context.maybe(0.12, () => [variable(context, `NAME${random.below(2)}`)]),
    configurations: context.maybe(0.12, () => [configuration(context, folder)]),
    crds: context.maybe(0.06, () => [crds(context, folder)]),
    openapi: context.maybe(0.06, () => openApi(context, folder)),
    transformers: context.maybe(0.12, () => context.many(() => transformer(context, folder))),
    validators: context.maybe(0.03, () => [transformer(context, folder)]),
    ...(context.risky && random.chance(0.12) ? outOfScope(context) : {}),
  };
  const entries = Object.entries(fields);
  return Object.fromEntries(random.chance(0.3) ? random.shuffled(entries) : entries);
}
