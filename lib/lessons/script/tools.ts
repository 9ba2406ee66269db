import { Unread } from './syntax';

export interface Ended {
  exit: number;
  out: string;
}

const ended = (holds: boolean): Ended => ({ exit: holds ? 0 : 1, out: '' });

/** `[ … ]` and `test …`, without the closing bracket. */
export function test(args: readonly string[]): Ended {
  if (args[0] === '!' && args.length > 1) return ended(test(args.slice(1)).exit !== 0);
  for (const [joint, both] of [
    ['-o', false],
    ['-a', true],
  ] as const) {
    const at = args.indexOf(joint);
    if (at <= 0) continue;
    const [left, right] = [test(args.slice(0, at)).exit === 0, test(args.slice(at + 1)).exit === 0];
    return ended(both ? left && right : left || right);
  }
  const [a = '', b = '', c = ''] = args;
  if (args.length <= 1) return ended(a !== '');
  if (args.length === 2) return unary(a, b);
  const [x, y] = [Number(a), Number(c)];
  const compare: Record<string, boolean> = {
    '=': a === c,
    '==': a === c,
    '!=': a !== c,
    '-eq': x === y,
    '-ne': x !== y,
    '-lt': x < y,
    '-le': x <= y,
    '-gt': x > y,
    '-ge': x >= y,
  };
  const result = compare[b];
  if (result === undefined || args.length > 3) throw new Unread(`the test \`[ ${args.join(' ')} ]\``);
  return b.startsWith('-') && (Number.isNaN(x) || Number.isNaN(y)) ? { exit: 2, out: '' } : ended(result);
}

function unary(operator: string, value: string): Ended {
  if (operator === '-n') return ended(value !== '');
  if (operator === '-z') return ended(value === '');
  throw new Unread(`the test \`[ ${operator} … ]\``);
}

/** `grep` over its input. */
export function grep(argv: readonly string[], input: string): Ended {
  const flags = argv
    .filter((a) => /^-[a-zA-Z]+$/.test(a))
    .join('')
    .replace(/-/g, '');
  const [pattern, ...files] = argv.filter((a) => !/^-[a-zA-Z]+$/.test(a) && a !== '--');
  if (pattern === undefined || files.length > 0 || /[^qEFivcxwso]/.test(flags))
    throw new Unread('this use of `grep`');
  const matches = matcher(pattern, flags);
  const lines = input.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const found = lines.filter((line) => matches(line) !== flags.includes('v'));
  const out = flags.includes('q')
    ? ''
    : flags.includes('c')
      ? `${found.length}\n`
      : found.map((l) => `${l}\n`).join('');
  return { exit: found.length > 0 ? 0 : 1, out };
}

function matcher(pattern: string, flags: string): (line: string) => boolean {
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  // In a basic expression, + ? ( ) { } | stand for themselves and mean something only behind a backslash.
  const basic = (text: string) =>
    text.replace(/\\?[+?(){}|]/g, (m) => (m.length === 2 ? (m[1] ?? '') : `\\${m}`));
  const source = flags.includes('F') ? literal(pattern) : flags.includes('E') ? pattern : basic(pattern);
  const whole = flags.includes('x')
    ? `^(?:${source})$`
    : flags.includes('w')
      ? `\\b(?:${source})\\b`
      : source;
  try {
    const expression = new RegExp(whole, flags.includes('i') ? 'i' : '');
    return (line) => expression.test(line);
  } catch {
    throw new Unread(`the pattern \`${pattern}\``);
  }
}

/** `printf` with `%s`, `%d` and the usual escapes. */
export function printf(argv: readonly string[]): Ended {
  const [format = '', ...values] = argv;
  const out = escapes(format).replace(/%(s|d|%)/g, (_, kind) =>
    kind === '%' ? '%' : (values.shift() ?? ''),
  );
  return { exit: 0, out };
}

export function echo(argv: readonly string[]): Ended {
  const flags = argv[0] && /^-[neE]+$/.test(argv[0]) ? argv[0] : '';
  const text = argv.slice(flags ? 1 : 0).join(' ');
  return { exit: 0, out: (flags.includes('e') ? escapes(text) : text) + (flags.includes('n') ? '' : '\n') };
}

const escapes = (text: string) => text.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r');

/** `seq last`, `seq first last`. */
export function seq(argv: readonly string[]): Ended {
  const numbers = argv.map(Number);
  const [from, to] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers[1]];
  if (from === undefined || to === undefined || numbers.length > 2 || to - from > 10_000)
    throw new Unread('this `seq`');
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${from + i}\n`);
  return { exit: 0, out: all.join('') };
}
