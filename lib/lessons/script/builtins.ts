/** How a command ended, and what it leaves with that: a loop, a function or the whole shell. */
export interface Ended {
  exit: number;
  leaves?: { kind: 'exit' | 'return' | 'break' | 'continue'; depth: number } | undefined;
}

/** What a builtin may do to its shell. */
export interface Hold {
  status: number;
  set(name: string, value: string): void;
  options(flags: readonly string[]): void;
  /** Runs a command in this shell. */
  run(words: readonly string[]): Ended;
  /** Runs `sh` with these arguments, and gives its exit status. */
  nested(args: readonly string[]): number;
}

const leave = (exit: number, kind: 'exit' | 'return' | 'break' | 'continue', depth = 0): Ended => ({
  exit,
  leaves: { kind, depth },
});

/** The commands that change the shell itself or start another one; undefined for every other name. */
export function builtin(name: string, args: readonly string[], shell: Hold): Ended | undefined {
  const [first] = args;
  const code = (first === undefined ? shell.status : Number(first)) & 255;
  switch (name.replace(/^.*\//, '')) {
    case 'exit':
      return leave(code, 'exit');
    case 'return':
      return leave(code, 'return');
    case 'break':
      return leave(0, 'break', Number(first ?? 1));
    case 'continue':
      return leave(0, 'continue', Number(first ?? 1));
    case 'set':
      shell.options(args);
      return { exit: 0 };
    case 'export':
    case 'local':
    case 'readonly':
      for (const [, variable = '', value = ''] of args.flatMap((set) => [/^(\w+)=(.*)$/s.exec(set) ?? []])) {
        if (variable) shell.set(variable, value);
      }
      return { exit: 0 };
    case 'exec':
      return { ...shell.run(args), leaves: { kind: 'exit', depth: 0 } };
    case 'command':
    case 'time':
      return shell.run(args);
    case 'timeout':
      return shell.run(args.slice(first === '-t' ? 2 : 1));
    case 'sh':
    case 'ash':
      return { exit: shell.nested(args) };
    default:
      return undefined;
  }
}

/** Reads the flags of `set` and `sh`: `-e`, `+e`, `-euo pipefail`. */
export function setOptions(args: readonly string[]): { stopsOnError?: boolean; pipefail?: boolean } {
  const found: { stopsOnError?: boolean; pipefail?: boolean } = {};
  for (const [index, argument] of args.entries()) {
    const on = argument.startsWith('-');
    const long = /^[-+][a-z]*o$/.test(argument) ? args[index + 1] : undefined;
    if (/^[-+][a-z]*e/.test(argument) || long === 'errexit') found.stopsOnError = on;
    if (long === 'pipefail') found.pipefail = on;
  }
  return found;
}
