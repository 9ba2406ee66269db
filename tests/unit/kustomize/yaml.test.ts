import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Parser, printNode, printValue, toPlain, valueOfNode } from '@/lib/kustomize/yaml';
import { recordedCases } from './recorded';

const outputs = recordedCases('cases').flatMap(({ expectedYaml }) => expectedYaml ?? []);

function read(text: string): unknown[] {
  const parser = new Parser(text, 'v3');
  const values: unknown[] = [];
  for (let node = parser.next(); node !== undefined; node = parser.next()) {
    values.push(toPlain(valueOfNode(node)));
  }
  return values;
}

const problemOf = (text: string): string => {
  try {
    read(text);
    return '';
  } catch (caught) {
    return caught instanceof Error ? caught.message : String(caught);
  }
};

describe('the YAML reader', () => {
  it('reads what the yaml library reads', () => {
    for (const text of outputs.slice(0, 50)) {
      const expected = parseAllDocuments(text).map((document) => document.toJS());
      expect(read(text)).toEqual(expected);
    }
  });

  it.each([
    ['a: [b', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: b\n\tc: d\n', 'yaml: line 2: found a tab character that violates indentation'],
    ['a:\n\tc: d\n', 'yaml: line 2: found character that cannot start any token'],
    ['a: "b\nc', 'yaml: line 2: found unexpected end of stream'],
    ['a: b: c\n', 'yaml: mapping values are not allowed in this context'],
    ['a: *b\n', "yaml: unknown anchor 'b' referenced"],
    ['- a\nb: c\n', "yaml: line 1: did not find expected '-' indicator"],
    ['a: "\\q"\n', 'yaml: found unknown escape character'],
  ])('says what is wrong as go-yaml does: %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

describe('the YAML printer', () => {
  it('prints again what it read of the real output', () => {
    for (const text of outputs) {
      for (const document of text.split(/^---\n/m)) {
        const node = new Parser(document, 'v3').next();
        expect(node === undefined ? '' : printValue(valueOfNode(node))).toBe(document);
      }
    }
  });

  it('keeps order, quotes and braces when it shows a node as it was written', () => {
    const text = 'b: "x"\na: {c: \'d\', e: [1, 2]}\nl:\n- |\n  two\n  lines\n- f: g\n';
    const node = new Parser(text, 'v3').next();
    expect(node && printNode(node)).toBe(text);
  });
});
