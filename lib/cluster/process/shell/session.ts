import { type Command, type CommandContext, defineCommand } from 'just-bash/browser';
import type { ShellFlavour } from '../../images/image';
import type { Invocation } from '../machine';
import type { Process } from '../process';
import { LIVE, textOf } from './files';
import { Jobs } from './jobs';
import { BACKGROUND, SPECIAL, TICK, TO, TURNS, WAIT } from './live';

interface Streams {
  caught?: boolean;
  out: (text: string) => void;
  err: (text: string) => void;
}

/** A turn of a loop takes this long, in ms. */
const TURN_MS = 1;
/** A loop that turns this often without waiting for anything is charged more and more: it does nothing but wait for its end. */
const BUSY_TURNS = 10_000;

/** fork(2) fails with EAGAIN; as busybox libbb/vfork_daemon_rexec.c and dash say it. */
const CROWDED = "bash: can't fork: Resource temporarily unavailable\n";

const done = (exitCode = 0, stdout = '', stderr = '') => ({ stdout, stderr, exitCode });

/** What one running script has beside just-bash's commands: the lab's tools, its children, its traps, and the clock's share. */
export class Session {
  private readonly traps = new Map<string, string>();
  private readonly jobs: Jobs;
  private pending: string[] = [];
  private turns = 0;

  constructor(
    private readonly invocation: Invocation,
    private readonly live: Streams,
    flavour: ShellFlavour,
  ) {
    this.jobs = new Jobs(invocation.process, flavour);
  }

  commands(): Command[] {
    const { machine } = this.invocation;
    return [
      ...machine.tools.map((name) =>
        defineCommand(name, (args, context) => this.caught(name, args, context)),
      ),
      defineCommand(TO, (args, context) => this.to(args, context)),
      defineCommand(TICK, () => this.tick()),
      defineCommand(BACKGROUND, async ([script = ''], context) => this.background(script, context)),
      defineCommand(WAIT, (args) => this.wait(args)),
      defineCommand('kill', (args) => this.kill(args)),
      defineCommand(SPECIAL, async ([name = '']) => done(0, this.special(name))),
      defineCommand('trap', async (args) => this.trap(args)),
    ];
  }

  /** After the script's last command: the EXIT trap. */
  async atExit(exitCode: number, env: Map<string, string>): Promise<number> {
    const script = this.traps.get('EXIT');
    if (!script) return exitCode;
    this.traps.clear();
    const result = await this.child(['sh', '-c', script], env, this.invocation.cwd, '', this.live);
    return /\bexit\b/.test(script) ? result : exitCode;
  }

  private async child(
    argv: string[],
    env: Map<string, string>,
    cwd: string,
    stdin: string,
    streams: Streams,
    started?: (child: Process) => void,
  ): Promise<number> {
    const { machine, process } = this.invocation;
    const found = await machine.find(argv, env, cwd);
    if (!found.ok) {
      streams.err(`${this.invocation.argv[0]}: ${argv[0]}: not found\n`);
      return 127;
    }
    if (process.crowded) {
      streams.err(CROWDED);
      return 2;
    }
    const exitCode = await process.spawn(
      (child) => found.program({ machine, process: child, argv: found.argv, env, cwd, stdin, ...streams }),
      started,
    );
    await this.runPending();
    return exitCode;
  }

  private environment(context: CommandContext): Map<string, string> {
    return new Map(Object.entries(context.exportedEnv ?? {}));
  }

  private run(name: string, args: string[], context: CommandContext, streams: Streams): Promise<number> {
    this.turns = 0;
    const stdin = textOf(String(context.stdin));
    return this.child([name, ...args], this.environment(context), context.cwd, stdin, streams);
  }

  /** A tool whose output somebody else reads. */
  private async caught(name: string, args: string[], context: CommandContext) {
    let stdout = '';
    let stderr = '';
    const exitCode = await this.run(name, args, context, {
      caught: true,
      out: (text) => {
        stdout += text;
      },
      err: (text) => {
        stderr += text;
      },
    });
    return { stdout, stderr, exitCode };
  }

  private async to([stream, name = '', ...args]: string[], context: CommandContext) {
    if (stream !== LIVE.out) return this.caught(name, args, context);
    return done(await this.run(name, args, context, this.live));
  }

  private async tick() {
    this.turns += TURNS;
    const dearer = (1 + Math.floor(this.turns / BUSY_TURNS)) ** 2;
    await this.invocation.process.sleep(TURNS * TURN_MS * dearer);
    await this.runPending();
    return done();
  }

  private async background(script: string, context: CommandContext) {
    const { process, machine } = this.invocation;
    const env = new Map(context.env);
    const argv = ['sh', '-c', script];
    const found = await machine.find(argv, env, context.cwd);
    if (!found.ok || !process.alive) return done();
    if (process.crowded) return done(2, '', CROWDED);
    if (process.forkMs > 0) await process.sleep(process.forkMs);
    const job = process.fork((child) =>
      found.program({ machine, process: child, argv, env, cwd: context.cwd, stdin: '', ...this.live }),
    );
    this.jobs.add(job);
    return done();
  }

  private async wait(args: string[]) {
    const status = await this.jobs.wait(args);
    await this.runPending();
    return done(status);
  }

  private async kill(args: string[]) {
    const said = this.jobs.kill(args);
    const { process } = this.invocation;
    if (!process.alive) await process.block(() => {});
    await this.runPending();
    return done(said ? 1 : 0, '', said);
  }

  private special(name: string): string {
    const { machine } = this.invocation;
    if (name === '!') return this.jobs.lastPid;
    if (name === 'RANDOM') return String(Math.floor(machine.random() * 32768));
    if (name === 'SRANDOM') return String(Math.floor(machine.random() * 2 ** 32));
    const seconds = machine.now() / 1000;
    return String(Math.floor(name === 'SECONDS' ? seconds - machine.startedAt / 1000 : seconds));
  }

  private trap(args: string[]) {
    const [script = '', ...names] = args[0] === '--' ? args.slice(1) : args;
    for (const name of names) {
      const signal = name
        .replace(/^SIG/, '')
        .replace(/^0$/, 'EXIT')
        .replace(/^15$/, 'TERM')
        .replace(/^2$/, 'INT');
      if (script === '-') this.traps.delete(signal);
      else this.traps.set(signal, script);
      if (signal === 'TERM' || signal === 'INT' || signal === 'HUP' || signal === 'QUIT') {
        this.invocation.process.trap(signal, () => {
          this.pending.push(signal);
          this.jobs.interrupted();
        });
      }
    }
    return done();
  }

  /** Traps of signals that came run between two commands, as every shell does. */
  private async runPending(): Promise<void> {
    for (const signal of this.pending.splice(0)) {
      const script = this.traps.get(signal);
      if (!script) continue;
      const { env, cwd, process } = this.invocation;
      const exitCode = await this.child(['sh', '-c', script], env, cwd, '', this.live);
      if (/\bexit\b/.test(script)) {
        const end = await this.atExit(exitCode, env);
        process.end(end);
        await process.block(() => {});
      }
    }
  }
}
