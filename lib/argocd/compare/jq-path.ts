import { at, type Json, sameJson } from '../object';
import type { Step } from './paths';

/**
 * Reads a jq path expression, the part of jq that people write in `jqPathExpressions`: fields (`.a.b`, `."a/b"`, `["a/b"]`),
 * items (`[0]`, `[]`), `?`, and `select(...)` with `==`, `!=`, `startswith`, `endswith`, `contains`.
 *
 * @returns the steps, or what stands there that is not understood; upstream would run it.
 */
export function parseJqPath(text: string): { ok: true; steps: Step[] } | { ok: false; rest: string } {
  const steps: Step[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const read = readStep(rest) ?? readSelect(rest, steps);
    if (!read) return { ok: false, rest };
    steps.push(...read.steps);
    rest = read.rest;
  }
  return steps.length > 0 ? { ok: true, steps } : { ok: false, rest: text };
}

type Read = { steps: Step[]; rest: string };

function readStep(text: string): Read | undefined {
  const patterns: [RegExp, (found: RegExpExecArray) => Step[] | undefined][] = [
    [/^(?:\s*\|\s*|\?)/, () => []],
    [/^\.(?=\[)/, () => []],
    [/^\.([A-Za-z_]\w*)/, ([, name]) => (name === undefined ? undefined : [name])],
    [/^\.?\[\s*\]/, () => [() => true]],
    [/^\.?\[\s*(-?[0-9]+)\s*\]/, ([, index]) => [Number(index)]],
    [/^\.?\[\s*("(?:[^"\\]|\\.)*")\s*\]/, ([, name]) => quoted(name)],
    [/^\.("(?:[^"\\]|\\.)*")/, ([, name]) => quoted(name)],
  ];
  for (const [pattern, make] of patterns) {
    const found = pattern.exec(text);
    const steps = found && make(found);
    if (found && steps) return { steps, rest: text.slice(found[0].length) };
  }
  return undefined;
}

function quoted(text: string | undefined): Step[] | undefined {
  const value = literal(text ?? '');
  return typeof value === 'string' ? [value] : undefined;
}

function literal(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** `select(TEST)` narrows the iteration before it; after anything else it is not understood. */
function readSelect(text: string, steps: Step[]): Read | undefined {
  const found = /^select\(\s*((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*)\)/.exec(text);
  const test = found?.[1] === undefined ? undefined : parseTest(found[1].trim());
  const before = steps.at(-1);
  if (!found || !test || typeof before !== 'function') return undefined;
  steps[steps.length - 1] = (item) => before(item) && test(item);
  return { steps: [], rest: text.slice(found[0].length) };
}

function parseTest(text: string): ((item: Json) => boolean) | undefined {
  const compared = /^(\S+?)\s*(==|!=)\s*(.+)$/.exec(text);
  if (compared) {
    const [, path = '', operator, right = ''] = compared;
    const value = literal(right);
    const read = reader(path);
    if (value === undefined || !read) return undefined;
    return (item) => sameJson(read(item), value) === (operator === '==');
  }
  const called = /^(\S+?)\s*\|\s*(startswith|endswith|contains)\(\s*(".*")\s*\)$/.exec(text);
  if (!called) return undefined;
  const [, path = '', name, argument = ''] = called;
  const value = literal(argument);
  const read = reader(path);
  if (typeof value !== 'string' || !read) return undefined;
  return (item) => {
    const found = read(item);
    if (typeof found !== 'string') return false;
    if (name === 'startswith') return found.startsWith(value);
    return name === 'endswith' ? found.endsWith(value) : found.includes(value);
  };
}

function reader(path: string): ((item: Json) => Json | undefined) | undefined {
  if (path === '.') return (item) => item;
  const parsed = parseJqPath(path);
  if (!parsed.ok) return undefined;
  const names = parsed.steps.filter((step) => typeof step === 'string');
  return names.length === parsed.steps.length ? (item) => at(item, ...names) : undefined;
}
