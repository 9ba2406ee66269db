import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, type ParsedYaml, Pieces, parseYaml } from '@/lib/yaml';

/** Lines that open what a `---` may not close, and lines that stand around such. */
const LINES = [
  '---',
  '--- # web',
  '--- {a: 1}',
  '--- |',
  '--- "open',
  '---\r',
  '...',
  '%YAML 1.2',
  '# note',
  '',
  '  ',
  '\t',
  'kind: Service',
  'kind Service',
  'a: "open',
  "b: 'open",
  'c: closed"',
  'd: [1, "x"',
  '  e: {f: g',
  ']',
  '- one',
  '- - two',
  '  three: |',
  '  four: >+',
  '    text --- text',
  ' ---',
  'a: &x 1',
  'b: *x',
  'a: 1',
  'name:: web',
  '“quoted”',
  'text',
  '? key',
  ': value',
  '<<<<<<< HEAD',
  '!tag {',
];

const text = fc
  .array(fc.constantFrom(...LINES), { maxLength: 14 })
  .chain((lines) => fc.constantFrom('', '\n').map((end) => lines.join('\n') + end));

describe('a text of which pieces are known', () => {
  test('is read as one of which nothing is known', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (texts) => {
        const pieces = new Pieces();
        for (const one of texts) expect(parseYaml(one, pieces)).toEqual(parseYaml(one));
      }),
      { numRuns: 150 },
    );
  });

  test('is read so while it is typed', () => {
    fc.assert(
      fc.property(text, text, fc.nat(200), (around, typed, place) => {
        const pieces = new Pieces();
        const where = place % (around.length + 1);
        for (let length = 0; length <= typed.length; length += 3) {
          const now = around.slice(0, where) + typed.slice(0, length) + around.slice(where);
          expect(parseYaml(now, pieces)).toEqual(parseYaml(now));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the nodes of the documents in front of a change, and reads the changed one', () => {
    const pieces = new Pieces();
    const roots = ({ documents }: ParsedYaml) => documents.map(({ root }) => root);
    parseYaml('a: 1\n---\nb: 2\n---\nc: 3\n', pieces);
    const before = roots(parseYaml('a: 1\n---\nb: 2\n---\nc: 3\n', pieces));
    const after = roots(parseYaml('a: 1\n---\nb: 27\n---\nc: 3\n', pieces));
    expect(after[0]).toBe(before[0]);
    expect(at(after[1], 'b')).toMatchObject({ value: 27 });
    expect(after[2]).toEqual({ ...before[2], ...after[2] });
    expect(after[2]?.start).toBe((before[2]?.start ?? 0) + 1);
  });

  test('is forgotten once it has been gone for two texts', () => {
    const pieces = new Pieces();
    const first = () => parseYaml('a: 1\n---\nb: 2\n', pieces).documents[0]?.root;
    const before = first();
    expect(first()).toBe(before);
    for (const other of ['c: 3\n---\nd: 4\n', 'e: 5\n---\nf: 6\n']) parseYaml(other, pieces);
    expect(first()).not.toBe(before);
  });
});
