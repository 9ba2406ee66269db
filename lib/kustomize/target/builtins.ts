import { type FieldSpec, fieldSpec, mergeSpec, mergeSpecs } from '../config/fieldspec';
import type { TransformerConfig } from '../config/transformer-config';
import type { Resource } from '../core/resource';
import { attempt, Failure, prefixed } from '../failure';
import { parseJson, yamlToValue } from '../json';
import { decodePatch } from '../json-patch';
import {
  fieldSpecOf,
  fieldsAt,
  flagAt,
  itemsAt,
  noFields,
  omitEmpty,
  selectorOf,
  textAt,
  textMapAt,
  textsAt,
} from '../load/fields';
import type { Loader } from '../load/loader';
import { parseResources } from '../load/resources';
import { prefixTransformer, suffixTransformer } from '../transform/affix';
import { imageTransformer } from '../transform/image';
import { entriesTransformer } from '../transform/metadata';
import { namespaceTransformer } from '../transform/namespace';
import { json6902Transformer, patchTransformer, strategicTransformer } from '../transform/patch';
import { replicasTransformer } from '../transform/replicas';
import type { Transformer } from '../transform/transformer';
import { type Fields, printValue, toJson } from '../yaml';
import { loadReplacements } from './replacements';

/** Runs a transformer's configuration; what fails names the transformer and its configuration. */
export function configure<T>(name: string, config: Fields, action: (text: string) => T): T {
  const text = printValue(config);
  return prefixed(`trouble configuring builtin ${name} with config: \`\n${text}\``, () => action(text));
}

/** The patches of a path, or of a text that is a patch itself. */
export function strategicPatches(path: string, loader: Loader): Resource[] {
  const inline = attempt(() => parseResources(path));
  return 'value' in inline ? inline.value : loadPatches(path, loader);
}

function strategicFrom(paths: readonly string[], loader: Loader): Transformer {
  const patches = paths.flatMap((path) => strategicPatches(path, loader));
  if (patches.length === 0) {
    throw new Failure(`patch appears to be empty; files=[${paths.join(' ')}], Patch=`);
  }
  return strategicTransformer(patches);
}

function loadPatches(path: string, loader: Loader): Resource[] {
  const text = loader.text(path);
  return inFile(path, () => parseResources(text));
}

/** Malformed YAML names the file it stands in. As kusterr.Handler. */
export function inFile<T>(path: string, action: () => T): T {
  const result = attempt(action);
  if ('value' in result) return result.value;
  const { message } = result.failure;
  if (message.includes('MalformedYAMLError')) throw new Failure(`${message} in File: ${path}`);
  throw result.failure;
}

/** A JSON patch of a kustomization's patchesJson6902. */
export function jsonPatch(fields: Fields, loader: Loader): Transformer {
  const target = fieldsAt(fields, 'target');
  const path = textAt(fields, 'path');
  let text = textAt(fields, 'patch');
  if (target === undefined || textAt(target, 'name') === '')
    throw new Failure('must specify the target name');
  if (path === '' && text === '') throw new Failure('empty file path and empty jsonOp');
  if (path !== '') {
    if (text !== '') throw new Failure('must specify a file path or jsonOp, not both');
    text = loader.text(path);
    if (text === '') throw new Failure(`patch file '${path}' empty seems to be empty`);
  }
  const json = text.startsWith('[') ? undefined : toJson(yamlToValue(text));
  const patch = prefixed(`decoding ${json ?? text}`, () =>
    decodePatch(json === undefined ? parseJson(text) : yamlToValue(text)),
  );
  if (patch === undefined || patch.length === 0) {
    throw new Failure(`patch appears to be empty; file=${path}, JsonOp=${json ?? text}`);
  }
  return json6902Transformer(selectorOf(target), patch);
}

function labelSpecs(label: Fields, config: TransformerConfig): readonly FieldSpec[] {
  return prefixed('failed to merge labels', () => {
    const own = itemsAt(label, 'fields').map(fieldSpecOf);
    const specs = mergeSpecs(own, config.labels);
    if (flagAt(label, 'includeSelectors')) return mergeSpecs(specs, config.commonLabels);
    const all = flagAt(label, 'includeTemplates') ? mergeSpecs(specs, config.templateLabels) : specs;
    mergeSpec(all, fieldSpec('metadata/labels', {}, true));
    return all;
  });
}

/** A kustomization's own transformers, in the order in which they run. As configureBuiltinTransformers. */
export function builtinTransformers(
  fields: Fields,
  config: TransformerConfig,
  loader: Loader,
): Transformer[] {
  const made: Transformer[] = [];
  const strategic = textsAt(fields, 'patchesStrategicMerge');
  if (strategic.length > 0) {
    const args: Fields = new Map([['paths', strategic]]);
    made.push(configure('PatchStrategicMergeTransformer', args, () => strategicFrom(strategic, loader)));
  }
  for (const patch of itemsAt(fields, 'patches')) {
    made.push(
      configure('PatchTransformer', omitEmpty(patch, ['target']), (text) => patchFrom(patch, text, loader)),
    );
  }
  const namespace = textAt(fields, 'namespace');
  if (namespace !== '') {
    made.push(
      namespaceTransformer({ namespace, specs: config.namespace, unsetOnly: false, subjects: 'defaultOnly' }),
    );
  }
  const prefix = textAt(fields, 'namePrefix');
  if (prefix !== '') made.push(prefixTransformer(prefix, config.namePrefix));
  const suffix = textAt(fields, 'nameSuffix');
  if (suffix !== '') made.push(suffixTransformer(suffix, config.nameSuffix));
  for (const label of itemsAt(fields, 'labels')) {
    made.push(entriesTransformer('LabelTransformer', textMapAt(label, 'pairs'), labelSpecs(label, config)));
  }
  const commonLabels = textMapAt(fields, 'commonLabels');
  if (commonLabels.size > 0 || itemsAt(fields, 'labels').length > 0) {
    made.push(entriesTransformer('LabelTransformer', commonLabels, config.commonLabels));
  }
  const annotations = textMapAt(fields, 'commonAnnotations');
  if (annotations.size > 0) {
    made.push(entriesTransformer('AnnotationsTransformer', annotations, config.commonAnnotations));
  }
  for (const patch of itemsAt(fields, 'patchesJson6902')) {
    const args: Fields = new Map(patch);
    args.delete('options');
    args.delete('patch');
    args.set('jsonOp', textAt(patch, 'patch'));
    made.push(configure('PatchJson6902Transformer', omitEmpty(args), () => jsonPatch(patch, loader)));
  }
  for (const replica of itemsAt(fields, 'replicas')) {
    const count = String(replica.get('count') ?? 0);
    made.push(replicasTransformer(textAt(replica, 'name'), count, config.replicas));
  }
  for (const image of itemsAt(fields, 'images')) made.push(imageTransformer(imageOf(image), config.images));
  const replacements = itemsAt(fields, 'replacements');
  if (replacements.length > 0) {
    const args: Fields = new Map([['replacements', replacements]]);
    made.push(configure('ReplacementTransformer', args, () => loadReplacements(replacements, loader)));
  }
  return made;
}

export function patchFrom(patch: Fields, config: string, loader: Loader): Transformer {
  const target = fieldsAt(patch, 'target');
  const options = fieldsAt(patch, 'options') ?? noFields;
  return patchTransformer(
    {
      path: textAt(patch, 'path'),
      patch: textAt(patch, 'patch'),
      target: target === undefined ? undefined : selectorOf(target),
      allowNameChange: flagAt(options, 'allowNameChange'),
      allowKindChange: flagAt(options, 'allowKindChange'),
    },
    config,
    (path) => loader.text(path),
  );
}

export const imageOf = (image: Fields) => ({
  name: textAt(image, 'name'),
  newName: textAt(image, 'newName'),
  tagSuffix: textAt(image, 'tagSuffix'),
  newTag: textAt(image, 'newTag'),
  digest: textAt(image, 'digest'),
});
