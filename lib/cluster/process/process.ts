import type { Simulation } from '../time/simulation';

/** Signals that the lab knows, with their numbers on Linux. */
export const SIGNALS = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, USR2: 12, TERM: 15 } as const;
export type Signal = keyof typeof SIGNALS;

const NAMES: readonly Signal[] = ['HUP', 'INT', 'QUIT', 'KILL', 'USR1', 'USR2', 'TERM'];

/** The signal that `TERM`, `SIGTERM` or `15` names. */
export function signalOf(text: string): Signal | undefined {
  const name = text.replace(/^SIG/i, '').toUpperCase();
  return NAMES.find((known) => known === name || String(SIGNALS[known]) === name);
}

/** How many processes may live in one container beside the first, and how deep one may start the other. */
const MOST_PROCESSES = 1000;
const MOST_NESTED = 100;
const MANY_PROCESSES = 500;

/**
 * A process: an async function that runs on simulated time and can be killed wherever it waits. A killed process is never
 * woken again, so nothing of it has to know that it can be killed; what it would have done next does not happen.
 */
export class Process {
  /** Undefined while it runs. */
  exitCode: number | undefined;
  private readonly traps = new Map<Signal, () => void>();
  private readonly endings: ((exitCode: number) => void)[] = [];
  private readonly children = new Set<Process>();
  private readonly timers = new Set<() => void>();
  private depth = 0;
  /** Counts this process's descendants and those of its relatives. */
  private family = { alive: 0 };

  constructor(
    readonly time: Simulation,
    /** The first process of a container: signals that it does not handle do nothing to it, as pid_namespaces(7) says. */
    private readonly isInit = false,
  ) {}

  /** What one more child costs, in ms: a container with many processes gets slow, so that a bomb goes off in time that passes. */
  get forkMs(): number {
    return this.family.alive < MANY_PROCESSES ? 0 : this.family.alive;
  }

  /** Whether it may start no more children: `fork` fails with EAGAIN. */
  get crowded(): boolean {
    return this.family.alive >= MOST_PROCESSES || this.depth >= MOST_NESTED;
  }

  get alive(): boolean {
    return this.exitCode === undefined;
  }

  /** Starts it; what `program` answers is its exit code. */
  start(program: (process: Process) => Promise<number>): this {
    this.time.start(async () => {
      try {
        this.end(await program(this));
      } finally {
        this.end(255);
      }
    });
    return this;
  }

  /** Waits for something that the simulation brings. A process that is dead by then is not woken. */
  block<T>(wait: (wake: (value: T) => void) => void): Promise<T> {
    return this.time.blocked((wake) => {
      if (!this.alive) return;
      wait((value) => {
        if (this.alive) wake(value);
      });
    });
  }

  sleep(ms: number): Promise<void> {
    return this.block((wake) => this.after(ms, () => wake(undefined)));
  }

  /** A timer that dies with the process. */
  after(ms: number, what: () => void): () => void {
    const cancel = this.time.after(ms, () => {
      this.timers.delete(cancel);
      what();
    });
    this.timers.add(cancel);
    return () => {
      this.timers.delete(cancel);
      cancel();
    };
  }

  /** Runs a child and waits for its exit code; it dies with its parent. */
  spawn(
    program: (child: Process) => Promise<number>,
    watch: (child: Process) => void = () => {},
  ): Promise<number> {
    return this.block((wake) => {
      const child = this.fork(program);
      watch(child);
      child.onEnd(wake);
    });
  }

  /** Starts a child beside this process; it dies with its parent. */
  fork(program: (child: Process) => Promise<number>): Process {
    const child = new Process(this.time);
    child.depth = this.depth + 1;
    child.family = this.family;
    this.family.alive++;
    this.children.add(child);
    child.onEnd(() => {
      this.family.alive--;
      this.children.delete(child);
    });
    return child.start(program);
  }

  onEnd(tell: (exitCode: number) => void): void {
    if (this.exitCode !== undefined) tell(this.exitCode);
    else this.endings.push(tell);
  }

  /** What to do at a signal instead of dying. */
  trap(signal: Signal, handler: () => void): void {
    this.traps.set(signal, handler);
  }

  hasTrap(signal: Signal): boolean {
    return this.traps.has(signal);
  }

  signal(signal: Signal): void {
    if (!this.alive) return;
    const handler = signal === 'KILL' ? undefined : this.traps.get(signal);
    if (handler) handler();
    else if (!this.isInit || signal === 'KILL') this.end(128 + SIGNALS[signal]);
  }

  /** Ends it now, with this exit code; only the first end counts. */
  end(exitCode: number): void {
    if (!this.alive) return;
    this.exitCode = exitCode;
    for (const cancel of this.timers) cancel();
    this.timers.clear();
    for (const child of this.children) child.end(137);
    for (const tell of this.endings) tell(exitCode);
  }
}
