import { any, bool, int, int64, listOf, mapOf, pointersTo, type Shape, string, struct } from './shape';

/** The types of a kustomization file. As api/types. */
const strings = listOf(string);
const stringMap = mapOf(string);
const gvk = { group: string, version: string, kind: string };
const id = { ...gvk, name: string, namespace: string };
const selectorFields = { ...id, annotationSelector: string, labelSelector: string };

export const selectorShape: Shape = struct('types.Selector', selectorFields);

export const fieldSpecShape: Shape = struct('types.FieldSpec', { ...gvk, path: string, create: bool });
/** A list of field specs that has a name of its own, as types.FsSlice. */
export const fieldSpecsShape: Shape = { is: 'list', go: 'types.FsSlice', of: fieldSpecShape };

const patch = struct('types.Patch', {
  path: string,
  patch: string,
  target: selectorShape,
  options: mapOf(bool),
});

const label = struct('types.Label', {
  pairs: stringMap,
  includeSelectors: bool,
  includeTemplates: bool,
  fields: listOf(fieldSpecShape),
});

export const imageShape: Shape = struct('types.Image', {
  name: string,
  newName: string,
  tagSuffix: string,
  newTag: string,
  digest: string,
});

export const replicaShape: Shape = struct('types.Replica', { name: string, count: int64 });

const fieldOptions = struct('types.FieldOptions', {
  delimiter: string,
  index: int,
  encoding: string,
  create: bool,
});

const replacementFields = {
  source: struct('types.SourceSelector', { ...id, fieldPath: string, options: fieldOptions }),
  targets: pointersTo(
    struct('types.TargetSelector', {
      select: selectorShape,
      reject: pointersTo(selectorShape),
      fieldPaths: strings,
      options: fieldOptions,
    }),
  ),
};
export const replacementShape: Shape = struct('types.Replacement', replacementFields);
export const replacementFieldShape: Shape = struct('types.ReplacementField', {
  ...replacementFields,
  path: string,
});

const variable = struct('types.Var', {
  name: string,
  objref: struct('types.Target', { apiVersion: string, ...id }),
  fieldref: struct('types.FieldSelector', { fieldPath: string }),
});

const generatorOptions = struct('types.GeneratorOptions', {
  labels: stringMap,
  annotations: stringMap,
  disableNameSuffixHash: bool,
  immutable: bool,
});

export const generatorFields: Readonly<Record<string, Shape>> = {
  namespace: string,
  name: string,
  behavior: string,
  literals: strings,
  files: strings,
  envs: strings,
  env: string,
  options: generatorOptions,
};

const objectMeta = struct('types.ObjectMeta', {
  name: string,
  namespace: string,
  labels: stringMap,
  annotations: stringMap,
});

const sortOptionsShape: Shape = struct('types.SortOptions', {
  order: { is: 'string', go: 'types.SortOrder' },
  legacySortOptions: struct('types.LegacySortOptions', { orderFirst: strings, orderLast: strings }),
});

const helmGlobals = struct('types.HelmGlobals', { chartHome: string, configHome: string });

const helmChart = struct('types.HelmChart', {
  name: string,
  version: string,
  repo: string,
  releaseName: string,
  namespace: string,
  additionalValuesFiles: strings,
  valuesFile: string,
  valuesInline: mapOf(any),
  valuesMerge: string,
  includeCRDs: bool,
  skipHooks: bool,
  apiVersions: strings,
  kubeVersion: string,
  nameTemplate: string,
  skipTests: bool,
  debug: bool,
});

const helmChartArgs = struct('types.HelmChartArgs', {
  chartName: string,
  chartVersion: string,
  chartRepoUrl: string,
  chartHome: string,
  chartRepoName: string,
  helmBin: string,
  helmHome: string,
  values: string,
  valuesLocal: mapOf(any),
  valuesMerge: string,
  releaseName: string,
  releaseNamespace: string,
  extraArgs: strings,
});

export const kustomizationShape: Shape = struct('types.Kustomization', {
  kind: string,
  apiVersion: string,
  metadata: objectMeta,
  openapi: stringMap,
  namePrefix: string,
  nameSuffix: string,
  namespace: string,
  commonLabels: stringMap,
  labels: listOf(label),
  commonAnnotations: stringMap,
  patchesStrategicMerge: listOf({ is: 'string', go: 'types.PatchStrategicMerge' }),
  patchesJson6902: listOf(patch),
  patches: listOf(patch),
  images: listOf(imageShape),
  imageTags: listOf(imageShape),
  replacements: listOf(replacementFieldShape),
  replicas: listOf(replicaShape),
  vars: listOf(variable),
  sortOptions: sortOptionsShape,
  resources: strings,
  components: strings,
  crds: strings,
  bases: strings,
  configMapGenerator: listOf(struct('types.ConfigMapArgs', generatorFields)),
  secretGenerator: listOf(struct('types.SecretArgs', { ...generatorFields, type: string })),
  helmGlobals,
  helmCharts: listOf(helmChart),
  helmChartInflationGenerator: listOf(helmChartArgs),
  generatorOptions,
  configurations: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  buildMetadata: strings,
});
