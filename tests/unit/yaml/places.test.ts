import { describe, expect, test } from 'vitest';
import { at, Lines, parseYaml, scalarOf, scalarOffsets } from '@/lib/yaml';

describe('Lines', () => {
  test('counts every kind of line end', () => {
    const lines = new Lines('a\r\nb\rc\nd');
    expect(lines.count).toBe(4);
    expect(lines.positionAt(3)).toEqual({ line: 1, character: 0 });
    expect(lines.offsetAt({ line: 2, character: 0 })).toBe(5);
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(1);
    expect(lines.offsetAt({ line: 99, character: 0 })).toBe(8);
  });
});

describe('a place in a scalar leads to its place in the file', () => {
  test.each([
    ['a: echo curl x\n'],
    ["a: 'it''s curl x'\n"],
    ['a: "\\t\\u0041 curl x"\n'],
    ['a: |\n  first\n\n  then curl x\n'],
    ["a: 'it''s\n  one  \n\n\n  two; curl x'\n"],
    ['a: "it\\"s\n  one \\\n  two\\n; curl\n  x"\n'],
    ['a: one\n  two; curl\n  x\n'],
    ["a: [x, 'one\ntwo; curl x']\n"],
    ['b:\n  - a: |-\n      first\n        then curl x\n'],
  ])('%s', (text) => {
    const root = parseYaml(text).documents[0]?.root;
    const node = scalarOf(at(root, 'a', 1) ?? at(root, 'a') ?? at(root, 'b', 0, 'a'));
    if (!node) throw new Error('no scalar');
    const place = scalarOffsets(text, node)(node.text.indexOf('curl'));
    expect(text.slice(place, place + 4)).toBe('curl');
  });
});
