// Writes lib/kubernetes/schema/{schemas,docs}.generated.json from the type declarations of kubernetes-models.
// Run by an author when the Kubernetes or Argo CD version changes: node scripts/generate-schemas.mjs
// The packages are fetched for this run only; the course itself does not depend on them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from '@babel/parser';

const PACKAGES = [
  'kubernetes-models@5.1.0',
  '@kubernetes-models/argo-cd@4.0.0',
  '@kubernetes-models/apimachinery@3.0.2',
];
const OUT = 'lib/kubernetes/schema';
// Server-written parts: known fields whose inside nobody writes by hand.
const OPAQUE = new Set(['status', 'managedFields']);
const LONGEST_DOC = 300;

const home = mkdtempSync(path.join(tmpdir(), 'schemas-'));
execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--silent', '--prefix', home, ...PACKAGES]);
const modules = path.join(home, 'node_modules');

const files = new Map();
function load(file) {
  const known = files.get(file);
  if (known) return known;
  const ast = parse(readFileSync(file, 'utf8'), {
    sourceType: 'module',
    plugins: [['typescript', { dts: true }]],
    attachComment: true,
  });
  const module = { imports: new Map(), declarations: new Map(), aliases: new Map() };
  for (const node of ast.program.body) {
    if (node.type === 'ImportDeclaration')
      for (const s of node.specifiers) module.imports.set(s.local.name, [node.source.value, s.imported.name]);
    const declared = node.type === 'ExportNamedDeclaration' ? (node.declaration ?? node) : node;
    if (declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSTypeAliasDeclaration')
      module.declarations.set(declared.id.name, { node: declared, doc: docOf(node) });
    if (node.type === 'ExportNamedDeclaration' && !node.declaration)
      for (const s of node.specifiers)
        module.aliases.set(s.exported.name, [node.source?.value, s.local.name]);
  }
  files.set(file, module);
  return module;
}

function resolveFile(from, specifier) {
  const bare = specifier.replace(/\.js$/, '');
  const base = specifier.startsWith('.') ? path.resolve(path.dirname(from), bare) : path.join(modules, bare);
  for (const candidate of [`${base}.d.ts`, `${base}/index.d.ts`]) if (existsSync(candidate)) return candidate;
  throw new Error(`cannot resolve ${specifier} from ${from}`);
}

function find(file, name) {
  const module = load(file);
  const declaration = module.declarations.get(name);
  if (declaration) return { file, ...declaration };
  const [source, local] = module.aliases.get(name) ?? module.imports.get(name) ?? [];
  if (!local) throw new Error(`no ${name} in ${file}`);
  return find(source ? resolveFile(file, source) : file, local);
}

function docOf(node) {
  const comment = node.leadingComments?.at(-1);
  if (comment?.type !== 'CommentBlock' || !comment.value.startsWith('*')) return '';
  return comment.value
    .replace(/^\*+/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
    .replace(/\\\*/g, '*');
}

function shorten(doc) {
  const first = doc.replace(/ ?More info: \S+/g, '').split(/\n\n/)[0] ?? '';
  if (first.length <= LONGEST_DOC) return first;
  const cut = first.slice(0, LONGEST_DOC);
  const end = cut.lastIndexOf('. ');
  return end > 120 ? cut.slice(0, end + 1) : `${cut}…`;
}

const types = [];
const docs = [];
const ids = new Map();

/** The id of an interface, its fields written on first use. Aliases of simple types resolve to their letter. */
function reference(fromFile, name) {
  const { file, node, doc } = find(fromFile, name);
  if (node.type === 'TSTypeAliasDeclaration') {
    if (/Quantity$/.test(node.id.name)) return 'q';
    if (/IntOrString$/.test(node.id.name)) return 'x';
    return type(file, node.typeAnnotation);
  }
  const key = `${file}#${node.id.name}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const members = node.body.body;
  const [only] = members;
  if (!only) return '*';
  if (only.type === 'TSIndexSignature') return `{${type(file, only.typeAnnotation.typeAnnotation)}`;
  ids.set(key, `#${types.length}`);
  return fields(file, members, doc, /JSONSchemaProps$/.test(node.id.name) ? 'n' : 'i');
}

function fields(file, members, doc, numbers) {
  const id = types.length;
  types.push({});
  docs.push({});
  for (const member of members) {
    const field = member.key.value ?? member.key.name;
    const inner = OPAQUE.has(field) ? '*' : type(file, member.typeAnnotation.typeAnnotation, numbers);
    types[id][field] = (member.optional ? '' : '!') + inner;
    const text = docOf(member);
    const brief = shorten(text);
    if (brief) docs[id][field] = brief;
    for (const [, value, meaning] of text.matchAll(/^ *- `"([^"`]+)"` (.+)$/gm))
      docs[id][`${field}=${value}`] = shorten(meaning);
  }
  docs[id][''] = shorten(doc);
  return `#${id}`;
}

function type(file, t, numbers = 'i') {
  switch (t.type) {
    case 'TSStringKeyword':
      return 's';
    case 'TSBooleanKeyword':
      return 'b';
    case 'TSNumberKeyword':
      return numbers;
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSObjectKeyword':
      return '*';
    case 'TSLiteralType':
      return `=${t.literal.value}`;
    case 'TSParenthesizedType':
      return type(file, t.typeAnnotation, numbers);
    case 'TSArrayType':
      return `[${type(file, t.elementType, numbers)}`;
    case 'TSTypeLiteral': {
      const index = t.members.find((m) => m.type === 'TSIndexSignature');
      if (index && t.members.length === 1) return `{${type(file, index.typeAnnotation.typeAnnotation)}`;
      return index || t.members.length === 0 ? '*' : fields(file, t.members, '', numbers);
    }
    case 'TSUnionType': {
      const parts = t.types.map((x) => type(file, x, numbers));
      if (parts.every((p) => p.startsWith('='))) return `=${parts.map((p) => p.slice(1)).join('|')}`;
      return parts.includes('s') && parts.includes('i') && parts.length === 2 ? 'x' : '*';
    }
    case 'TSTypeReference': {
      const args = t.typeParameters?.params ?? t.typeArguments?.params;
      if (t.typeName.name === 'Array') return `[${type(file, args[0], numbers)}`;
      if (t.typeName.name === 'Record') return `{${type(file, args[1], numbers)}`;
      return reference(file, t.typeName.name);
    }
    default:
      throw new Error(`type ${t.type} in ${file}`);
  }
}

/** Every declaration file below a folder whose interface is a whole object (extends TypeMeta), stable versions only. */
function* roots(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('_')) yield* roots(full);
    else if (/^[A-Z]\w*\.d\.ts$/.test(entry.name) && !/List\.d\.ts$/.test(entry.name)) {
      const version = path.basename(folder);
      const argo = full.includes('argoproj.io');
      if (!argo && !/^v\d+$/.test(version)) continue;
      const text = readFileSync(full, 'utf8');
      if (/extends TypeMeta/.test(text)) yield [full, path.basename(entry.name, '.d.ts')];
    }
  }
}

const kinds = {};
for (const folder of [
  path.join(modules, 'kubernetes-models'),
  path.join(modules, '@kubernetes-models/argo-cd/argoproj.io'),
])
  for (const [file, kind] of roots(folder)) {
    const id = Number(reference(file, `I${kind}`).slice(1));
    const apiVersion = types[id].apiVersion.replace(/^!=/, '');
    types[id].apiVersion = '!s';
    types[id].kind = '!s';
    types[id].metadata = types[id].metadata?.replace(/^(?!!)/, '!');
    // d.ts keeps no documentation on these two.
    delete docs[id].apiVersion;
    delete docs[id].kind;
    kinds[`${apiVersion}/${kind}`] = id;
  }

/**
 * What the package's declarations of Argo CD lack, as its own CRDs (manifests/crds, 3.6) have it: they leave out the
 * fields of Go structs that are inlined, and are a release behind. Each: the fields by which a type is known, and more.
 */
const ARGO_MORE = [
  // kustomize's selector inlines group, version, kind and name.
  [
    ['annotationSelector', 'labelSelector'],
    { group: 's', version: 's', kind: 's', name: 's', namespace: 's' },
    true,
  ],
  // A plugin's parameter inlines its list and its mapping.
  [['name', 'string'], { array: '[s', map: '{s' }, true],
  [['exclude', 'include', 'jsonnet', 'recurse'], { disableExtensionFilter: 'b' }],
  [['chart', 'repoURL', 'targetRevision', 'kustomize', 'plugin'], { tagPrefix: 's' }],
  [['path', 'targetBranch'], { repoURL: 's' }, true],
  [['manualSync', 'schedule', 'duration'], { syncOverrun: 'b' }],
  [['allBranches', 'api', 'organization', 'appSecretName'], { excludeArchivedRepos: 'b' }],
  [['allBranches', 'api', 'owner', 'insecure', 'tokenRef'], { excludeArchivedRepos: 'b' }],
  [['allBranches', 'api', 'group', 'includeSubgroups'], { includeArchivedRepos: 'b' }],
  [
    ['applicationsSync', 'preserveResourcesOnDeletion'],
    { applicationsSync: '=create-only|create-update|create-delete|sync' },
  ],
];
const SOURCE_INTEGRITY = {
  type: 'object',
  required: ['git'],
  properties: {
    git: {
      required: ['policies'],
      properties: {
        policies: {
          items: {
            required: ['gpg', 'repos'],
            properties: {
              gpg: { required: ['keys', 'mode'], properties: { keys: { items: {} }, mode: {} } },
              repos: { items: { required: ['url'], properties: { url: {} } } },
            },
          },
        },
      },
    },
  },
};

function addSchema({ properties, items, required = [] }) {
  if (items) return `[${addSchema(items)}`;
  if (!properties) return 's';
  const id = types.length;
  types.push({});
  docs.push({});
  for (const [field, inner] of Object.entries(properties))
    types[id][field] = (required.includes(field) ? '!' : '') + addSchema(inner);
  return `#${id}`;
}

function addArgoFields() {
  const seen = new Set();
  const visit = (reference) => {
    const id = Number(/#(\d+)$/.exec(reference)?.[1] ?? Number.NaN);
    if (Number.isNaN(id) || seen.has(id)) return;
    seen.add(id);
    const fields = types[id];
    for (const inner of Object.values(fields)) visit(inner);
    for (const [known, more, exactly] of ARGO_MORE)
      if (
        known.every((field) => field in fields) &&
        (!exactly || Object.keys(fields).length === known.length)
      )
        Object.assign(fields, more);
    if ('syncWindows' in fields && 'sourceRepos' in fields)
      fields.sourceIntegrity = addSchema(SOURCE_INTEGRITY);
  };
  for (const [kind, id] of Object.entries(kinds)) if (kind.startsWith('argoproj.io/')) visit(`#${id}`);
}
addArgoFields();

const sorted = Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  path.join(OUT, 'schemas.generated.json'),
  `${JSON.stringify({ source: PACKAGES, kinds: sorted, types })}\n`,
);
writeFileSync(path.join(OUT, 'docs.generated.json'), `${JSON.stringify(docs)}\n`);
rmSync(home, { recursive: true });
console.log(`${Object.keys(kinds).length} kinds, ${types.length} types`);
