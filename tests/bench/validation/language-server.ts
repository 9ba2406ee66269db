import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, getLanguageService } from 'yaml-language-server';
import { fieldsOf, knownKinds, typeOfKind, wordsOf } from '@/lib/kubernetes';

type JsonSchema = Record<string, unknown>;

/** The YAML language server with our schemas, one for each kind, chosen by `kind`. */
export function languageServer(): { validate: (text: string) => Promise<Diagnostic[]> } {
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error('offline')),
    workspaceContext: { resolveRelativePath: (path) => path },
  });
  service.configure({
    validate: true,
    schemas: [{ uri: 'memory://kinds.json', fileMatch: ['*.yaml'], schema: allKinds() }],
  });
  let version = 0;
  return {
    validate: (text) =>
      service.doValidation(TextDocument.create(`file:///a${version++}.yaml`, 'yaml', version, text), false),
  };
}

const BRANCH = ['if', 'then'];

function allKinds(): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const branches = knownKinds().flatMap(({ apiVersion, kind }) => {
    const type = typeOfKind(apiVersion, kind);
    if (type === undefined) return [];
    const fits = { apiVersion: { pattern: `^${apiVersion}$` }, kind: { pattern: `^${kind}$` } };
    const parts = [{ properties: fits, required: ['apiVersion', 'kind'] }, schemaOf(type, definitions)];
    return [Object.fromEntries(BRANCH.map((keyword, i) => [keyword, parts[i]]))];
  });
  return { $schema: 'http://json-schema.org/draft-07/schema#', definitions, allOf: branches };
}

const SIMPLE: Readonly<Record<string, JsonSchema>> = {
  s: { type: 'string' },
  i: { type: 'integer' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  q: { type: ['string', 'number'] },
  x: { type: ['string', 'integer'] },
  '*': {},
};

function schemaOf(type: string, definitions: Record<string, JsonSchema>): JsonSchema {
  const bare = type.replace(/^!/, '');
  const words = wordsOf(bare);
  if (words) return { type: 'string', enum: words };
  if (bare.startsWith('[')) return { type: 'array', items: schemaOf(bare.slice(1), definitions) };
  if (bare.startsWith('{'))
    return { type: 'object', additionalProperties: schemaOf(bare.slice(1), definitions) };
  if (!bare.startsWith('#')) return SIMPLE[bare] ?? {};
  const id = bare.slice(1);
  if (!definitions[id]) {
    const target: JsonSchema = { type: 'object', additionalProperties: false };
    definitions[id] = target;
    const fields = Object.entries(fieldsOf(bare) ?? {});
    target.properties = Object.fromEntries(
      fields.map(([name, inner]) => [name, schemaOf(inner, definitions)]),
    );
    target.required = fields.filter(([, inner]) => inner.startsWith('!')).map(([name]) => name);
  }
  return { $ref: `#/definitions/${id}` };
}
