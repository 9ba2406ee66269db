import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { MdxJsxAttribute, MdxJsxFlowElementHast } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

/**
 * A rehype plugin: makes each block of code one `<Pre>` that holds its coloured text as HTML. As elements, every word of
 * it would be sent to the browser twice and be walked through by React before the page answers.
 */
export function rehypeCode() {
  return (tree: Root) => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'pre' || !parent || index === undefined) return;
      // Shiki sets what a fence's meta says under the name that `parseMetaString` gave it, not under hast's own.
      const { className, 'data-title': dataTitle } = node.properties;
      const annotated = Array.isArray(className) && className.includes('annotated-code');
      const attributes = [attribute('html', toHtml(node.children))];
      if (annotated) attributes.push(attribute('annotated', 'yes'));
      if (typeof dataTitle === 'string') attributes.push(attribute('title', dataTitle));
      const made: MdxJsxFlowElementHast = {
        type: 'mdxJsxFlowElement',
        name: 'Pre',
        attributes,
        children: [],
      };
      parent.children.splice(index, 1, made);
      return SKIP;
    });
  };
}

function attribute(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}
