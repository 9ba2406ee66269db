import type { Machine, Program } from '../machine';

function userName(machine: Machine, uid: number): string | undefined {
  if (uid === 0) return 'root';
  return Object.entries(machine.image.users).find(([, id]) => id === uid)?.[0];
}

export const whoami: Program = async ({ machine, out, err }) => {
  const name = userName(machine, machine.uid);
  if (name === undefined) {
    err(
      machine.image.userland === 'gnu'
        ? `whoami: cannot find name for user ID ${machine.uid}\n`
        : `whoami: unknown uid ${machine.uid}\n`,
    );
    return 1;
  }
  out(`${name}\n`);
  return 0;
};

export const id: Program = async ({ machine, argv, out }) => {
  const { uid, gid } = machine;
  const user = userName(machine, uid);
  const named = (number: number, name: string | undefined) => (name ? `${number}(${name})` : String(number));
  const options = argv.slice(1).join('');
  if (options.includes('n')) out(`${user ?? uid}\n`);
  else if (options.includes('u')) out(`${uid}\n`);
  else if (/[gG]/.test(options)) out(`${gid}\n`);
  else {
    const group = gid === 0 ? 'root' : user;
    out(`uid=${named(uid, user)} gid=${named(gid, group)} groups=${named(gid, group)}\n`);
  }
  return 0;
};

export const hostname: Program = async ({ machine, argv, out }) => {
  out(`${argv[1] === '-i' || argv[1] === '-I' ? machine.sockets.ip : machine.hostname}\n`);
  return 0;
};

export const uname: Program = async ({ machine, argv, out }) => {
  const all = argv.includes('-a');
  const machineName = 'x86_64';
  if (all) out(`Linux ${machine.hostname} 6.12.0 #1 SMP ${machineName} GNU/Linux\n`);
  else if (argv.includes('-m')) out(`${machineName}\n`);
  else if (argv.includes('-r')) out('6.12.0\n');
  else if (argv.includes('-n')) out(`${machine.hostname}\n`);
  else out('Linux\n');
  return 0;
};

export const mktemp: Program = async ({ machine, argv, out, err }) => {
  const folder = argv.includes('-d');
  const template = argv.slice(1).find((word) => !word.startsWith('-')) ?? '/tmp/tmp.XXXXXX';
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const path = template.replace(/X/g, () => letters[Math.floor(machine.random() * letters.length)] ?? 'a');
  const why = machine.files.refuses(path);
  if (why) {
    const words = why === 'EROFS' ? 'Read-only file system' : 'Permission denied';
    err(`mktemp: ${words}\n`);
    return 1;
  }
  if (folder) await machine.files.mkdir(path);
  else await machine.files.writeFile(path, '');
  out(`${path}\n`);
  return 0;
};

// What just-bash keeps among the variables and no process has in its environment.
const INTERNAL = new Set(['IFS', 'OPTIND', 'SHELLOPTS', 'BASHOPTS', 'OSTYPE', 'MACHTYPE', 'HOSTTYPE']);

export const env: Program = async (invocation) => {
  const { argv, machine, cwd, out, err } = invocation;
  let variables = new Map(
    [...invocation.env].filter(([name]) => !INTERNAL.has(name) && !name.startsWith('__')),
  );
  let i = 1;
  for (; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const pair = /^([^=]+)=(.*)$/s.exec(word);
    if (word === '-i' || word === '-') variables = new Map();
    else if (word === '-u') variables.delete(argv[++i] ?? '');
    else if (pair) variables.set(pair[1] ?? '', pair[2] ?? '');
    else break;
  }
  const command = argv.slice(i);
  if (command.length === 0) {
    for (const [name, value] of variables) out(`${name}=${value}\n`);
    return 0;
  }
  const found = await machine.find(command, variables, cwd);
  if (!found.ok) {
    err(
      machine.image.userland === 'gnu'
        ? `env: '${command[0]}': No such file or directory\n`
        : `env: can't execute '${command[0]}': No such file or directory\n`,
    );
    return 127;
  }
  return found.program({ ...invocation, argv: found.argv, env: variables });
};
