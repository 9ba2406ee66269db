import { Bash, type CommandName, getCommandNames } from 'just-bash/browser';
import type { Invocation, Machine, Program } from '../machine';
import { STREAMING } from '../tools/names';
import { endLoopsWithoutTime, LIMITS, limitWords } from './limits';
import { makeInner, makeLive } from './live';
import { Session } from './session';
import { hasBuiltin, shellWords } from './words';

/** `sh`, `bash`, `ash`: as the image's shell understands its options. */
export const shell: Program = async (invocation) => {
  const options = parseShellArguments(invocation.argv);
  if ('refusal' in options) {
    invocation.err(options.refusal);
    return 2;
  }
  if (options.script !== undefined) {
    return runScript(invocation, options.script, options);
  }
  if (options.file === undefined) return runScript(invocation, invocation.stdin, options);
  const { machine, argv, cwd } = invocation;
  const path = machine.files.resolvePath(cwd, options.file);
  if (!(await machine.files.exists(path))) {
    const name = argv[0] ?? 'sh';
    invocation.err(
      machine.image.shell === 'bash'
        ? `${name}: ${options.file}: No such file or directory\n`
        : machine.image.shell === 'ash'
          ? `${name}: can't open '${options.file}': No such file or directory\n`
          : `${name}: 0: cannot open ${options.file}: No such file\n`,
    );
    return machine.image.shell === 'bash' ? 127 : 2;
  }
  return runScript(invocation, await machine.files.readFile(path), { ...options, name: options.file });
};

interface ShellOptions {
  /** Options to set before the script: `e`, `u`, `x`. */
  flags: string;
  pipefail: boolean;
  script?: string;
  file?: string;
  name?: string;
  positional: string[];
}

function parseShellArguments(argv: string[]): ShellOptions | { refusal: string } {
  const options: ShellOptions = { flags: '', pipefail: false, positional: [] };
  let command = false;
  let i = 1;
  for (; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      i++;
      break;
    }
    if (!/^[-+]./.test(word) || word.startsWith('--')) break;
    for (const letter of word.slice(1)) {
      if (letter === 'c') command = true;
      else if (letter === 'o') options.pipefail ||= argv[++i] === 'pipefail';
      else if ('eux'.includes(letter)) options.flags += letter;
      else if (!'lisafnvbm'.includes(letter)) {
        return { refusal: `${argv[0]}: illegal option -${letter}\n` };
      }
    }
  }
  const rest = argv.slice(i);
  if (command) {
    if (rest[0] === undefined) return { refusal: `${argv[0]}: -c requires an argument\n` };
    return { ...options, script: rest[0], name: rest[1], positional: rest.slice(2) };
  }
  return { ...options, file: rest[0], positional: rest.slice(1) };
}

const quote = (word: string) => `'${word.replace(/'/g, "'\\''")}'`;

/** Runs a tool that just-bash brings, by its argv. */
export const builtinTool: Program = (invocation) =>
  runScript(invocation, invocation.argv.map(quote).join(' '), {
    flags: '',
    pipefail: false,
    positional: [],
  });

const names: readonly CommandName[] = getCommandNames().filter(isCommandName);

function isCommandName(name: string): name is CommandName {
  return name !== '';
}

/** Whether just-bash brings this tool and the image has it. */
export function isBuiltinTool(machine: Machine, name: string): boolean {
  return names.some((known) => known === name) && hasBuiltin(machine.image, name);
}

const builtins = new Map<string, CommandName[]>();

function builtinsOf(machine: Machine): CommandName[] {
  const { image } = machine;
  const key = `${image.userland} ${image.programs.join(' ')}`;
  const known = builtins.get(key) ?? names.filter((name) => hasBuiltin(image, name));
  builtins.set(key, known);
  return known;
}

async function runScript(
  invocation: Invocation,
  script: string,
  options: ShellOptions & { name?: string },
): Promise<number> {
  const { machine, process, env, cwd, argv, stdin } = invocation;
  const flavour = /(?:^|\/)bash$/.test(argv[0] ?? '') ? 'bash' : machine.image.shell;
  const name = options.file ? (options.name ?? argv[0] ?? 'sh') : (argv[0] ?? 'sh');
  let fatal = false;
  const words = (text: string) => {
    if (/^bash: .*(?:unbound variable|parameter null or not set)$/m.test(text)) fatal = true;
    const target = (path: string) => machine.files.refuses(machine.files.resolvePath(cwd, path));
    return shellWords(limitWords(text), flavour, name, target);
  };
  const live = {
    out: (text: string) => process.alive && invocation.out(text),
    err: (text: string) => process.alive && invocation.err(words(text)),
  };
  const session = new Session(invocation, live, flavour);
  const bash = new Bash({
    fs: machine.files.forProcess((stream, text) => (stream === 1 ? live.out(text) : live.err(text))),
    env: Object.fromEntries(env),
    cwd,
    commands: builtinsOf(machine),
    customCommands: session.commands(),
    sleep: (ms) => process.sleep(ms),
    executionLimits: LIMITS,
    defenseInDepth: false,
    processInfo: { pid: 1, ppid: 0, uid: machine.uid, gid: machine.gid },
  });
  endLoopsWithoutTime(bash, machine.now);
  const zero = options.name ?? argv[0] ?? 'sh';
  let outer = true;
  bash.registerTransformPlugin({
    name: 'live',
    transform: ({ ast }) => {
      if (!outer) return { ast: makeInner(ast) };
      outer = false;
      return { ast: makeLive(ast, { streaming: STREAMING, zero, flavour }) };
    },
  });
  const result = await bash.exec(preamble(options) + script, { rawScript: true, stdin });
  if (result.stdout) live.out(result.stdout);
  if (result.stderr) live.err(result.stderr);
  const code = fatal && result.exitCode === 1 ? (flavour === 'bash' ? 127 : 2) : result.exitCode;
  return session.atExit(code, new Map(Object.entries(result.env)));
}

function preamble({ flags, pipefail, positional }: ShellOptions): string {
  let text = flags ? `set -${flags}\n` : '';
  if (pipefail) text += 'set -o pipefail\n';
  if (positional.length > 0) text += `set -- ${positional.map(quote).join(' ')}\n`;
  return text;
}
