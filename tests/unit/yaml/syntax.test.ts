import { describe, expect, test } from 'vitest';
import { parseYaml, toValue } from '@/lib/yaml';

/** What is wrong: the code, the words it points at, and what the text is read as all the same. */
function read(text: string) {
  const { problems, documents } = parseYaml(text);
  return {
    problems: problems.map(({ code, start, end }) => `${code} ${JSON.stringify(text.slice(start, end))}`),
    values: documents.map(({ root }) => (root ? JSON.parse(JSON.stringify(toValue(root))) : undefined)),
  };
}

/** The text after the first problem's fix. */
function mended(text: string): string {
  const [problem] = parseYaml(text).problems;
  const edits = [...(problem?.fix?.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  );
}

describe('a mistake of syntax is named where a person would look, and the rest is read', () => {
  test.each([
    ['a tab', 'a:\n\tb: 1\n', 'yaml-tab "\\t"', [{ a: { b: 1 } }]],
    [
      'no colon',
      'metadata:\n  name foo\n  namespace: x\n',
      'yaml-missing-colon "name"',
      [{ metadata: { name: 'foo', namespace: 'x' } }],
    ],
    [
      'no colon before a block',
      'metadata\n  name: foo\n',
      'yaml-missing-colon "metadata"',
      [{ metadata: { name: 'foo' } }],
    ],
    [
      'no space after the colon',
      'a:\n  name:foo\n  b: x\n',
      'yaml-missing-colon ":f"',
      [{ a: { name: 'foo', b: 'x' } }],
    ],
    ['an open quote', 'a: "foo\nb: c\n', 'yaml-unclosed "\\"foo"', [{ a: 'foo', b: 'c' }]],
    [
      'an open quote in a list',
      'c: ["sh", "echo hi]\nd: e\n',
      'yaml-unclosed "\\"echo hi]"',
      [{ c: ['sh', 'echo hi'], d: 'e' }],
    ],
    ['an open bracket', 'a: [1, 2\nb: c\n', 'yaml-unclosed "["', [{ a: [1, 2], b: 'c' }]],
    ['a bracket too many', 'a: [1, 2]]\n', 'yaml-unclosed "]"', [{ a: [1, 2] }]],
    ['a quote too many', 'image: "nginx""\nb: 1\n', 'yaml-stray-quote "\\""', [{ image: 'nginx', b: 1 }]],
    [
      'too deep a line',
      'a:\n  - name: x\n      image: y\n',
      'yaml-indentation "image: y"',
      [{ a: [{ name: 'x', image: 'y' }] }],
    ],
    ['a line between two columns', 'a:\n  b: 1\n c: 2\n', 'yaml-indentation "c: 2"', [{ a: { b: 1, c: 2 } }]],
    [
      'a line one column short, in the middle',
      'a:\n  - name: x\n   image: y\n    ports: z\n',
      'yaml-indentation "image: y"',
      [{ a: [{ name: 'x', image: 'y', ports: 'z' }] }],
    ],
    [
      'no space after a dash',
      'a:\n  -name: x\n    image: y\n    ports: z\n',
      'yaml-syntax "-n"',
      [{ a: [{ name: 'x', image: 'y', ports: 'z' }] }],
    ],
    [
      'an entry of a list left of the one before',
      'a:\n  env:\n    - name: x\n      value: y\n   - name: z\n      value: w\n',
      'yaml-indentation "- name: z"',
      [
        {
          a: {
            env: [
              { name: 'x', value: 'y' },
              { name: 'z', value: 'w' },
            ],
          },
        },
      ],
    ],
    [
      'an entry of a list right of the one before, with all that is its',
      'a:\n  - name: x\n    - name: z\n      value: w\n',
      'yaml-indentation "- name: z"',
      [{ a: [{ name: 'x' }, { name: 'z', value: 'w' }] }],
    ],
    [
      'a line of a script left of its block',
      'a:\n  - |\n    set -e\n    curl web\n  echo done\nb: c\n',
      'yaml-indentation "echo done"',
      [{ a: ['set -e\ncurl web\necho done\n'], b: 'c' }],
    ],
    [
      'two lines of a script at the left edge',
      'a: |\n  if x; then\n    y\nelse z\nfi\nb: c\n',
      'yaml-indentation "else z"',
      [{ a: 'if x; then\n  y\nelse z\nfi\n', b: 'c' }],
    ],
    ['a tab in a block of text', 'a: |\n  b\n\tc\n', 'yaml-tab "\\t"', [{ a: 'b\nc\n' }]],
    ['a tab after a value', 'a:\n  b: c\n  \td: e\n', 'yaml-tab "\\t"', [{ a: { b: 'c', d: 'e' } }]],
    ['braces of a template', 'a: {{b}}-c\nd: e\n', 'yaml-syntax "{{b}}-c"', [{ a: '{{b}}-c', d: 'e' }]],
    ['a colon at the end of a text', 'a: b:\nc: d\n', 'yaml-syntax "b:"', [{ a: 'b:', c: 'd' }]],
    [
      'a mark of a conflict that was half settled',
      'a: b\n=======\nc: d\n',
      'yaml-merge-conflict "======="',
      [{ a: 'b', c: 'd' }],
    ],
    ['a colon in a text', 'a: echo b: c\n', 'yaml-syntax "echo b: c"', [{ a: 'echo b: c' }]],
    ['a reserved start', 'a: @b\n', 'yaml-syntax "@b"', [{ a: '@b' }]],
    ['a missing comma', 'a: {b: 1 c: 2}\n', 'yaml-syntax " "', [{ a: { b: 1, c: 2 } }]],
  ])('%s', (_name, text, problem, values) => {
    expect(read(text)).toEqual({ problems: [problem], values });
    expect(read(mended(text))).toEqual({ problems: [], values });
  });

  test('a merge conflict is one problem', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\nc: 1\n';
    expect(read(text).problems).toHaveLength(1);
    expect(read(mended(text))).toEqual({ problems: [], values: [{ a: 1, b: 1, c: 1 }] });
  });

  test('a line that is left out at the start of the text does not stop the search for columns', () => {
    expect(read('apiVersion?v1\n ind: Job\nmetadata:\n  name: x\n').problems[0]).toMatch(/^yaml-/);
    expect(read('\n a: 1\nb: 2\n').problems).toHaveLength(1);
  });

  test.each(['a: & b\n', 'a: &\n', '& ', '- &\n', 'a: [&, b]\n'])('an anchor without a name: %j', (text) => {
    expect(read(text).problems[0]).toMatch(/^yaml-anchor "&"$/);
  });

  test.each(['a: *\n', '- * b\n'])('a star without a name: %j', (text) => {
    expect(read(text).problems[0]).toMatch(/^yaml-syntax "\*/);
  });

  test('several mistakes are several problems', () => {
    expect(read('a b\nc: d\n---\ne: [\n---\nf: 1\n').problems).toEqual([
      'yaml-missing-colon "a"',
      'yaml-unclosed "["',
    ]);
  });
});

describe('values are typed as Kubernetes types them', () => {
  test.each<[string, unknown]>([
    ['80', 80],
    ['"80"', '80'],
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['~', null],
    ['', null],
    ['0644', 420],
    ['0x1F', 31],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['1.2.3', '1.2.3'],
    ['2026-01-01', '2026-01-01'],
    ['12:30', '12:30'],
    ['!!str 5', '5'],
  ])('%s', (text, value) => {
    expect(read(`a: ${text}\n`).values).toEqual([{ a: value }]);
  });
});

describe('aliases, merges and keys', () => {
  test('an alias stands for its node, a merge brings what is missing', () => {
    expect(read('a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\ne: *x\n').values).toEqual([
      { a: { b: 1, c: 2 }, d: { c: 3, b: 1 }, e: { b: 1, c: 2 } },
    ]);
  });

  test('an alias without anchor, or inside its own, is a problem', () => {
    expect(read('a: *x\n').problems).toEqual(['yaml-anchor "*x"']);
    expect(read('a: &x [*x]\n').problems).toEqual(['yaml-anchor "*x"']);
  });

  test('a key that comes twice is a problem, `__proto__` is only a key', () => {
    expect(read('a: 1\na: 2\n').problems).toEqual(['yaml-duplicate-key "a"']);
    const root = parseYaml('__proto__: {x: 1}\n').documents[0]?.root;
    const value = root && toValue(root);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
  });
});

describe('hostile text gets one problem', () => {
  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
  for (const [i, name] of [...'bcdefgh'].entries())
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`);
  test.each<[string, string | Uint8Array, string]>([
    ['5 MB', 'a: b\n'.repeat(1_000_000), 'yaml-limit'],
    ['an alias bomb', bomb.join('\n'), 'yaml-limit'],
    ['10,000 brackets', `a: ${'['.repeat(10_000)}`, 'yaml-limit'],
    ['10,000 dashes', '- '.repeat(10_000), 'yaml-limit'],
    ['too many documents', '---\n'.repeat(200_000), 'yaml-limit'],
    ['a NUL byte', 'a: b\0c\n', 'yaml-special-character'],
    ['Windows-1252', Uint8Array.from([97, 58, 32, 0xe9, 10]), 'yaml-encoding'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 97, 0]), 'yaml-encoding'],
  ])('%s', (_name, content, code) => {
    expect(parseYaml(content).problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('the first byte that is not UTF-8 is marked', () => {
    const bytes = Uint8Array.from(
      Buffer.from('kind: ConfigMap\ndata:\n  menu: caf\u00e9 au lait\n', 'latin1'),
    );
    const { problems, lines } = parseYaml(bytes);
    expect(problems.map(({ start }) => lines.positionAt(start))).toEqual([{ line: 2, character: 11 }]);
  });

  test('a byte order mark is no mistake', () => {
    expect(read('\ufeffa: 1\n')).toEqual({ problems: [], values: [{ a: 1 }] });
  });
});

describe('a text in quotes that goes on further to the left, as Go reads it', () => {
  test.each([
    ['in single quotes', "a:\n  note: 'one\n  two\n\nthree'\n  b: x\n", { note: 'one two\nthree', b: 'x' }],
    [
      'in double quotes',
      'a:\n  - note: "one\n  \\"two\\" three"  # done\n    b: x\n',
      [{ note: 'one "two" three', b: 'x' }],
    ],
    [
      'with what looks like a key',
      "a:\n  note: 'one\n  two: three'\n  b: x\n",
      { note: 'one two: three', b: 'x' },
    ],
    [
      'in a list in brackets',
      'a:\n  args: ["-c", "\n    make &&\n    make \'test\'\n  "]\n  b: x\n',
      { args: ['-c', " make && make 'test' "], b: 'x' },
    ],
  ])('%s', (_, text, a) => expect(read(text)).toEqual({ problems: [], values: [{ a }] }));

  test('and the places behind it are those of the file', () => {
    expect(read("a:\n  note: 'one\n  two'\n  b: @x\n").problems).toEqual(['yaml-syntax "@x"']);
  });

  test('but a quote that is not closed is told', () => {
    expect(read("a:\n  note: 'one\n  two: x\n  b: y\n").problems[0]).toMatch(/^yaml-unclosed/);
    expect(read('a:\n  note: "one\n  two: "x"\n').problems[0]).toMatch(/^yaml-unclosed/);
    expect(read('a:\n  args: ["one\n  two"\n  b: x\n').problems).not.toEqual([]);
  });
});
