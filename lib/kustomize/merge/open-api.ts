import type { Gvk } from '../core/id';
import { isBuiltIn } from '../core/scope';
import { Failure } from '../failure';
import { parseJson, yamlToValue } from '../json';
import { type Fields, isFields, type Value } from '../yaml';
import { definitionOf, type Schema, schemaOf } from './schema';

const fieldsOf = (value: Value | undefined): Fields | undefined => (isFields(value) ? value : undefined);

/** A schema of an OpenAPI document that a kustomization brings. */
class DocumentSchema implements Schema {
  constructor(
    private readonly definitions: Fields,
    private readonly schema: Fields,
    /** Whether Kubernetes' own definitions are known, too. */
    private readonly builtIn: () => boolean,
  ) {}

  private resolve(value: Value | undefined, depth = 0): Schema | undefined {
    const schema = fieldsOf(value);
    if (schema === undefined || depth > 20) return undefined;
    const reference = schema.get('$ref');
    if (typeof reference !== 'string') return new DocumentSchema(this.definitions, schema, this.builtIn);
    const name = reference.replace(/^#\/definitions\//, '');
    if (!this.definitions.has(name) && this.builtIn()) return definitionOf(name);
    return this.resolve(this.definitions.get(name), depth + 1);
  }

  field(name: string): Schema | undefined {
    const properties = fieldsOf(this.schema.get('properties'));
    return this.resolve(properties?.get(name) ?? this.schema.get('additionalProperties'));
  }

  get element(): Schema | undefined {
    return this.schema.get('type') === 'array' ? this.resolve(this.schema.get('items')) : undefined;
  }

  get mergeKeys(): readonly string[] | undefined {
    const strategy = this.schema.get('x-kubernetes-patch-strategy');
    if (typeof strategy !== 'string' || !strategy.split(',').includes('merge')) return undefined;
    const keys = this.schema.get('x-kubernetes-list-map-keys');
    if (Array.isArray(keys)) return keys.map(String);
    const key = this.schema.get('x-kubernetes-patch-merge-key');
    return typeof key === 'string' ? [key] : [];
  }
}

/** The schemas of a build: Kubernetes' own, or those of a document in their place. As kyaml/openapi. */
export class Schemas {
  private roots: Map<string, Schema> | undefined;
  private fixed = false;
  /** Whether Kubernetes' own are known: upstream loads them when first needed, and then never forgets them. */
  private builtIn = false;

  /** Takes a kustomization's `openapi`; the outermost one that has any wins. */
  use(version: string | undefined, document: string | undefined): void {
    if (this.fixed) return;
    if (document !== undefined) {
      if (version !== undefined) {
        throw new Failure('builtin version and custom schema provided, cannot use both');
      }
      this.fixed = true;
      this.roots = rootsOf(document, () => this.builtIn);
    } else if (version !== undefined && version !== '') {
      if (version !== 'v1.21.2') throw new Failure('the specified OpenAPI version is not built in');
      this.fixed = true;
    }
  }

  of(apiVersion: string, kind: string): Schema | undefined {
    if (this.roots === undefined) this.builtIn = true;
    const own = this.roots?.get(`${apiVersion} ${kind}`);
    return own ?? (this.builtIn ? schemaOf(apiVersion, kind) : undefined);
  }

  /** To be told of each object: whether an unknown kind lives in namespaces is asked of the schemas, too. */
  meet({ group, version, kind }: Gvk): void {
    if (this.builtIn || this.roots !== undefined) return;
    this.builtIn = !isBuiltIn(group === '' ? version : `${group}/${version}`, kind);
  }
}

function rootsOf(text: string, builtIn: () => boolean): Map<string, Schema> {
  const document = fieldsOf(text.startsWith('{') ? parseJson(text) : yamlToValue(text));
  const definitions = fieldsOf(document?.get('definitions')) ?? new Map<string, Value>();
  const roots = new Map<string, Schema>();
  for (const definition of definitions.values()) {
    const kinds = fieldsOf(definition)?.get('x-kubernetes-group-version-kind');
    if (!isFields(definition) || !Array.isArray(kinds)) continue;
    for (const each of kinds) {
      const kind = fieldsOf(each);
      const group = kind?.get('group') ?? '';
      const apiVersion = `${group === '' ? '' : `${group}/`}${kind?.get('version')}`;
      roots.set(`${apiVersion} ${kind?.get('kind')}`, new DocumentSchema(definitions, definition, builtIn));
    }
  }
  return roots;
}
