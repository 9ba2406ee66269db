import { changesBetween, type FileChange, type Tree } from '@/lib/tree';
import type { Diagnostic, Position } from '@/lib/validation';
import { LIMIT_MS, MAX_STARTS_IN_A_ROW, START_LIMIT_MS } from './limits';
import type { Answer, Answers, Question, Reply, Request, StepReport, Target } from './protocol';
import { createQuarantine } from './quarantine';
import { createWatchdog, type Schedule } from './watchdog';

/** The part of a Web Worker that the client uses. */
export interface LabWorker {
  post(request: Request): void;
  terminate(): void;
}

/** What a worker says; `crashed` when its code cannot be loaded or threw outside of a request. */
export interface WorkerListener {
  reply(reply: Reply): void;
  crashed(message: string): void;
}

export interface ClientOptions {
  lesson: string;
  spawn(listener: WorkerListener): LabWorker;
  schedule: Schedule;
  onDiagnosed(files: ReadonlyMap<string, readonly Diagnostic[]>, tree: Tree): void;
  onChecked(steps: readonly StepReport[], targets: readonly Target[]): void;
  /** The worker met a bug of ours or cannot start: what it said. Nothing that the learner wrote is lost. */
  onFailed(message: string): void;
}

/** The page's side of the worker. An answer is undefined when the worker was stopped over the question. */
export interface LabClient {
  /** Tells the worker about the files as they are now. While it works, only the newest state waits. */
  sync(tree: Tree): void;
  complete(path: string, position: Position): Promise<Answers['complete'] | undefined>;
  hover(path: string, position: Position): Promise<Answers['hover'] | undefined>;
  definition(path: string, position: Position): Promise<Answers['definition'] | undefined>;
  format(path: string): Promise<Answers['format']>;
  build(directory: string): Promise<Answers['build'] | undefined>;
  close(): void;
}

const EMPTY: Tree = new Map();

const weight = ({ after }: FileChange): number => after?.length ?? 0;

/** Starts the worker of one lesson and keeps it running. */
export function createClient(options: ClientOptions): LabClient {
  const quarantine = createQuarantine();
  const watchdog = createWatchdog(options.schedule, stopped);
  const questions = new Map<number, { question: Question; settle(answer: Answer | undefined): void }>();
  const diagnosing = new Map<number, Tree>();
  let worker: LabWorker | undefined;
  let ready = false;
  let wanted: Tree = EMPTY;
  let told: Tree | undefined;
  let version = 0;
  let checking = false;
  let suspect: string | undefined;
  let ids = 0;
  let startsInARow = 0;

  function start() {
    ready = false;
    told = undefined;
    checking = false;
    diagnosing.clear();
    const mine = options.spawn({
      reply: (reply) => worker === mine && receive(reply),
      crashed: (message) => {
        if (worker !== mine) return;
        watchdog.rest();
        options.onFailed(message);
      },
    });
    worker = mine;
    mine.post({ type: 'open', lesson: options.lesson });
    watchdog.feed(START_LIMIT_MS);
  }

  function watch() {
    if (!ready) watchdog.feed(START_LIMIT_MS);
    else if (diagnosing.size > 0 || checking || questions.size > 0) watchdog.feed(LIMIT_MS);
    else watchdog.rest();
  }

  function tell() {
    const safe = quarantine.without(wanted);
    if (!ready) return;
    const changes = changesBetween(told ?? EMPTY, safe);
    if (changes.length === 0 && told !== undefined) return;
    suspect = [...changes].sort((a, b) => weight(b) - weight(a))[0]?.path ?? suspect;
    told = safe;
    version += 1;
    checking = true;
    diagnosing.set(version, wanted);
    worker?.post({
      type: 'files',
      version,
      changed: changes.map(({ path, after }) => [path, after] as const),
    });
    watch();
  }

  function receive(reply: Reply) {
    switch (reply.type) {
      case 'at':
        suspect = reply.path ?? suspect;
        break;
      case 'ready':
        ready = true;
        tell();
        for (const [id, { question }] of questions) worker?.post({ type: 'ask', id, question });
        break;
      case 'diagnosed':
        diagnosed(reply.version, new Map(reply.files));
        break;
      case 'checked':
        startsInARow = 0;
        if (reply.version !== version) break;
        checking = false;
        options.onChecked(reply.steps, reply.targets);
        break;
      case 'answered':
        settle(reply.id, reply.answer);
        break;
      case 'failed':
        failed(reply);
    }
    watch();
  }

  function diagnosed(done: number, found: ReadonlyMap<string, readonly Diagnostic[]>) {
    const tree = diagnosing.get(done);
    diagnosing.delete(done);
    if (tree !== undefined) options.onDiagnosed(quarantine.mark(found), tree);
    if (diagnosing.size === 0) tell();
  }

  function failed({ about, message }: Extract<Reply, { type: 'failed' }>) {
    options.onFailed(message);
    if ('id' in about) return settle(about.id, undefined);
    diagnosing.delete(about.version);
    if (about.version === version) checking = false;
  }

  function settle(id: number, answer: Answer | undefined) {
    const asked = questions.get(id);
    questions.delete(id);
    asked?.settle(answer);
  }

  function stopped() {
    worker?.terminate();
    worker = undefined;
    startsInARow += 1;
    if (suspect !== undefined) quarantine.add(suspect, wanted);
    for (const id of [...questions.keys()]) settle(id, undefined);
    if (startsInARow > MAX_STARTS_IN_A_ROW)
      return options.onFailed('The checks were stopped too often: load the page anew to start them again.');
    options.onDiagnosed(quarantine.mark(new Map()), wanted);
    start();
  }

  function ask(question: Question): Promise<Answer | undefined> {
    const id = ++ids;
    return new Promise((settle) => {
      questions.set(id, { question, settle });
      if (!ready) return;
      tell();
      worker?.post({ type: 'ask', id, question });
      watch();
    });
  }

  start();
  return {
    sync(tree) {
      wanted = tree;
      if (diagnosing.size === 0) tell();
    },
    async complete(path, position) {
      const answer = await ask({ kind: 'complete', path, position });
      return answer?.kind === 'complete' ? answer.value : undefined;
    },
    async hover(path, position) {
      const answer = await ask({ kind: 'hover', path, position });
      return answer?.kind === 'hover' ? answer.value : undefined;
    },
    async definition(path, position) {
      const answer = await ask({ kind: 'definition', path, position });
      return answer?.kind === 'definition' ? answer.value : undefined;
    },
    async format(path) {
      const answer = await ask({ kind: 'format', path });
      return answer?.kind === 'format' ? answer.value : undefined;
    },
    async build(directory) {
      const answer = await ask({ kind: 'build', directory });
      return answer?.kind === 'build' ? answer.value : undefined;
    },
    close() {
      watchdog.rest();
      worker?.terminate();
      worker = undefined;
      for (const id of [...questions.keys()]) settle(id, undefined);
    },
  };
}
