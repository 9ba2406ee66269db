import path from 'node:path';
import rehypeShiki from '@shikijs/rehype';
import { bundleMDX } from 'mdx-bundler';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { codeTheme } from './code-theme';
import { ContentFault } from './fault';
import { type Frontmatter, frontmatterSchema } from './frontmatter';
import { rehypeAnnotated } from './rehype-annotated';
import { rehypeCode } from './rehype-code';
import { type LessonText, remarkLesson } from './remark-lesson';

export interface CompiledLesson {
  frontmatter: Frontmatter;
  /** JavaScript of the lesson's component, to be run on the server by mdx-bundler's client. Never sent to a browser. */
  code: string;
  text: LessonText;
}

/**
 * Compiles a lesson's MDX.
 *
 * @param file path from the repository's root
 * @param source the file's text
 * @throws ContentFault with file, line and what to write instead
 */
export async function compileLesson(file: string, source: string): Promise<CompiledLesson> {
  const found: LessonText = { outline: [], anchors: new Set(), steps: [], questions: [] };
  const { code, frontmatter } = await bundleMDX({
    source,
    cwd: path.resolve(path.dirname(file)),
    mdxOptions(options) {
      options.remarkPlugins = [...(options.remarkPlugins ?? []), remarkGfm, [remarkLesson, { file, found }]];
      options.rehypePlugins = [
        ...(options.rehypePlugins ?? []),
        rehypeSlug,
        [
          rehypeShiki,
          { theme: codeTheme, langs: ['yaml', 'bash', 'shell', 'text', 'diff'], parseMetaString },
        ],
        [rehypeAnnotated, { file }],
        rehypeCode,
      ];
      return options;
    },
  });
  const parsed = frontmatterSchema.safeParse(frontmatter);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ContentFault(
      file,
      2,
      `front matter, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
    );
  }
  return { frontmatter: parsed.data, code, text: found };
}

/** ```` ```yaml title="a/b.yaml" ```` gives the block `data-title`. */
function parseMetaString(meta: string): Record<string, string> {
  return Object.fromEntries(
    [...meta.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [`data-${key ?? ''}`, value ?? '']),
  );
}
