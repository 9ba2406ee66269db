import type { ShellFlavour } from '../../images/image';
import { type Process, signalOf } from '../process';

/** The number of the first process that a script starts with `&`; the shell itself is 1. */
const FIRST_PID = 7;
const SHELL_PID = '1';

/** What a script started with `&`: jobs have numbers, can be waited for, and be sent signals. */
export class Jobs {
  private readonly started: Process[] = [];
  private readonly waited = new Set<Process>();
  private interrupt: (() => void) | undefined;

  constructor(
    private readonly shell: Process,
    private readonly flavour: ShellFlavour,
  ) {}

  add(job: Process): void {
    this.started.push(job);
  }

  /** `$!`: nothing before the first job. */
  get lastPid(): string {
    return this.started.length > 0 ? String(FIRST_PID + this.started.length - 1) : '';
  }

  /** `$!`, `%1` or a number to its job. */
  private find(word: string): Process | undefined {
    return this.started[word.startsWith('%') ? Number(word.slice(1)) - 1 : Number(word) - FIRST_PID];
  }

  /** `wait`, for all jobs (0), or for those that are named (the status of the last; 127 for one that is none). */
  async wait(words: readonly string[]): Promise<number> {
    if (words.length === 0) {
      for (const job of this.started) if (!this.waited.has(job)) await this.until(job);
      return 0;
    }
    let status = 127;
    for (const word of words) {
      const job = this.find(word);
      status = job ? await this.until(job) : 127;
    }
    return status;
  }

  private async until(job: Process): Promise<number> {
    this.waited.add(job);
    const status = await this.shell.block<number>((wake) => {
      job.onEnd(wake);
      this.interrupt = () => wake(143);
    });
    this.interrupt = undefined;
    return status;
  }

  /** A signal with a trap ends `wait` at once, as POSIX says of it. */
  interrupted(): void {
    this.interrupt?.();
  }

  /** `kill`, of jobs and of the shell itself; what it has to say. As busybox procps/kill.c, dash src/jobs.c and bash's kill.def. */
  kill(words: readonly string[]): string {
    const [first = ''] = words;
    const apart = first === '-s' || first === '-n';
    const spelt = apart ? words[1] : /^-([^-].*)$/.exec(first)?.[1];
    const signal = spelt === undefined ? 'TERM' : spelt === '0' ? undefined : signalOf(spelt);
    if (spelt !== undefined && spelt !== '0' && !signal)
      return `bash: kill: ${spelt}: invalid signal specification\n`;
    const targets = words.slice(apart ? 2 : spelt !== undefined || first === '--' ? 1 : 0);
    let said = '';
    for (const word of targets) {
      const target = word === SHELL_PID ? this.shell : this.find(word);
      if (!target?.alive) said += this.noProcess(word);
      else if (signal) target.signal(signal);
    }
    return said;
  }

  private noProcess(word: string): string {
    if (this.flavour === 'ash') return `bash: can't kill pid ${word}: No such process\n`;
    return this.flavour === 'dash'
      ? 'bash: kill: No such process\n'
      : `bash: kill: (${word}) - No such process\n`;
  }
}
