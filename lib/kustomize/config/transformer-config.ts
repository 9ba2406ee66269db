import { goList } from '../core/go-text';
import { compareGvk, gvkText, sameGvk } from '../core/id';
import { prefixed } from '../failure';
import {
  annotationSpecs,
  commonLabelSpecs,
  imageSpecs,
  metadataLabelSpecs,
  nameSpecs,
  namespaceSpecs,
  replicaSpecs,
  variableSpecs,
} from './builtin-specs';
import { type FieldSpec, mergeSpecs, sortSpecs, specText } from './fieldspec';
import { type NameReference, nameReferences } from './name-references';

/** Where each transformer looks. As builtinconfig.TransformerConfig. */
export interface TransformerConfig {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

export const emptyConfig: TransformerConfig = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  nameReference: [],
  varReference: [],
  images: [],
  replicas: [],
};

export function mergeReferences(
  present: readonly NameReference[],
  incoming: readonly NameReference[],
): NameReference[] {
  const merged = [...present];
  for (const other of incoming) {
    const at = merged.findIndex((each) => sameGvk(each, other));
    const found = merged[at];
    if (found === undefined) merged.push(other);
    else merged[at] = { ...found, referrers: mergeSpecs(found.referrers, other.referrers) };
  }
  return merged;
}

/** Sorts all field specs by kind, as upstream does after reading and after merging. */
export function sortedConfig(config: TransformerConfig): TransformerConfig {
  return {
    namePrefix: sortSpecs(config.namePrefix),
    nameSuffix: sortSpecs(config.nameSuffix),
    namespace: sortSpecs(config.namespace),
    commonLabels: sortSpecs(config.commonLabels),
    labels: sortSpecs(config.labels),
    templateLabels: sortSpecs(config.templateLabels),
    commonAnnotations: sortSpecs(config.commonAnnotations),
    nameReference: [...config.nameReference].sort(compareGvk),
    varReference: sortSpecs(config.varReference),
    images: sortSpecs(config.images),
    replicas: sortSpecs(config.replicas),
  };
}

/** What kustomize knows without any configuration. */
export const defaultConfig: TransformerConfig = sortedConfig({
  namePrefix: nameSpecs,
  nameSuffix: nameSpecs,
  namespace: namespaceSpecs,
  commonLabels: commonLabelSpecs,
  labels: [],
  templateLabels: metadataLabelSpecs,
  commonAnnotations: annotationSpecs,
  nameReference: nameReferences,
  varReference: variableSpecs,
  images: imageSpecs,
  replicas: replicaSpecs,
});

/** Adds what `incoming` has more. As TransformerConfig.Merge. */
export function mergeConfig(config: TransformerConfig, incoming: TransformerConfig): TransformerConfig {
  // Most kustomizations bring nothing of their own, and merging the same again changes nothing.
  if (incoming === config || incoming === emptyConfig) return config;
  if (config === emptyConfig && incoming === defaultConfig) return defaultConfig;
  const merge = (field: Exclude<keyof TransformerConfig, 'nameReference'>, name: string) =>
    prefixed(`failed to merge ${name} fieldSpec`, () => mergeSpecs(config[field], incoming[field]));
  return sortedConfig({
    namePrefix: merge('namePrefix', 'NamePrefix'),
    nameSuffix: merge('nameSuffix', 'NameSuffix'),
    namespace: merge('namespace', 'NameSpace'),
    commonAnnotations: merge('commonAnnotations', 'CommonAnnotations'),
    commonLabels: merge('commonLabels', 'CommonLabels'),
    labels: merge('labels', 'Labels'),
    templateLabels: merge('templateLabels', 'TemplateLabels'),
    varReference: merge('varReference', 'VarReference'),
    nameReference: prefixed('failed to merge NameReference fieldSpec', () =>
      mergeReferences(config.nameReference, incoming.nameReference),
    ),
    images: merge('images', 'Images'),
    replicas: merge('replicas', 'Replicas'),
  });
}

const referenceText = (reference: NameReference): string =>
  `${gvkText(reference)}:  (\n${reference.referrers.map(specText).join('\n')}\n)`;

/** A configuration as Go's %v prints it. */
export function configText(config: TransformerConfig): string {
  const specs = (list: readonly FieldSpec[]) => goList(list.map(specText));
  const before = [config.namePrefix, config.nameSuffix, config.namespace, config.commonLabels, config.labels];
  const after = [config.varReference, config.images, config.replicas];
  const texts = [
    ...[...before, config.templateLabels, config.commonAnnotations].map(specs),
    goList(config.nameReference.map(referenceText)),
    ...after.map(specs),
  ];
  return `&{${texts.join(' ')}}`;
}
