import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format, rules } from '@/lib/validation';
import { parseYaml, toValue } from '@/lib/yaml';

const DAY = 'content/week1/day6';
const LESSON = readdirSync(DAY, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ya?ml$/.test(path))
  .map((path) => readFileSync(join(DAY, path), 'utf8'));
const EXAMPLES = rules.flatMap(({ failing, passing }) =>
  [failing, passing].flatMap(({ files }) => Object.values(files)),
);

const long = `a: ${'word '.repeat(60)}end\n`;

describe('what is kept', () => {
  test.each([
    ['comments', '# above\na: 1 # beside\n# between\nb:\n  # inside\n  - 1\n# below\n'],
    ['blank lines between groups', 'a: 1\n\nb: 2\n\n# c\nc: 3\n'],
    ['anchors and aliases', 'a: &x\n  b: 1\nc: *x\n'],
    ['block scalars', 'a: |\n  one\n    two\n\n  three\nb: >-\n  folded\n  text\nc: |+\n  kept\n\n'],
    ['quotes', 'a: "5"\nb: \'yes\'\nc: "1e3"\nd: "x: y"\ne: \'it\'\'s\'\n'],
    ['document markers', '---\na: 1\n---\nb: 2\n'],
    ['a long line', long],
    ['a long line in quotes', `a: "${'word '.repeat(60)}end"\n`],
    ['numbers as they are written', 'mode: 0644\nport: 0x1f\nratio: 1.50\n'],
    ['lists at the column of their key', 'a:\n- 1\n- 2\n'],
  ])('%s', (_, text) => {
    expect(format(text)).toBe(text);
  });
});

const meaning = (text: string) =>
  JSON.stringify(parseYaml(text).documents.map(({ root }) => root && toValue(root)));

const PIECES = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  ' # note\n',
  '- ',
  '"',
  ': ',
  '---\n',
  '&a ',
  '|\n',
  '\t',
  '  - x\n',
  '{',
  '}',
];
/** Files of the lesson and of the rules with pieces put in: crooked, but often still YAML. */
const crooked = fc
  .tuple(
    fc.constantFrom(...LESSON, ...EXAMPLES),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...PIECES)), { maxLength: 3 }),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [where, piece]) => {
      const at = where % (now.length + 1);
      return now.slice(0, at) + piece + now.slice(at);
    }, text),
  );

describe('whatever the file', () => {
  test('formatting twice is formatting once, and means the same', () => {
    fc.assert(
      fc.property(crooked, (text) => {
        const once = format(text);
        expect(format(once)).toBe(once);
        expect(meaning(once)).toBe(meaning(text));
      }),
      { numRuns: 500 },
    );
  });

  test('comments stay, each as often as it stood', () => {
    const comments = (text: string) => (text.match(/# note$/gm) ?? []).length;
    fc.assert(
      fc.property(crooked, (text) => {
        expect(comments(format(text))).toBe(comments(text));
      }),
      { numRuns: 300 },
    );
  });

  test('a file with a syntax error stays as it is', () => {
    for (const text of EXAMPLES) if (parseYaml(text).problems.length) expect(format(text)).toBe(text);
  });
});
