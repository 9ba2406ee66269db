import type { TestExpression, Word } from 'unbash';
import type { Value } from './state';

/** What a condition comes to; undefined when that cannot be known. */
export interface Answer {
  yes: boolean | undefined;
  tainted: boolean;
}

const NUMERIC: Record<string, (a: number, b: number) => boolean> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
};

/** The words of `[ … ]` without the bracket. */
export function bracketTest(words: readonly Value[]): Answer {
  const at = (or: string) => words.findIndex(({ text }) => text === or);
  for (const [operator, both] of [
    ['-o', false],
    ['-a', true],
  ] as const) {
    const i = at(operator);
    if (i > 0 && i < words.length - 1)
      return together(bracketTest(words.slice(0, i)), bracketTest(words.slice(i + 1)), both);
  }
  const [first, second, third] = words;
  if (first?.text === '!' && words.length > 1) return not(bracketTest(words.slice(1)));
  if (!first) return { yes: false, tainted: false };
  if (words.length === 1) return unary('-n', first);
  if (words.length === 2 && second) return unary(first.text ?? '', second);
  if (words.length === 3 && second && third) return binary(second.text ?? '', first, third, false);
  return { yes: undefined, tainted: words.some(({ tainted }) => tainted) };
}

/** `[[ … ]]`. */
export function doubleTest(node: TestExpression, read: (word: Word) => Value): Answer {
  switch (node.type) {
    case 'TestGroup':
      return doubleTest(node.expression, read);
    case 'TestNot':
      return node.negations.length % 2 === 1
        ? not(doubleTest(node.operand, read))
        : doubleTest(node.operand, read);
    case 'TestUnary':
      return unary(node.operator, read(node.operand));
    case 'TestBinary':
      return binary(node.operator, read(node.left), read(node.right), true);
    case 'TestLogical':
      return node.operands
        .map((operand) => doubleTest(operand, read))
        .reduce((a, b) => together(a, b, node.operator === '&&'));
  }
}

const not = ({ yes, tainted }: Answer): Answer => ({ yes: yes === undefined ? undefined : !yes, tainted });

function together(a: Answer, b: Answer, both: boolean): Answer {
  const tainted = a.tainted || b.tainted;
  if (a.yes === !both || b.yes === !both) return { yes: !both, tainted };
  return { yes: a.yes === undefined || b.yes === undefined ? undefined : both, tainted };
}

function unary(operator: string, { text, tainted }: Value): Answer {
  if (operator === '-n' || operator === '-z')
    return { yes: text === undefined ? undefined : (text !== '') === (operator === '-n'), tainted };
  // Files may be there or not, and a failure may be why.
  return { yes: undefined, tainted: true };
}

function binary(operator: string, left: Value, right: Value, globs: boolean): Answer {
  const tainted = left.tainted || right.tainted;
  const [a, b] = [left.text, right.text];
  if (a === undefined || b === undefined) return { yes: undefined, tainted };
  const numeric = NUMERIC[operator];
  if (numeric) {
    if (!/^\s*-?\d+\s*$/.test(a) || !/^\s*-?\d+\s*$/.test(b)) return { yes: false, tainted };
    return { yes: numeric(Number(a), Number(b)), tainted };
  }
  if (operator === '=' || operator === '==' || operator === '!=') {
    const same = globs ? matches(a, b) : a === b;
    return { yes: same === (operator !== '!='), tainted };
  }
  if (operator === '=~' && /^[\w ".^$]*$/.test(b))
    return { yes: new RegExp(b.replaceAll('"', '')).test(a), tainted };
  return { yes: undefined, tainted };
}

/** Whether a text matches a shell pattern. */
export function matches(text: string, pattern: string): boolean {
  if (pattern.length > 200 || pattern.split('*').length > 8) return text === pattern;
  const source = pattern
    .replace(/[\\^$.|+(){}]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  try {
    return new RegExp(`^${source.replace(/\[!/g, '[^')}$`).test(text);
  } catch {
    return text === pattern;
  }
}
