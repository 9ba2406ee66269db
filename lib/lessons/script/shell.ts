import { builtin, type Ended, setOptions } from './builtins';
import { Endless, type Ran } from './container';
import { Expander } from './expand';
import { parse } from './parse';
import { runProgram } from './programs';
import { type AndOr, type Command, type Pipeline, type Redirect, type Script, Unread } from './syntax';
import type { Network } from './world';

/** What every shell of one container shares. */
export interface Surroundings {
  network: Network;
  files: ReadonlyMap<string, string>;
  commands: Ran[];
  /** How much may still run: commands in all, and calls of functions inside one another. */
  left: { commands: number; calls: number };
}

/** The most that one variable or output may hold, in characters. */
const LONGEST = 100_000;

/** One shell: its variables, functions and options. A subshell is a copy. */
export class Shell {
  private readonly variables = new Map<string, string>();
  private readonly functions = new Map<string, Command>();
  private stopsOnError = false;
  private pipefail = false;
  private status = 0;
  private out = '';
  private input = '';

  constructor(
    private readonly around: Surroundings,
    environment: Readonly<Record<string, string>>,
  ) {
    for (const [name, value] of Object.entries(environment)) this.variables.set(name, value);
  }

  /** Starts a program as a container does: a shell with a script, or any other command. */
  program(argv: readonly string[], input: string): { exit: number; out: string } {
    this.input = input;
    const { exit } = this.words(argv, false);
    return { exit, out: this.out };
  }

  private copy(input = this.input): Shell {
    const shell = new Shell(this.around, Object.fromEntries(this.variables));
    for (const [name, body] of this.functions) shell.functions.set(name, body);
    shell.stopsOnError = this.stopsOnError;
    shell.pipefail = this.pipefail;
    shell.status = this.status;
    shell.input = input;
    return shell;
  }

  private expander(): Expander {
    const get = (name: string) => (name === '?' ? String(this.status) : this.variables.get(name));
    return new Expander(get, (script) => {
      const shell = this.copy();
      this.status = shell.script(script, false).exit;
      return shell.out;
    });
  }

  /** Runs a list. `checked`: a failure inside is looked at by somebody, so `set -e` does not act. */
  private script(script: Script, checked: boolean): Ended {
    let ended: Ended = { exit: 0 };
    for (const item of script) {
      ended = this.andOr(item, checked);
      this.status = ended.exit;
      if (ended.leaves) return ended;
    }
    return ended;
  }

  private andOr({ first, rest }: AndOr, checked: boolean): Ended {
    let ended = this.pipeline(first, checked || rest.length > 0);
    for (const [index, { joint, pipeline }] of rest.entries()) {
      if (ended.leaves) return ended;
      this.status = ended.exit;
      if ((ended.exit === 0) !== (joint === '&&')) continue;
      // As POSIX says of `set -e`: of an and-or list, only the last command's failure ends the script.
      ended = this.pipeline(pipeline, checked || index < rest.length - 1);
    }
    return ended;
  }

  private pipeline({ negated, commands }: Pipeline, checked: boolean): Ended {
    const [only, ...more] = commands;
    const quiet = checked || negated;
    let ended: Ended;
    let plain = true;
    if (only && more.length === 0) {
      ended = this.command(only, quiet);
      plain = only.kind === 'simple' || (only.kind === 'group' && only.subshell);
    } else ended = { exit: this.piped(commands, quiet) };
    if (ended.leaves) return ended;
    if (negated) return { exit: ended.exit === 0 ? 1 : 0 };
    const stops = this.stopsOnError && !checked && plain && ended.exit !== 0;
    return stops ? { exit: ended.exit, leaves: { kind: 'exit', depth: 0 } } : ended;
  }

  private piped(commands: readonly Command[], checked: boolean): number {
    const exits: number[] = [];
    let input = this.input;
    for (const command of commands) {
      const shell = this.copy(input);
      exits.push(shell.command(command, checked).exit);
      input = shell.out;
    }
    this.out += input;
    const failed = exits.filter((exit) => exit !== 0);
    return (this.pipefail ? failed.at(-1) : exits.at(-1)) ?? 0;
  }

  private command(command: Command, checked: boolean): Ended {
    if (command.kind === 'function') {
      this.functions.set(command.name, command.body);
      return { exit: 0 };
    }
    const before = this.out;
    const ended = this.compound(command, checked);
    this.out = before + redirected(this.out.slice(before.length), command.redirects);
    return ended;
  }

  private compound(command: Exclude<Command, { kind: 'function' }>, checked: boolean): Ended {
    switch (command.kind) {
      case 'simple':
        return this.simple(command, checked);
      case 'group':
        return command.subshell ? this.subshell(command.body, checked) : this.script(command.body, checked);
      case 'if':
        for (const { test, body } of command.arms) {
          const tested = this.script(test, true);
          if (tested.leaves) return tested;
          if (tested.exit === 0) return this.script(body, checked);
        }
        return this.script(command.otherwise ?? [], checked);
      case 'while':
        return this.loop(() => {
          const tested = this.script(command.test, true);
          if (tested.leaves) return tested;
          return (tested.exit === 0) === command.until ? 'done' : this.script(command.body, checked);
        });
      case 'for': {
        const items = command.items.flatMap((word) => this.expander().fields(word));
        return this.loop(() => {
          const item = items.shift();
          if (item === undefined) return 'done';
          this.variables.set(command.name, item);
          return this.script(command.body, checked);
        });
      }
    }
  }

  private subshell(body: Script, checked: boolean): Ended {
    const shell = this.copy();
    const { exit } = shell.script(body, checked);
    this.out += shell.out;
    return { exit };
  }

  private loop(turn: () => Ended | 'done'): Ended {
    for (let last: Ended = { exit: 0 }; ; ) {
      this.spend();
      const ended = turn();
      if (ended === 'done') return last;
      const { leaves } = ended;
      last = { exit: ended.exit };
      if (!leaves) continue;
      if (leaves.kind === 'exit' || leaves.kind === 'return') return ended;
      if (leaves.depth > 1) return { exit: ended.exit, leaves: { ...leaves, depth: leaves.depth - 1 } };
      if (leaves.kind === 'break') return last;
    }
  }

  private simple(command: Command & { kind: 'simple' }, checked: boolean): Ended {
    const expander = this.expander();
    const words = command.words.flatMap((word) => expander.fields(word));
    const before = this.status;
    this.status = 0;
    for (const { name, value } of command.sets) this.set(name, expander.one(value));
    // As POSIX: a command of assignments alone has the status of its last command substitution.
    if (words.length === 0) return { exit: this.status };
    this.status = before;
    return this.words(words, checked);
  }

  private set(name: string, value: string) {
    if (value.length > LONGEST) throw new Unread('a value as long as this');
    this.variables.set(name, value);
  }

  private spend() {
    this.around.left.commands -= 1;
    if (this.around.left.commands < 0) throw new Endless();
  }

  private words(words: readonly string[], checked: boolean): Ended {
    this.spend();
    const [name = '', ...args] = words;
    const body = this.functions.get(name);
    if (body) return this.call(body, args, checked);
    const special = builtin(name, args, {
      status: this.status,
      set: (variable, value) => this.set(variable, value),
      options: (flags) => this.options(flags),
      run: (inner) => this.words(inner, checked),
      nested: (inner) => this.nested(inner),
    });
    if (special) return special;
    const record: Ran = { words, exit: 0, transfers: [] };
    const ran = runProgram(words, this.input, this.around.network);
    this.around.commands.push({ ...record, exit: ran.exit, transfers: ran.transfers });
    this.out += ran.out;
    if (this.out.length > LONGEST) throw new Unread('output as long as this');
    return { exit: ran.exit };
  }

  private call(body: Command, args: readonly string[], checked: boolean): Ended {
    for (const [index, value] of args.entries()) this.variables.set(String(index + 1), value);
    this.variables.set('@', args.join(' '));
    this.around.left.calls -= 1;
    if (this.around.left.calls < 0) throw new Endless();
    const ended = this.command(body, checked);
    this.around.left.calls += 1;
    return ended.leaves?.kind === 'return' ? { exit: ended.exit } : ended;
  }

  private options(args: readonly string[]) {
    const found = setOptions(args);
    this.stopsOnError = found.stopsOnError ?? this.stopsOnError;
    this.pipefail = found.pipefail ?? this.pipefail;
  }

  private nested(args: readonly string[]): number {
    const shell = new Shell(this.around, Object.fromEntries(this.variables));
    shell.input = this.input;
    const rest = [...args];
    let inline = false;
    while (rest[0]?.startsWith('-') || rest[0]?.startsWith('+')) {
      const flag = rest.shift() ?? '';
      inline ||= /^-[a-z]*c/.test(flag);
      shell.options(/o$/.test(flag) ? [flag, rest.shift() ?? ''] : [flag]);
    }
    const first = rest.shift();
    if (first === undefined) throw new Unread('`sh` without a script');
    const text = inline ? first : this.around.files.get(first);
    if (text === undefined)
      throw new Unread(`the script file ${first}, which no ConfigMap of the build mounts there`);
    for (const [index, value] of rest.entries())
      shell.variables.set(String(inline ? index : index + 1), value);
    const { exit } = shell.script(parse(text), false);
    this.out += shell.out;
    return exit;
  }
}

/** What is left of standard output once it went where it was sent. */
function redirected(out: string, redirects: readonly Redirect[]): string {
  return redirects.some(({ from, to }) => from !== 'error' && to !== 'out') ? '' : out;
}
