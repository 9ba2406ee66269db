import { bool, int, listOf, mapOf, type Shape, string, struct } from '../load/shape';
import {
  fieldSpecShape,
  generatorFields,
  imageShape,
  replacementFieldShape,
  replicaShape,
  selectorShape,
} from '../load/shapes';

/** What the built-in plugins are configured with when they are written as objects (apiVersion: builtin). */
const metadata = struct('types.ObjectMeta', {
  name: string,
  namespace: string,
  labels: mapOf(string),
  annotations: mapOf(string),
});
const fieldSpecs = listOf(fieldSpecShape);
const plugin = (kind: string, fields: Readonly<Record<string, Shape>>): Shape =>
  struct(`builtins.${kind}Plugin`, fields);

const valueAddTarget = struct('builtins.Target', {
  selector: selectorShape,
  fieldPath: string,
  filePathPosition: int,
});
export const valueAddTargets: Shape = struct('', { targets: listOf(valueAddTarget) });

export const pluginShapes: Readonly<Record<string, Shape>> = {
  AnnotationsTransformer: plugin('AnnotationsTransformer', { annotations: mapOf(string), fieldSpecs }),
  LabelTransformer: plugin('LabelTransformer', { labels: mapOf(string), fieldSpecs }),
  NamespaceTransformer: plugin('NamespaceTransformer', {
    metadata,
    fieldSpecs,
    unsetOnly: bool,
    setRoleBindingSubjects: { is: 'string', go: 'namespace.RoleBindingSubjectMode' },
  }),
  PrefixTransformer: plugin('PrefixTransformer', { prefix: string, fieldSpecs }),
  SuffixTransformer: plugin('SuffixTransformer', { suffix: string, fieldSpecs }),
  PrefixSuffixTransformer: plugin('PrefixTransformer', { prefix: string, suffix: string, fieldSpecs }),
  ImageTagTransformer: plugin('ImageTagTransformer', { imageTag: imageShape, fieldSpecs }),
  ReplicaCountTransformer: plugin('ReplicaCountTransformer', { replica: replicaShape, fieldSpecs }),
  PatchTransformer: plugin('PatchTransformer', {
    path: string,
    patch: string,
    target: selectorShape,
    options: mapOf(bool),
  }),
  PatchJson6902Transformer: plugin('PatchJson6902Transformer', {
    target: selectorShape,
    path: string,
    jsonOp: string,
  }),
  PatchStrategicMergeTransformer: plugin('PatchStrategicMergeTransformer', {
    paths: listOf({ is: 'string', go: 'types.PatchStrategicMerge' }),
    patches: string,
  }),
  ReplacementTransformer: plugin('ReplacementTransformer', { replacements: listOf(replacementFieldShape) }),
  ValueAddTransformer: plugin('ValueAddTransformer', {
    value: string,
    targets: listOf(valueAddTarget),
    targetFilePath: string,
  }),
  HashTransformer: plugin('HashTransformer', {}),
  ConfigMapGenerator: plugin('ConfigMapGenerator', { metadata, ...generatorFields }),
  SecretGenerator: plugin('SecretGenerator', { metadata, ...generatorFields, type: string }),
  IAMPolicyGenerator: plugin('IAMPolicyGenerator', {
    cloud: { is: 'string', go: 'types.Cloud' },
    kubernetesService: struct('types.KubernetesService', { name: string, namespace: string }),
    serviceAccount: struct('types.ServiceAccount', { name: string, projectId: string }),
  }),
  HelmChartInflationGenerator: plugin('HelmChartInflationGenerator', {}),
};
