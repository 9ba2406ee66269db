import { describe, expect, it } from 'vitest';
import { compileLesson, layOver } from '@/lib/lessons/server';
import { treeOf } from '@/lib/tree';

const FRONT = '---\ntitle: A title\nsummary: One sentence that is long enough.\nminutes: 20\n---\n';
const BODY = '## Concept\n\n## Use case\n\n## Example\n\n## Task\n\n## Self-assessment\n';
const compile = (source: string) => compileLesson('content/week1/day9/lesson.mdx', source);

/** The message of the fault, wherever esbuild wrapped it. */
async function faultOf(source: string): Promise<string> {
  const error = await compile(source).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : '';
}

describe('a lesson', () => {
  it('gives its outline, its anchors, its steps and its questions', async () => {
    const { frontmatter, text } = await compile(
      `${FRONT}${BODY.replace('## Task\n', '## Task\n\n### In short\n\n<P id="here">x</P>\n\n<Step id="copy">y</Step>\n\n<Question id="q" />\n')}`,
    );
    expect(frontmatter.title).toBe('A title');
    expect(text.outline.map((entry) => entry.id)).toEqual([
      'concept',
      'use-case',
      'example',
      'task',
      'in-short',
      'self-assessment',
    ]);
    expect(text.anchors.has('here')).toBe(true);
    expect(text.steps.map((step) => step.id)).toEqual(['copy']);
    expect(text.questions.map((question) => question.id)).toEqual(['q']);
  });

  it('colours code in the colours of the page', async () => {
    const { code } = await compile(`${FRONT}${BODY}\n\`\`\`yaml title="a.yaml"\nkind: Job\n\`\`\`\n`);
    expect(code).toContain('var(--code-token-keyword)');
    expect(code).toMatch(/title: ?"a\.yaml"/);
  });
});

describe('a fault in a lesson', () => {
  const faults: [string, string, string][] = [
    [
      'a component that does not exist',
      `${FRONT}${BODY}\n<Sidenote>x</Sidenote>\n`,
      'lesson.mdx:16: there is no <Sidenote>',
    ],
    ['a heading that is no section', `${FRONT}## Idea\n\n${BODY}`, 'lesson.mdx:6: "Idea" is no section'],
    ['a missing section', `${FRONT}## Concept\n`, 'the sections must be Concept, Use case'],
    ['a title of its own', `${FRONT}# Title\n\n${BODY}`, 'begin with `## Concept`'],
    [
      'front matter without a summary',
      `---\ntitle: A title\nminutes: 5\n---\n${BODY}`,
      'lesson.mdx:2: front matter, summary',
    ],
    ['a step without an id', `${FRONT}${BODY}\n<Step>x</Step>\n`, '<Step> needs an id'],
    ['an id used twice', `${FRONT}${BODY}\n<P id="a">x</P>\n\n<P id="a">y</P>\n`, 'the id "a" is taken'],
    [
      'a note on a line that is not there',
      `${FRONT}${BODY}\n<Annotated>\n\n\`\`\`yaml\na: 1\n\`\`\`\n\n- [7] note\n\n</Annotated>\n`,
      'there is no line 7; the code has 1 lines',
    ],
    [
      'front matter of another type',
      FRONT.replace('20', 'soon') + BODY,
      'lesson.mdx:4: front matter, minutes: is string; write a number',
    ],
    [
      'a tag that is not closed',
      `${FRONT}${BODY}\n<Quiz>\n`,
      'lesson.mdx:16: MDX cannot read this: Expected',
    ],
    [
      'a note without a line',
      `${FRONT}${BODY}\n<Annotated>\n\n\`\`\`yaml\na: 1\n\`\`\`\n\n- note\n\n</Annotated>\n`,
      'a note begins with its line',
    ],
  ];
  it.each(faults)('is told with its place: %s', async (_name, source, message) => {
    expect(await faultOf(source)).toContain(message);
  });
});

describe('trees laid over each other', () => {
  it('replace files, and take away what .removed lists', () => {
    const over = layOver(treeOf({ a: '1', b: '2', c: '3' }), treeOf({ b: '4', '.removed': 'c\n' }));
    expect(Object.fromEntries(over)).toEqual({ a: '1', b: '4' });
  });
});
