import { type Document, isSeq, parseAllDocuments, visit } from 'yaml';
import { parseYaml, toValue } from '@/lib/yaml';

/**
 * Formats YAML: two spaces, comments kept, lines never folded. Text that cannot be read, or that would not mean the same
 * afterwards, comes back as it is.
 */
export function format(text: string): string {
  const before = parseYaml(text);
  if (before.problems.length || before.documents.every(({ root }) => root === undefined)) return text;
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', version: '1.1' });
  if (!Array.isArray(documents) || documents.some(cannotBePrinted)) return text;
  const indentSeq = !documents.some((document) => hasFlushList(document.contents, text));
  const formatted = documents.map((document) =>
    document.toString({ lineWidth: 0, indentSeq, flowCollectionPadding: false }),
  );
  let result = '';
  for (const [i, part] of formatted.entries())
    result += i > 0 && !part.startsWith('---') && !result.endsWith('---\n') ? `---\n${part}` : part;
  if (/^---/.test(text) && !result.startsWith('---')) result = `---\n${result}`;
  return same(before, parseYaml(result)) ? result : text;
}

/** Whether the library read what it refuses to print: an anchor without a name (`& a`), or an alias to nothing. */
function cannotBePrinted(document: Document): boolean {
  const anchors = new Set<string>();
  let found = document.errors.length > 0;
  visit(document, {
    Alias(_, { source }) {
      if (!anchors.has(source)) found = true;
    },
    Node(_, node) {
      if (!('anchor' in node) || node.anchor === undefined) return;
      if (!/^[^\s,[\]{}]+$/.test(String(node.anchor))) found = true;
      anchors.add(String(node.anchor));
    },
  });
  return found;
}

/** Whether a list stands at the column of its key, as kubectl prints it. */
function hasFlushList(contents: unknown, text: string): boolean {
  let flush = false;
  if (typeof contents === 'object' && contents !== null && 'items' in contents)
    visit(Object.assign(contents), {
      Pair(_, { key, value }) {
        if (!isSeq(value) || value.flow || !value.range || !hasRange(key)) return;
        if (column(text, value.range[0]) === column(text, key.range[0])) flush = true;
      },
    });
  return flush;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function column(text: string, offset: number): number {
  return offset - (text.slice(0, offset).lastIndexOf('\n') + 1);
}

function same(a: ReturnType<typeof parseYaml>, b: ReturnType<typeof parseYaml>): boolean {
  const values = ({ documents }: typeof a) =>
    JSON.stringify(documents.map(({ root }) => root && toValue(root)));
  return b.problems.length === 0 && values(a) === values(b);
}
