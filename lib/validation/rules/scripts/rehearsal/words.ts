import type { ParsedScript, Word, WordPart } from 'unbash';
import { arithmetic } from './arithmetic';
import { Beyond, joined, known, type State, UNKNOWN, type Value } from './state';

/** What reading words needs of the shell around them. */
export interface Shell {
  state: State;
  /** The names that the script gives a value somewhere: before that they are empty. */
  assigned: ReadonlySet<string>;
  /** How often a name got another value. */
  changes: number;
  /** What a `$(…)` prints. */
  substitute(script: ParsedScript): Value;
}

/** The value of a name; one that the script never sets comes from the container. */
export function lookUp({ state, assigned }: Shell, name: string): Value {
  if (name === '?') return state.status;
  if (name === '#') return known(String(state.positional.length));
  if (name === '@' || name === '*') return joined(state.positional, ' ');
  if (/^\d+$/.test(name)) return name === '0' ? UNKNOWN : (state.positional[Number(name) - 1] ?? known(''));
  const value = state.variables.get(name);
  if (value || !assigned.has(name)) return value ?? UNKNOWN;
  // With `set -u` the script may end here.
  if (state.options.nounset) throw new Beyond();
  return known('');
}

/** The text of a word, as one. */
export function textOf(word: Word, shell: Shell): Value {
  return word.parts ? joined(word.parts.map((part) => partOf(part, shell))) : known(word.value);
}

/** The words that a word becomes: a list in `$(seq 3)` or `"$@"` is split. */
export function wordsOf(word: Word, shell: Shell): Value[] {
  const [part] = word.parts ?? [];
  if (word.parts?.length === 1 && part) {
    const inner = part.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
    if (inner?.type === 'SimpleExpansion' && /^\$[@*]$/.test(inner.text)) return shell.state.positional;
    const range = part.type === 'BraceExpansion' ? /^\{(\d+)\.\.(\d+)\}$/.exec(part.text) : undefined;
    if (range) return numbers(Number(range[1]), Number(range[2]));
    if (/^(?:Simple|Parameter|Command)Expansion$/.test(part.type)) {
      const value = partOf(part, shell);
      if (value.text === undefined) return [value];
      return value.text.split(/\s+/).flatMap((text) => (text === '' ? [] : { text, tainted: value.tainted }));
    }
  }
  return [textOf(word, shell)];
}

/** The whole numbers from one to another; a list too long to follow is unknown. */
export function numbers(from: number, to: number): Value[] {
  if (to - from > 500) return [UNKNOWN];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => known(String(from + i)));
}

/** Sets a name, as arithmetic does. */
export function put(shell: Shell, name: string, value: Value) {
  const before = shell.state.variables.get(name);
  if (before?.text !== value.text || value.text === undefined) shell.changes++;
  shell.state.variables.set(name, value);
}

function partOf(part: WordPart, shell: Shell): Value {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return known(part.value);
    case 'DoubleQuoted':
      return joined(part.parts.map((inner) => partOf(inner, shell)));
    case 'SimpleExpansion':
      return lookUp(shell, part.text.slice(1));
    case 'CommandExpansion': {
      if (!part.script) return known('');
      const printed = shell.substitute(part.script);
      return { ...printed, text: printed.text?.replace(/\n+$/, '') };
    }
    case 'ArithmeticExpansion':
      return arithmetic(
        part.expression,
        (name) => lookUp(shell, name),
        (name, value) => put(shell, name, value),
      );
    case 'ParameterExpansion': {
      const value = part.index ? { text: undefined, tainted: true } : lookUp(shell, part.parameter);
      const { operation } = part;
      if (part.prefix === '#' && !part.index)
        return { ...value, text: value.text === undefined ? undefined : String(value.text.length) };
      if (!operation) return part.prefix ? UNKNOWN : value;
      if (operation.type !== 'Default') return { text: undefined, tainted: value.tainted };
      const empty = value.text === '';
      if (value.text === undefined || operation.operator.endsWith('?')) return value;
      if (operation.operator.endsWith('+')) return empty ? value : textOf(operation.operand, shell);
      return empty ? textOf(operation.operand, shell) : value;
    }
    default:
      return { text: undefined, tainted: true };
  }
}
