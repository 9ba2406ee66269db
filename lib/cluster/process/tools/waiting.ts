import type { Invocation, Program } from '../machine';
import { type Process, type Signal, signalOf } from '../process';

/** Milliseconds of `5`, `0.5`, `1m`, `2h`, `1d` or `infinity`; undefined when it is none. */
function duration(text: string): number | undefined {
  if (/^inf(?:inity)?$/.test(text)) return Number.POSITIVE_INFINITY;
  const found = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
  if (!found) return undefined;
  const unit = { s: 1, m: 60, h: 3600, d: 86400 }[found[2] || 's'] ?? 1;
  return Number(found[1]) * unit * 1000;
}

const forEver = (process: Process) => process.block<number>(() => {});

export const sleep: Program = async ({ argv, process, err, machine }) => {
  const gnu = machine.image.userland === 'gnu';
  if (argv.length < 2) {
    err(gnu ? "sleep: missing operand\nTry 'sleep --help' for more information.\n" : BUSYBOX_USAGE);
    return 1;
  }
  let total = 0;
  for (const word of argv.slice(1)) {
    const ms = duration(word);
    if (ms === undefined) {
      err(
        gnu
          ? `sleep: invalid time interval '${word}'\nTry 'sleep --help' for more information.\n`
          : `sleep: invalid number '${word}'\n`,
      );
      return 1;
    }
    total += ms;
  }
  if (!Number.isFinite(total)) return forEver(process);
  await process.sleep(total);
  return 0;
};

// As busybox coreutils/sleep.c.
const BUSYBOX_USAGE = 'BusyBox v1.37.0 multi-call binary.\n\nUsage: sleep [N]...\n';

export const usleep: Program = async ({ argv, process }) => {
  await process.sleep(Number(argv[1] ?? 0) / 1000);
  return 0;
};

interface Limit {
  ms: number;
  killMs: number | undefined;
  signal: Signal;
  preserve: boolean;
  command: string[];
}

/**
 * `timeout`. GNU's (coreutils src/timeout.c) answers 124 when time is up; busybox's (coreutils/timeout.c) becomes the command
 * itself, so that its status is that of the signal: 143.
 */
export const timeout: Program = async (invocation) => {
  const { machine, process, argv, err } = invocation;
  const gnu = machine.image.userland === 'gnu';
  const limit = readLimit(argv);
  if (typeof limit === 'string') {
    err(limit);
    return gnu ? 125 : 1;
  }
  const found = await machine.find(limit.command, invocation.env, invocation.cwd);
  if (!found.ok) {
    const name = limit.command[0];
    err(
      gnu
        ? `timeout: failed to run command '${name}': No such file or directory\n`
        : `timeout: can't execute '${name}': No such file or directory\n`,
    );
    return 127;
  }
  let late = false;
  const code = await process.spawn(
    (child) => found.program({ ...invocation, process: child, argv: found.argv }),
    (child) => {
      if (limit.ms === 0 || !Number.isFinite(limit.ms)) return;
      process.after(limit.ms, () => {
        if (!child.alive) return;
        late = true;
        child.signal(limit.signal);
        if (limit.killMs !== undefined) process.after(limit.killMs, () => child.signal('KILL'));
      });
    },
  );
  if (!late) return code;
  if (!gnu) {
    if (code > 128) err(code === 137 ? 'Killed\n' : 'Terminated\n');
    return code;
  }
  return code === 137 || limit.preserve ? code : 124;
};

function readLimit(argv: string[]): Limit | string {
  const limit: Limit = { ms: 0, killMs: undefined, signal: 'TERM', preserve: false, command: [] };
  let i = 1;
  for (; argv[i]?.startsWith('-'); i++) {
    const word = argv[i] ?? '';
    const value = (long: string) => (word.startsWith(`${long}=`) ? word.slice(long.length + 1) : argv[++i]);
    if (word === '-k' || word.startsWith('--kill-after'))
      limit.killMs = duration(value('--kill-after') ?? '');
    else if (word === '-s' || word.startsWith('--signal'))
      limit.signal = signalOf(value('--signal') ?? '') ?? 'TERM';
    else if (word === '--preserve-status') limit.preserve = true;
    else if (word !== '--foreground' && word !== '-v' && word !== '-f') {
      return `timeout: unrecognized option '${word}'\n`;
    }
  }
  const ms = duration(argv[i] ?? '');
  if (ms === undefined) return `timeout: invalid time interval '${argv[i] ?? ''}'\n`;
  limit.command = argv.slice(i + 1);
  if (limit.command.length === 0) return 'timeout: missing operand\n';
  return { ...limit, ms };
}

/** `yes`: as much as a reader of a pipe takes, and then as fast as a screen shows it. */
export const infinite: Program = async ({ argv, process, out, caught }) => {
  const line = `${argv.slice(1).join(' ') || 'y'}\n`;
  const block = line.repeat(Math.max(1, Math.floor(4096 / line.length)));
  for (let blocks = 0; ; blocks++) {
    out(block);
    if (caught && blocks >= 16) return 0;
    await process.sleep(blocks < 16 ? 1 : 1000);
  }
};

const FOLLOW_MS = 1000;

export const tail: Program = async (invocation) => {
  const { argv, out, err, stdin, machine, process, cwd } = invocation;
  let count = 10;
  let fromStart = false;
  let bytes = false;
  let follow = false;
  const paths: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const amount = /^-(?:n|c|-lines=|-bytes=)?([+-]?\d+)$/.exec(word);
    if (amount || word === '-n' || word === '-c') {
      const text = amount ? (amount[1] ?? '') : (argv[++i] ?? '10');
      bytes = word.startsWith('-c') || word.startsWith('--bytes');
      fromStart = text.startsWith('+');
      count = Math.abs(Number(text));
    } else if (/^-[fFqv]+$/.test(word) || word.startsWith('--follow') || word === '--retry')
      follow ||= /f/i.test(word);
    else if (word.startsWith('-') && word !== '-') {
      err(`tail: unrecognized option: ${word.replace(/^-+/, '')}\n`);
      return 1;
    } else paths.push(word);
  }
  const pick = (text: string) => {
    if (bytes) return fromStart ? text.slice(count - 1) : count === 0 ? '' : text.slice(-count);
    const lines = text.split(/(?<=\n)/);
    return (fromStart ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count)).join(
      '',
    );
  };
  if (paths.length === 0) {
    out(pick(stdin));
    return follow ? forEver(process) : 0;
  }
  let failed = 0;
  const sizes = new Map<string, number>();
  for (const path of paths) {
    const full = machine.files.resolvePath(cwd, path);
    if (full === '/dev/null') continue;
    if (!(await machine.files.exists(full))) {
      err(
        machine.image.userland === 'gnu'
          ? `tail: cannot open '${path}' for reading: No such file or directory\n`
          : `tail: can't open '${path}': No such file or directory\n${paths.length === 1 ? 'tail: no files\n' : ''}`,
      );
      failed = 1;
      continue;
    }
    const text = await machine.files.readFile(full);
    if (paths.length > 1) out(`${sizes.size ? '\n' : ''}==> ${path} <==\n`);
    out(pick(text));
    sizes.set(full, text.length);
  }
  if (!follow || (failed && sizes.size === 0)) return failed;
  if (sizes.size === 0) return forEver(process);
  return followFiles(invocation, sizes);
};

async function followFiles(
  { machine, process, out }: Invocation,
  sizes: Map<string, number>,
): Promise<number> {
  for (;;) {
    await process.sleep(FOLLOW_MS);
    for (const [path, size] of sizes) {
      if (!(await machine.files.exists(path))) continue;
      const text = await machine.files.readFile(path);
      if (text.length !== size) out(text.slice(text.length > size ? size : 0));
      sizes.set(path, text.length);
    }
  }
}
