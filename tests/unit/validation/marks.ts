import { expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

const SEVERITY = { 1: '!', 2: '?', 3: '', 4: '~' } as const;

type Files = Readonly<Record<string, string>>;
const asFiles = (files: string | Files): Files => (typeof files === 'string' ? { 'a.yaml': files } : files);

/** Checks that the marked lines of files, and no others, earn a diagnostic: `#!` an error, `#?` a warning, `#~` a hint. */
export function expectMarks(files: string | Files) {
  const tree = asFiles(files);
  const marked = Object.entries(tree).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => {
      const mark = / #([!?~])$/.exec(line)?.[1];
      return mark === undefined ? [] : `${path}:${i + 1} ${mark}`;
    }),
  );
  const told = [...validateTree(treeOf(tree))].flatMap(([path, found]) =>
    // What a namespace may refuse is told for its own sake.
    found
      .filter(({ code }) => !code.startsWith('pod-security'))
      .map((one) => ({
        place: `${path}:${one.range.start.line + 1} ${SEVERITY[one.severity]}`,
        said: `${one.code}: ${one.message}`,
      })),
  );
  const places = [...new Set(told.map(({ place }) => place))];
  expect(places.sort(), told.map(({ place, said }) => `${place} ${said}`).join('\n')).toEqual(marked.sort());
}

/** Puts a text where `@` stands alone in a line, indented as that line. */
export function within(frame: string, text: string): string {
  return frame.replace(/^( *)@\n/m, (_, indent: string) =>
    text
      .split('\n')
      .map((line) => `${indent}${line}\n`)
      .join(''),
  );
}

/** Pairs of a text with marks and one that is right, each put into a frame, beside other files. */
export function pairs(
  frame: string,
  cases: readonly (readonly [name: string, wrong: string, right?: string])[],
  beside: Files = {},
  path = 'a.yaml',
) {
  for (const [name, wrong, right] of cases)
    test(name, () => {
      expectMarks({ ...beside, [path]: within(frame, wrong) });
      if (right !== undefined) expectMarks({ ...beside, [path]: within(frame, right) });
    });
}
