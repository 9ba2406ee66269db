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
  Parser,
  Style,
  toJson,
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

const metaText = (node: Node | undefined): string =>
  node === undefined || isEmptyNode(node) ? '' : node.value;

const kindText = (root: Node): string => metaText(fieldOf(root, 'kind'));

/** Whether an object has a type or metadata at all. As RNode.GetMeta, which else finds none. */
function hasMeta(root: Node): boolean {
  const metadata = fieldOf(root, 'metadata');
  return (
    ['apiVersion', 'kind'].some((name) => !isEmptyNode(fieldOf(root, name))) ||
    ['name', 'namespace', 'labels', 'annotations'].some((name) => !isEmptyNode(fieldOf(metadata, name)))
  );
}

/** The type and metadata of an object as Go's %v prints them. */
function metaGoText(root: Node): string {
  const metadata = fieldOf(root, 'metadata');
  const [name, namespace] = ['name', 'namespace'].map((field) => metaText(fieldOf(metadata, field)));
  const [labels = '', annotations = ''] = ['labels', 'annotations'].map((field) => {
    const found = fieldOf(metadata, field);
    return goMap(stringMapOf(isEmptyNode(found) ? undefined : found));
  });
  const apiVersion = metaText(fieldOf(root, 'apiVersion'));
  return `{{${apiVersion} ${kindText(root)}} {{${name} ${namespace}} ${labels} ${annotations}}}`;
}

/** An object must have a kind and a name; lists need no name. As GetValidatedMetadata. */
export function validateMeta(root: Node): void {
  if (!hasMeta(root)) throw new Failure('missing Resource metadata');
  const kind = kindText(root);
  if (kind === '') throw new Failure(`missing kind in object ${metaGoText(root)}`);
  if (!kind.endsWith('List') && metaText(fieldOf(fieldOf(root, 'metadata'), 'name')) === '') {
    throw new Failure(`missing metadata.name in object ${metaGoText(root)}`);
  }
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
      const kind = kindText(root);
      const items = fieldOf(root, 'items');
      const lone = documents.length === 1 && (kind === 'List' || kind === 'ResourceList');
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
      const made = item === null ? undefined : parseDocument(toJson(item));
      if (made === undefined) return [];
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
