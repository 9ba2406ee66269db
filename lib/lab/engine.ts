import type { Task, Workspace } from '@/lib/lessons';
import { type Tree, withFiles } from '@/lib/tree';
import { stepReports } from './checks';
import type { Language } from './language';
import type { Answer, BuildReport, Question, Reply, Request, Target } from './protocol';

/** What the engine is put together from; the worker hands in the real ones, tests their own. */
export interface EngineParts {
  language: Language;
  /** The task of a lesson, or undefined where a lesson has none. */
  taskOf(lesson: string): Promise<Task | undefined>;
  workspaceOf(tree: Tree): Workspace;
  build(tree: Tree, directory: string): BuildReport;
  targetsOf(workspace: Workspace): readonly Target[];
  /** Files to work through once before the learner's first change, so that it meets warm code. */
  sample: Tree;
  post(reply: Reply): void;
  /** Runs the callback after the requests that already wait. */
  later(callback: () => void): void;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** The worker's inside: takes requests, posts replies. Headless, so that a test can run it in place. */
export function createEngine(parts: EngineParts): (request: Request) => void {
  const { language, post } = parts;
  let tree: Tree = new Map();
  let task: Task | undefined;
  let latest = 0;

  function guarded(about: { version: number } | { id: number }, work: () => void) {
    try {
      work();
    } catch (error) {
      post({ type: 'failed', about, message: messageOf(error) });
    }
  }

  /** Twice: the second round meets what the first has left in the caches. */
  function warmUp() {
    for (let round = 0; round < 2; round++) {
      const workspace = parts.workspaceOf(parts.sample);
      language.check(parts.sample, () => {});
      for (const { directory } of parts.targetsOf(workspace)) parts.build(parts.sample, directory);
      if (task) stepReports(task, workspace);
    }
  }

  async function open(lesson: string) {
    try {
      task = await parts.taskOf(lesson);
      warmUp();
    } catch (error) {
      post({ type: 'failed', about: { version: 0 }, message: messageOf(error) });
    }
    post({ type: 'ready' });
  }

  function diagnose({ version, changed }: Extract<Request, { type: 'files' }>) {
    latest = version;
    tree = withFiles(tree, changed);
    guarded({ version }, () => {
      const found = language.check(tree, (path) => post({ type: 'at', path }));
      post({ type: 'at' });
      post({ type: 'diagnosed', version, files: [...found] });
      parts.later(() => {
        if (version === latest) guarded({ version }, () => check(version));
      });
    });
  }

  function check(version: number) {
    const workspace = parts.workspaceOf(tree);
    const steps = task ? stepReports(task, workspace) : [];
    post({ type: 'checked', version, steps, targets: parts.targetsOf(workspace) });
  }

  function answer(question: Question): Answer {
    switch (question.kind) {
      case 'complete':
        return { kind: 'complete', value: language.complete(tree, question.path, question.position) };
      case 'hover':
        return { kind: 'hover', value: language.hover(tree, question.path, question.position) };
      case 'definition':
        return { kind: 'definition', value: language.definition(tree, question.path, question.position) };
      case 'format':
        return { kind: 'format', value: language.format(tree, question.path) };
      case 'build':
        return { kind: 'build', value: parts.build(tree, question.directory) };
    }
  }

  return (request) => {
    if (request.type === 'open') void open(request.lesson);
    else if (request.type === 'files') diagnose(request);
    else {
      const { id, question } = request;
      guarded({ id }, () => post({ type: 'answered', id, answer: answer(question) }));
    }
  };
}
