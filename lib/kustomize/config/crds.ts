import { prefixed } from '../failure';
import { parseJson, yamlToValue } from '../json';
import { type Fields, isFields, type Value } from '../yaml';
import { type FieldSpec, fieldSpec, mergeSpec } from './fieldspec';
import type { NameReference } from './name-references';
import { emptyConfig, mergeConfig, mergeReferences, type TransformerConfig } from './transformer-config';

/** What the OpenAPI definitions of custom resources say about labels, annotations, names and references. */

const inner = (fields: Fields | undefined, name: string): Fields | undefined => {
  for (const [key, value] of fields ?? []) {
    if (key.toLowerCase() === name.toLowerCase() && isFields(value)) return value;
  }
  return undefined;
};

const propertiesOf = (types: Fields, name: string): Fields | undefined => {
  const type = types.get(name);
  return inner(isFields(type) ? inner(type, 'Schema') : undefined, 'properties');
};

class CrdReader {
  readonly labels: FieldSpec[] = [];
  readonly annotations: FieldSpec[] = [];
  readonly names: FieldSpec[] = [];
  references: NameReference[] = [];

  constructor(
    private readonly types: Fields,
    private readonly kind: string,
  ) {}

  read(typeName: string, path: readonly string[], seen: readonly string[]): void {
    if (seen.includes(typeName)) return;
    for (const [name, property] of propertiesOf(this.types, typeName) ?? []) {
      if (isFields(property)) this.readProperty(property, [...path, name], [...seen, typeName]);
    }
  }

  private spec(path: readonly string[]): FieldSpec {
    return fieldSpec(path.join('/'), { kind: this.kind });
  }

  private readProperty(property: Fields, path: readonly string[], seen: readonly string[]): void {
    const extension = (name: string): string | undefined => {
      const value: Value | undefined = property.get(`x-kubernetes-${name}`);
      return typeof value === 'string' ? value : undefined;
    };
    if (extension('annotation') !== undefined) mergeSpec(this.annotations, this.spec(path));
    if (extension('label-selector') !== undefined) mergeSpec(this.labels, this.spec(path));
    if (extension('identity') !== undefined) mergeSpec(this.names, this.spec(path));
    const version = extension('object-ref-api-version');
    const kind = extension('object-ref-kind');
    if (version !== undefined && kind !== undefined) {
      const referrers = [this.spec([...path, extension('object-ref-name-key') ?? 'name'])];
      this.references = mergeReferences(this.references, [{ group: '', version, kind, referrers }]);
    }
    const reference = property.get('$ref');
    if (typeof reference === 'string') this.read(reference, path, seen);
  }
}

/** Reads a file of a kustomization's `crds`. As accumulator.LoadConfigFromCRDs. */
export function configFromCrds(path: string, text: string): TransformerConfig {
  const value = prefixed(`unable to parse open API definition from '${path}'`, () =>
    text.startsWith('{') ? parseJson(text) : yamlToValue(text),
  );
  let config = emptyConfig;
  if (!isFields(value)) return config;
  for (const name of value.keys()) {
    const properties = propertiesOf(value, name);
    if (!['kind', 'apiVersion', 'metadata'].every((field) => properties?.has(field))) continue;
    const reader = new CrdReader(value, name.slice(name.lastIndexOf('.') + 1));
    reader.read(name, [], []);
    config = mergeConfig(config, {
      ...emptyConfig,
      commonLabels: reader.labels,
      commonAnnotations: reader.annotations,
      namePrefix: reader.names,
      nameReference: reader.references,
    });
  }
  return config;
}
