import type { ArithmeticExpression } from 'unbash';
import { known, UNKNOWN, type Value } from './state';

type Look = (name: string) => Value;
type Put = (name: string, value: Value) => void;

/** An expression nested deeper is not followed. */
const DEEPEST = 100;

const BINARY: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? Number.NaN : a % b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
  ',': (_a, b) => b,
};

/** The number that `$(( … ))` or `(( … ))` comes to, with its assignments made. */
export function arithmetic(node: ArithmeticExpression | undefined, look: Look, put: Put, depth = 0): Value {
  if (!node) return known('0');
  if (depth > DEEPEST) return { text: undefined, tainted: true };
  const value = (child: ArithmeticExpression) => arithmetic(child, look, put, depth + 1);
  switch (node.type) {
    case 'ArithmeticGroup':
      return value(node.expression);
    case 'ArithmeticWord': {
      const word = node.value.replace(/^\$\{?(\w+)\}?$/, '$1');
      if (/^\d+$/.test(word)) return known(word);
      return /^[A-Za-z_]\w*$|^[#?@]$/.test(word) ? numberOf(look(word)) : UNKNOWN;
    }
    case 'ArithmeticUnary': {
      const operand = value(node.operand);
      if (operand.text === undefined) return operand;
      const n = Number(operand.text);
      if (node.operator === '!') return known(String(Number(n === 0)));
      if (node.operator === '-') return known(String(-n));
      if (node.operator === '++' || node.operator === '--') {
        const next = n + (node.operator === '++' ? 1 : -1);
        if (node.operand.type === 'ArithmeticWord') put(node.operand.value, known(String(next)));
        return known(String(node.prefix ? next : n));
      }
      return node.operator === '+' ? operand : UNKNOWN;
    }
    case 'ArithmeticBinary': {
      const right = value(node.right);
      const assigns = /^([-+*/%]?)=$/.exec(node.operator);
      if (assigns && node.left.type === 'ArithmeticWord') {
        const before = assigns[1] ? value(node.left) : right;
        const result = assigns[1] ? combined(assigns[1], before, right) : right;
        put(node.left.value, result);
        return result;
      }
      return combined(node.operator, value(node.left), right);
    }
    default:
      return { text: undefined, tainted: true };
  }
}

function numberOf({ text, tainted }: Value): Value {
  if (text === undefined) return { text, tainted };
  return { text: /^-?\d+$/.test(text) ? text : text === '' ? '0' : undefined, tainted };
}

function combined(operator: string, left: Value, right: Value): Value {
  const tainted = left.tainted || right.tainted;
  const operation = BINARY[operator];
  if (left.text === undefined || right.text === undefined || !operation) return { text: undefined, tainted };
  const result = operation(Number(left.text), Number(right.text));
  return { text: Number.isNaN(result) ? undefined : String(result), tainted };
}
