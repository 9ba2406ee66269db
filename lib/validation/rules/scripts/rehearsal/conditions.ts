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

/** A test of more words is not followed. */
const MOST_WORDS = 60;

/** The words of `[ … ]` without the bracket. */
export function bracketTest(words: readonly Value[]): Answer {
  if (words.length > MOST_WORDS) return { yes: undefined, tainted: true };
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

/** Whether a text matches a shell pattern, in a time that grows with their product. */
export function matches(text: string, pattern: string): boolean {
  const tokens = pattern.match(/\[!?\]?[^\]]*\]|[\s\S]/g) ?? [];
  let at = 0;
  let token = 0;
  // Where to go on when a star has to take one more.
  let star = -1;
  let from = 0;
  while (at < text.length) {
    const one = tokens[token];
    if (one === '*') {
      star = token++;
      from = at;
    } else if (one !== undefined && fits(text[at] ?? '', one)) {
      at++;
      token++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++from;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === '*');
}

/** Whether a character is one that `?`, `[a-z]` or itself stands for. */
function fits(character: string, token: string): boolean {
  if (token.length === 1) return token === '?' || token === character;
  const negated = token[1] === '!';
  const set = token.slice(negated ? 2 : 1, -1);
  let found = false;
  for (let i = 0; i < set.length; i++) {
    const [low = '', to, high = ''] = set.slice(i, i + 3);
    if (to === '-' && high !== '') {
      found ||= low <= character && character <= high;
      i += 2;
    } else found ||= low === character;
  }
  return found !== negated;
}
