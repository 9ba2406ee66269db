import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { ContentFault } from './fault';

interface Note {
  from: number;
  to: number;
  /** The note's own line in the text. */
  at: number;
  children: ElementContent[];
}

type Wrapped = ElementContent | Root;

const MARK = /^\s*\[(\d+)(?:-(\d+))?\]\s*/;

const isElement = (node: { type: string }): node is Element => node.type === 'element';

/**
 * A rehype plugin: lays the notes of `<Annotated>` beside the lines that they explain.
 *
 * It is given a highlighted block of code followed by a list whose items begin with `[3]` or `[3-5]`, and makes
 * rows of them: `.annotated-row` holds a piece of the code and, where there is one, its `.annotated-note`.
 *
 * @throws ContentFault when the code, the list or a line is missing, or when notes overlap
 */
export function rehypeAnnotated({ file }: { file: string }) {
  return (tree: Root) => {
    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (node.name !== 'Annotated') return;
      const line = node.position?.start.line ?? 1;
      // Highlighted code comes wrapped in a root of its own.
      const children = [...node.children].flatMap((child: Wrapped) =>
        child.type === 'root' ? child.children : [child],
      );
      const pre = children.filter(isElement).find((child) => child.tagName === 'pre');
      const list = children.filter(isElement).find((child) => child.tagName === 'ul');
      const code = pre?.children.filter(isElement).find((child) => child.tagName === 'code');
      if (!pre || !code || !list) {
        throw new ContentFault(
          file,
          line,
          '<Annotated> wants one block of code, then a list with `- [line] note`',
        );
      }
      const lines = code.children.filter(isElement).map(withIndent);
      const notes = list.children.filter(isElement).map((item) => readNote(item, file, line));
      notes.sort((a, b) => a.from - b.from);
      node.children = rows(lines, notes, (note, message) => new ContentFault(file, note.at, message)).map(
        (row) => row,
      );
    });
  };
}

/** A line with the number of its leading spaces as `--indent`, so that what wraps can go on below its beginning. */
function withIndent(line: Element): Element {
  const indent = textOf(line).search(/\S/);
  if (indent > 0) line.properties.style = `--indent:${indent}`;
  return line;
}

function readNote(item: Element, file: string, line: number): Note {
  const at = item.position?.start.line ?? line;
  const content = item.children.flatMap((child) =>
    isElement(child) && child.tagName === 'p' ? child.children : [child],
  );
  const first = content.find((child) => textOf({ type: 'root', children: [child] }).trim() !== '');
  const mark = first?.type === 'text' ? MARK.exec(first.value) : null;
  if (first?.type !== 'text' || !mark) {
    throw new ContentFault(file, at, 'a note begins with its line: `- [3] …` or `- [3-5] …`');
  }
  first.value = first.value.replace(MARK, '');
  const from = Number(mark[1]);
  return { from, to: Number(mark[2] ?? from), at, children: content };
}

function rows(
  lines: Element[],
  notes: Note[],
  fault: (note: Note, message: string) => ContentFault,
): Element[] {
  const out: Element[] = [];
  let next = 1;
  for (const note of notes) {
    if (note.from < next)
      throw fault(note, `the notes on line ${note.from} overlap; give each line to one note`);
    if (note.to > lines.length)
      throw fault(note, `there is no line ${note.to}; the code has ${lines.length} lines`);
    if (note.from > next) out.push(row(lines.slice(next - 1, note.from - 1)));
    out.push(row(lines.slice(note.from - 1, note.to), note));
    next = note.to + 1;
  }
  if (next <= lines.length) out.push(row(lines.slice(next - 1)));
  return out;
}

function row(lines: Element[], note?: Note): Element {
  const code = element(
    'code',
    {},
    lines.flatMap((line) => [line, { type: 'text', value: '\n' }]),
  );
  const children = [element('pre', { className: ['annotated-code'] }, [code])];
  if (note) children.push(element('p', { className: ['annotated-note'] }, note.children));
  return element(
    'div',
    { className: note ? ['annotated-row', 'annotated-marked'] : ['annotated-row'] },
    children,
  );
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
