import path from 'node:path';
import rehypeShiki from '@shikijs/rehype';
import { bundleMDX } from 'mdx-bundler';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { codeTheme } from './code-theme';
import { ContentFault } from './fault';
import { type Frontmatter, frontmatterSchema } from './frontmatter';
import { inWords } from './issue';
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
  const found: LessonText = { outline: [], anchors: new Set(), steps: [], questions: [], links: [] };
  const { code, frontmatter } = await bundleMDX({
    source,
    cwd: path.resolve(path.dirname(file)),
    // What is wrong is told once, by the fault.
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
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
  }).catch((error: unknown) => {
    throw asFault(file, error);
  });
  const parsed = frontmatterSchema.safeParse(frontmatter);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = String(issue?.path[0] ?? '');
    const line = source.split('\n').findIndex((text) => text.startsWith(`${key}:`)) + 1;
    throw new ContentFault(file, line || 2, `front matter, ${key}: ${inWords(issue)}`);
  }
  return { frontmatter: parsed.data, code, text: found };
}

/** What esbuild wrapped into an error of its own, or MDX found in the text: as a fault with the text's own lines. */
function asFault(file: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const [, told, toldLine, ours] = /ContentFault: (\S+?):(\d+): (.*?)(?: \[plugin .*)?$/m.exec(message) ?? [];
  if (told !== undefined && ours !== undefined) return new ContentFault(told, Number(toldLine), ours);
  const [, head, says] = /^\s+(\d+):\d+: (.*?)(?: \[plugin .*)?$/m.exec(message) ?? [];
  if (says === undefined) return error;
  const line = /\((\d+):\d+/.exec(says)?.[1] ?? head;
  return new ContentFault(file, Number(line), `MDX cannot read this: ${says}`);
}

/** ```` ```yaml title="a/b.yaml" ```` gives the block `data-title`. */
function parseMetaString(meta: string): Record<string, string> {
  return Object.fromEntries(
    [...meta.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [`data-${key ?? ''}`, value ?? '']),
  );
}
