import { prefixed } from '../failure';
import { yamlToValue } from '../json';
import { fieldSpecOf, itemsAt, textAt } from '../load/fields';
import { decodeShape, listOf, type Shape, string, struct } from '../load/shape';
import { fieldSpecsShape as specs } from '../load/shapes';
import { type Fields, isFields, type Value } from '../yaml';
import type { NameReference } from './name-references';
import { sortedConfig, type TransformerConfig } from './transformer-config';

const configShape = struct('builtinconfig.TransformerConfig', {
  namePrefix: specs,
  nameSuffix: specs,
  namespace: specs,
  commonLabels: specs,
  labels: specs,
  templateLabels: specs,
  commonAnnotations: specs,
  nameReference: listOf(
    struct('builtinconfig.NameBackReferences', {
      group: string,
      version: string,
      kind: string,
      fieldSpecs: specs,
    }),
  ),
  varReference: specs,
  images: specs,
  replicas: specs,
});

/** Decodes YAML text as sigs.k8s.io/yaml does: through JSON, with its prefixes before what fails. */
export function unmarshal(text: string, shape: Shape, strict = false): Fields {
  const value = prefixed('error converting YAML to JSON', () => yamlToValue(text, strict));
  return unmarshalValue(value, shape, strict);
}

function unmarshalValue(value: Value, shape: Shape, strict = false): Fields {
  const decoded = prefixed('error unmarshaling JSON: while decoding JSON', () =>
    decodeShape(value, shape, { strict, lenientText: true }),
  );
  return isFields(decoded) ? decoded : new Map();
}

function referenceOf(fields: Fields): NameReference {
  return {
    group: textAt(fields, 'group'),
    version: textAt(fields, 'version'),
    kind: textAt(fields, 'kind'),
    referrers: itemsAt(fields, 'fieldSpecs').map(fieldSpecOf),
  };
}

/** Reads a file of a kustomization's `configurations`. */
export function readConfig(text: string): TransformerConfig {
  const fields = unmarshal(text, configShape, true);
  const list = (name: string) => itemsAt(fields, name).map(fieldSpecOf);
  return sortedConfig({
    namePrefix: list('namePrefix'),
    nameSuffix: list('nameSuffix'),
    namespace: list('namespace'),
    commonLabels: list('commonLabels'),
    labels: list('labels'),
    templateLabels: list('templateLabels'),
    commonAnnotations: list('commonAnnotations'),
    nameReference: itemsAt(fields, 'nameReference').map(referenceOf),
    varReference: list('varReference'),
    images: list('images'),
    replicas: list('replicas'),
  });
}
