import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Tree, treeOf } from '@/lib/tree';
import {
  complete,
  type Diagnostic,
  definition,
  format,
  hover,
  rules,
  ValidationCache,
  validateTree,
} from '@/lib/validation';
import { Lines } from '@/lib/yaml';
import { applyFix } from './support';

const SAMPLES = rules.flatMap((rule) => [rule.failing, rule.passing]);
const PIECES = [
  ...' \t\n:-#\'"|>&*!?[]{},%@`\\',
  '\n  ',
  ': ',
  '- ',
  '---\n',
  'kind: Pod\n',
  'apiVersion: v1\n',
  'metadata:\n',
  '  name: a',
  '*a',
  '&a ',
  '<<: ',
  '\u00a0',
  '“',
  '\r\n',
  '😀',
  '__proto__: ',
  'constructor: ',
  'toString',
  'spec:\n  containers:\n  - image: ',
];

const sample = fc.constantFrom(...SAMPLES);
/** A rule's example with pieces cut out and put in: what a file looks like while someone types. */
const typed = fc
  .tuple(
    sample,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom('', ...PIECES)), { maxLength: 4 }),
  )
  .map(([{ files, path }, edits]) => {
    let text = files[path] ?? '';
    for (const [where, length, piece] of edits) {
      const at = where % (text.length + 1);
      text = text.slice(0, at) + piece + text.slice(at + length);
    }
    return { tree: treeOf({ ...files, [path]: text }), path, text };
  });
const noise = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 40 })
  .map((parts) => ({ tree: treeOf({ 'a.yaml': parts.join('') }), path: 'a.yaml', text: parts.join('') }));

function rangesAreInside(tree: Tree, found: Map<string, Diagnostic[]>) {
  for (const [path, diagnostics] of found) {
    const content = tree.get(path);
    const lines = new Lines(typeof content === 'string' ? content : '');
    for (const { range, message } of diagnostics) {
      for (const { line, character } of [range.start, range.end]) {
        expect(line).toBeLessThan(lines.count);
        expect(character).toBeLessThanOrEqual(lines.lineText(line).length + 1);
      }
      expect(lines.offsetAt(range.end)).toBeGreaterThanOrEqual(lines.offsetAt(range.start));
      expect(message).toMatch(/\S/);
    }
  }
}

describe('whatever is typed', () => {
  test('nothing throws, and every range lies in the text', () => {
    fc.assert(
      fc.property(fc.oneof(typed, noise), fc.nat(), ({ tree, path, text }, where) => {
        rangesAreInside(tree, validateTree(tree));
        const position = new Lines(text).positionAt(where % (text.length + 1));
        complete(tree, path, position);
        hover(tree, path, position);
        definition(tree, path, position);
        format(text);
      }),
      { numRuns: 250 },
    );
  });

  test('a fix removes its diagnostic and adds no error', () => {
    const errors = (found: Map<string, Diagnostic[]>) =>
      [...found.values()].flat().filter((d) => d.severity === 1).length;
    fc.assert(
      fc.property(
        fc.oneof(
          sample.map(({ files }) => treeOf(files)),
          typed.map(({ tree }) => tree),
        ),
        (tree) => {
          const before = validateTree(tree);
          for (const [path, diagnostics] of before)
            for (const diagnostic of diagnostics)
              for (const fix of diagnostic.fixes) {
                const after = validateTree(applyFix(tree, fix));
                const same = (all: Map<string, Diagnostic[]>) =>
                  (all.get(path) ?? []).filter(
                    (d) => d.code === diagnostic.code && d.message === diagnostic.message,
                  ).length;
                expect(same(after)).toBeLessThan(same(before));
                expect(errors(after)).toBeLessThanOrEqual(errors(before));
              }
        },
      ),
      { numRuns: 250 },
    );
  });

  test('the order of the files does not matter, nor what was read before', () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), fc.nat(), (parts, seed) => {
        const entries = parts.flatMap(({ tree }, i) =>
          [...tree].map(([path, content]): [string, string | Uint8Array] => [`f${i}/${path}`, content]),
        );
        const turned = [...entries.slice(seed % entries.length), ...entries.slice(0, seed % entries.length)];
        const cache = new ValidationCache();
        validateTree(new Map(entries.slice(1)), cache);
        const expected = validateTree(new Map(entries));
        expect([...validateTree(new Map(turned), cache)].sort()).toEqual([...expected].sort());
      }),
      { numRuns: 60 },
    );
  });
});
