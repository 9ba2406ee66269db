import GithubSlugger from 'github-slugger';
import type { Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { ContentFault } from './fault';
import { isSection, SECTIONS } from './sections';

/** What a lesson's text holds, gathered while it is compiled. */
export interface LessonText {
  outline: { depth: 2 | 3; id: string; title: string }[];
  /** Every address within the page: headings and paragraphs that carry an id. */
  anchors: Set<string>;
  /** Ids of the steps that the text tells, with the line that tells them. */
  steps: { id: string; line: number }[];
  /** Ids of the questions that the text places by name. */
  questions: { id: string; line: number }[];
  /** Links to places on the page itself, without the #. */
  links: { to: string; line: number }[];
}

/** The components that a lesson may use. See CONTRIBUTING.md, "How to write a lesson". */
export const COMPONENTS = [
  'Annotated',
  'Aside',
  'Explain',
  'Original',
  'P',
  'Question',
  'Quiz',
  'Step',
  'Steps',
  'SyncPicture',
  'Term',
];

type Element = MdxJsxFlowElement | MdxJsxTextElement;

function attribute(element: Element, name: string): string | undefined {
  const found = element.attributes.find(
    (one): one is MdxJsxAttribute => one.type === 'mdxJsxAttribute' && one.name === name,
  );
  return typeof found?.value === 'string' ? found.value : undefined;
}

/**
 * A remark plugin that gathers what the page needs to know of a lesson's text, and finds its faults.
 *
 * @param file the path for messages
 * @param found what it fills
 * @param firstLine lines before the MDX begins (front matter), added to every position
 */
export function remarkLesson({ file, found }: { file: string; found: LessonText }) {
  return (tree: Root) => {
    const slugger = new GithubSlugger();
    const fault = (node: { position?: { start: { line: number } } | undefined }, message: string) =>
      new ContentFault(file, node.position?.start.line ?? 1, message);

    visit(tree, 'heading', (heading) => {
      const title = textOf(heading);
      const id = slugger.slug(title);
      if (heading.depth === 1)
        throw fault(heading, 'the page writes the title itself; begin with `## Concept`');
      if (heading.depth === 2 && !isSection(title)) {
        throw fault(heading, `"${title}" is no section; write one of ${SECTIONS.join(', ')}, or use ###`);
      }
      if (heading.depth === 2 || heading.depth === 3) found.outline.push({ depth: heading.depth, id, title });
      found.anchors.add(id);
    });

    visit(tree, 'link', ({ url, position }) => {
      if (url.startsWith('#')) found.links.push({ to: url.slice(1), line: position?.start.line ?? 1 });
    });

    visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
      const name = node.name ?? '';
      if (/^[A-Z]/.test(name) && !COMPONENTS.includes(name)) {
        throw fault(node, `there is no <${name}>; a lesson may use ${COMPONENTS.join(', ')}`);
      }
      const id = attribute(node, 'id');
      const line = node.position?.start.line ?? 1;
      if (name === 'Step' || name === 'Question' || name === 'Explain' || name === 'P') {
        if (!id) throw fault(node, `<${name}> needs an id: <${name} id="…">`);
        if (name === 'Step') found.steps.push({ id, line });
        else if (name !== 'P') found.questions.push({ id, line });
        else if (found.anchors.has(id)) throw fault(node, `the id "${id}" is taken; choose another`);
        else found.anchors.add(id);
      }
    });

    const sections = found.outline.filter((entry) => entry.depth === 2).map((entry) => entry.title);
    if (sections.join() !== SECTIONS.join()) {
      throw new ContentFault(
        file,
        1,
        `the sections must be ${SECTIONS.join(', ')}, in this order; found ${sections.join(', ') || 'none'}`,
      );
    }
  };
}
