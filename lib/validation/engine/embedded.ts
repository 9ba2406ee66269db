import { at, itemsOf, type ScalarNode, type Span, scalarOf, scalarOffsets } from '@/lib/yaml';
import { readFile, type SourceFile } from './file';
import type { Finding, Rule } from './rule';

interface Embedded {
  file: SourceFile;
  /** Where a place in it stands in the file around it. */
  place: (span: Span) => Span;
  /** Whether a target says what is patched, so that the patch's own kind and name say nothing. */
  targeted: boolean;
}

/** The patches that a kustomization holds as text, read as files of their own. */
function embeddedIn(file: SourceFile): Embedded[] {
  const texts = [
    ...['patches', 'patchesJson6902'].flatMap((field) =>
      itemsOf(at(file.kustomization, field)).map((item) => ({
        node: scalarOf(at(item, 'patch')),
        targeted: at(item, 'target') !== undefined,
      })),
    ),
    ...itemsOf(at(file.kustomization, 'patchesStrategicMerge')).map((item) => ({
      node: scalarOf(item),
      targeted: false,
    })),
  ];
  return texts.flatMap(({ node, targeted }) =>
    node && isDocument(node) ? [{ ...embed(file, node), targeted }] : [],
  );
}

function isDocument(node: ScalarNode): boolean {
  return typeof node.value === 'string' && node.value.includes('\n');
}

function embed(file: SourceFile, node: ScalarNode): Omit<Embedded, 'targeted'> {
  const offset = scalarOffsets(file.yaml.text, node);
  return {
    file: readFile(`${file.path}#patch`, node.text),
    place: ({ start, end }) => ({ start: offset(start), end: Math.max(offset(start), offset(end)) }),
  };
}

/** What a rule finds in the patches that a kustomization holds as text, in places of the kustomization. */
export function* findingsInPatches(rule: Rule, file: SourceFile): Generator<Finding> {
  for (const { file: inner, place, targeted } of patchesOf(file)) {
    if (targeted && rule.id === 'schema-unknown-kind') continue;
    const found = [...(rule.yaml?.(inner) ?? []), ...(rule.document?.(inner, 'patch') ?? [])];
    for (const { start, end, message, fixes = [], related: _, ...finding } of found) {
      const at = place({ start, end });
      // Columns that a text names are counted in the patch; the reader counts them in the file.
      const shift =
        file.yaml.lines.positionAt(at.start).character - inner.yaml.lines.positionAt(start).character;
      const shifted = (text: string) =>
        text.replace(/(?<=column |with )\d+(?=\.| spaces)/, (column) => String(Number(column) + shift));
      yield {
        ...finding,
        ...at,
        message: shifted(message),
        // A new line would need the indentation of the text around it.
        fixes: fixes
          .filter(({ edits }) => edits.every(({ text }) => !text.includes('\n')))
          .map(({ title, edits, ...fix }) => ({
            ...fix,
            title: shifted(title),
            edits: edits.map(({ text, ...span }) => ({ text, ...place(span) })),
          })),
      };
    }
  }
}

const memory = new WeakMap<SourceFile, Embedded[]>();

function patchesOf(file: SourceFile): Embedded[] {
  const known = memory.get(file) ?? embeddedIn(file);
  memory.set(file, known);
  return known;
}
