import { type Document, isSeq, parseAllDocuments, visit } from 'yaml';
import { parseYaml, toValue } from '@/lib/yaml';

/** A text that has not come to rest after so many rounds is left alone. */
const ROUNDS = 4;

/**
 * Formats YAML: two spaces, comments kept, lines never folded. Text that cannot be read, or that would not mean the same
 * afterwards, comes back as it is. Formatting twice is formatting once.
 */
export function format(text: string): string {
  let [now, next] = [text, formatOnce(text)];
  for (let round = 0; now !== next; round++) {
    if (round === ROUNDS) return text;
    [now, next] = [next, formatOnce(next)];
  }
  return now;
}

function formatOnce(text: string): string {
  const before = parseYaml(text);
  if (before.problems.length || before.documents.every(({ root }) => root === undefined)) return text;
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    logLevel: 'silent',
    version: '1.1',
    keepSourceTokens: true,
  });
  if (!Array.isArray(documents) || documents.some(cannotBePrinted)) return text;
  const indentSeq = !documents.some((document) => hasFlushList(document.contents, text));
  const formatted = documents.map((document) => {
    keepFolds(document);
    const printed = document.toString({ lineWidth: 0, indentSeq, flowCollectionPadding: false });
    return lastCommentAsItStood(document, text, printed).replace(FOLDED, '>$1$2');
  });
  let result = '';
  for (const [i, part] of formatted.entries())
    result += i > 0 && !part.startsWith('---') && !result.endsWith('---\n') ? `---\n${part}` : part;
  if (/^---/.test(text) && !result.startsWith('---')) result = `---\n${result}`;
  return same(before, parseYaml(result)) ? result : text;
}

const FOLD = '\u2063fold';
const FOLDED = /\|([-+0-9]*) #\u2063fold(.*)$/gm;

/** The library would put folded text (`>`) into one line: it is printed as literal text, under a mark. */
function keepFolds(document: Document) {
  visit(document, {
    Scalar(_, node) {
      const token = node.srcToken;
      if (node.type !== 'BLOCK_FOLDED' || token?.type !== 'block-scalar' || typeof node.value !== 'string')
        return;
      const indent = /^ */.exec(token.source)?.[0] ?? '';
      const lines = token.source
        .split(/\r?\n/)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : ''));
      const end = /\n*$/.exec(node.value)?.[0] ?? '';
      node.value = lines.join('\n').trimEnd() + end;
      node.type = 'BLOCK_LITERAL';
      node.comment = FOLD + (node.comment === undefined || node.comment === null ? '' : ` #${node.comment}`);
    },
  });
}

/** The library puts an empty line before a comment that ends a document. */
function lastCommentAsItStood(document: Document, text: string, printed: string): string {
  const first = document.comment?.split('\n').find((line) => line.trim() !== '');
  if (first === undefined) return printed;
  const source = text.slice(0, document.range?.[2]);
  if (/\n[ \t]*\r?\n[ \t]*$/.test(source.slice(0, source.lastIndexOf(`#${first}`)))) return printed;
  const at = printed.lastIndexOf(`\n\n#${first}`);
  return at === -1 ? printed : printed.slice(0, at) + printed.slice(at + 1);
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
