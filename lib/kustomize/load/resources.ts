import { goMap } from '../core/go-text';
import { stringMapOf } from '../core/ops';
import { Resource } from '../core/resource';
import { Failure } from '../failure';
import {
  fieldOf,
  isEmptyNode,
  isFields,
  isNull,
  Kind,
  type Node,
  nodeOf,
  Parser,
  Style,
  valueOfNode,
} from '../yaml';
import { expandAliases } from './aliases';

/** Cuts a file at its `---` lines, as kyaml does before any YAML is read. */
function splitDocuments(text: string): string[] {
  if (text === '') return [];
  const documents: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/\n---.*\n/g)) {
    const after = match[0].slice(4).trim();
    if (after !== '' && !after.startsWith('#')) {
      throw new Failure(`invalid document separator: ${match[0].trim()}`);
    }
    documents.push(`${text.slice(start, match.index)}\n`);
    start = match.index + match[0].length;
  }
  documents.push(text.slice(start));
  return documents;
}

interface Meta {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

const metaText = (node: Node | undefined): string =>
  node === undefined || isEmptyNode(node) ? '' : node.value;

/** The type and metadata of an object; undefined when it has neither. As RNode.GetMeta. */
function metaOf(node: Node): Meta | undefined {
  const apiVersion = fieldOf(node, 'apiVersion');
  const kind = fieldOf(node, 'kind');
  const metadata = fieldOf(node, 'metadata');
  const field = (name: string) => {
    const found = fieldOf(metadata, name);
    return found === undefined || isEmptyNode(found) ? undefined : found;
  };
  const present =
    [apiVersion, kind].some((each) => !isEmptyNode(each)) ||
    ['name', 'namespace', 'labels', 'annotations'].some((name) => field(name) !== undefined);
  if (!present) return undefined;
  return {
    apiVersion: metaText(apiVersion),
    kind: metaText(kind),
    name: metaText(field('name')),
    namespace: metaText(field('namespace')),
    labels: stringMapOf(field('labels')),
    annotations: stringMapOf(field('annotations')),
  };
}

const metaGoText = (meta: Meta): string =>
  `{{${meta.apiVersion} ${meta.kind}} {{${meta.name} ${meta.namespace}} ${goMap(meta.labels)} ${goMap(meta.annotations)}}}`;

/** An object must have a kind and a name; lists need no name. As GetValidatedMetadata. */
export function validateMeta(node: Node): Meta {
  const meta = metaOf(node);
  if (meta === undefined) throw new Failure('missing Resource metadata');
  if (meta.kind === '') throw new Failure(`missing kind in object ${metaGoText(meta)}`);
  if (!meta.kind.endsWith('List') && meta.name === '') {
    throw new Failure(`missing metadata.name in object ${metaGoText(meta)}`);
  }
  return meta;
}

/** The roots of all documents of a file; a lone list gives its items. As kio.FromBytes. */
function readNodes(text: string): Node[] {
  const documents = splitDocuments(text.replaceAll('\r\n', '\n'));
  const nodes: Node[] = [];
  let line = 0;
  for (const document of documents) {
    const root = parseDocument(document);
    if (root !== undefined && !isNull(root)) {
      shiftLines(root, line);
      const meta = metaOf(root);
      const items = fieldOf(root, 'items');
      const lone = documents.length === 1 && (meta?.kind === 'List' || meta?.kind === 'ResourceList');
      if (lone && (items !== undefined || fieldOf(root, 'functionConfig') !== undefined)) {
        nodes.push(...(items?.content ?? []));
      } else nodes.push(root);
    }
    // The separator's own line, which was cut out, counts too.
    line += document.split('\n').length;
  }
  return nodes.map(expandAliases);
}

function shiftLines(node: Node, by: number): void {
  if (by === 0) return;
  node.line += by;
  for (const item of node.content) shiftLines(item, by);
}

function parseDocument(text: string): Node | undefined {
  try {
    return new Parser(text, 'v3').next();
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    throw new Failure(`MalformedYAMLError: ${caught.message}`);
  }
}

function validated(nodes: readonly Node[]): Node[] {
  const good = nodes.filter((node) => !isEmptyNode(node));
  for (const node of good) validateMeta(node);
  return good;
}

/** Lists are decoded as they are, not printed first, which would fold anew. */
function unfolded(node: Node): Node {
  if (node.kind === Kind.scalar)
    return node.style === Style.folded ? { ...node, style: Style.literal } : node;
  return { ...node, content: node.content.map(unfolded) };
}

/** Replaces lists (kind: ...List) by their items. As inlineAnyEmbeddedLists. */
function inlineLists(nodes: Node[]): Node[] {
  const result: Node[] = [];
  const queue = [...nodes];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const kind = fieldOf(node, 'kind')?.value ?? '';
    const items = kind.endsWith('List') ? fieldOf(node, 'items') : undefined;
    if (items === undefined) {
      result.push(node);
      continue;
    }
    const value = valueOfNode(unfolded(items));
    if (value === null) continue;
    if (!Array.isArray(value)) {
      const type = isFields(value) ? 'map[string]interface {}' : typeof value;
      throw new Failure(`expected array in ${kind}/items, but found ${type}`);
    }
    const inner = value.flatMap((item, index) => {
      if (item === null) return [];
      const made = nodeOf(item);
      made.line = items.kind === Kind.sequence ? (items.content[index]?.line ?? 0) : 0;
      return [made];
    });
    queue.push(...validated(inner));
  }
  return result;
}

/** The roots of the objects of a file, checked. As resource.Factory.SliceFromBytes. */
export function parseNodes(text: string): Node[] {
  return inlineLists(validated(readNodes(text)));
}

/** The objects of a file. */
export function parseResources(text: string): Resource[] {
  return parseNodes(text).map((node) => new Resource(node));
}
