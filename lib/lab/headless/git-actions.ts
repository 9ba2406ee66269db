import type { ClusterLog } from '@/lib/cluster';
import type { Printed, Status, WorkingCopy } from '@/lib/git';
import type { Lab } from '../store';
import { below, withBelow } from './repository';

type CommitOptions = Parameters<WorkingCopy['commit']>[1];
type PushOptions = Parameters<WorkingCopy['push']>[0];
type PullOptions = Parameters<WorkingCopy['pull']>[0];

/** What a learner does with Git. Each answers with what Git prints. */
export interface GitActions {
  git: {
    status(): Promise<Status>;
    statusText(options?: { short?: boolean }): Promise<Printed>;
    add(...paths: string[]): Promise<Printed>;
    commit(message: string, options?: CommitOptions): Promise<Printed & { hash?: string }>;
    log(options?: Parameters<WorkingCopy['log']>[0]): Promise<Printed>;
    push(options?: PushOptions): Promise<Printed>;
    fetch(): Promise<Printed>;
    pull(options?: PullOptions): Promise<Printed>;
    switchTo(branch: string, options?: { create?: boolean }): Promise<Printed>;
    tag(name: string): Promise<Printed>;
    resolve(name: string): Promise<string | undefined>;
  };
}

/**
 * Git's commands on the workspace: its folder is what the learner's editor holds, and what a command changes in it the editor
 * shows.
 */
export function gitActions(parts: {
  copy: WorkingCopy;
  workspace: Lab;
  /** The folder of the workspace that is the repository. */
  folder: string;
  log: ClusterLog;
}): GitActions {
  const { copy, workspace, folder, log } = parts;

  async function inFolder<T extends object>(
    command: string,
    act: () => Promise<T & Partial<Printed>>,
  ): Promise<T> {
    await copy.setFiles(below(workspace.getState().tree, folder));
    const before = copy.files();
    const done = await act();
    if (copy.files() !== before) workspace.adopt(withBelow(workspace.getState().tree, folder, copy.files()));
    if (command !== '') {
      const why = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim();
      log.write({ actor: 'learner', what: `git ${command}`, ...(why && { why }) });
    }
    return done;
  }

  return {
    git: {
      status: () => inFolder('', () => copy.status()),
      statusText: (options) => inFolder('', () => copy.statusText(options)),
      add: (...paths) => inFolder(`add ${paths.join(' ')}`, () => copy.add(paths)),
      commit: (message, options) => inFolder('commit', () => copy.commit(message, options)),
      log: (options) => inFolder('', () => copy.log(options)),
      push: (options) => inFolder('push', () => copy.push(options)),
      fetch: () => inFolder('fetch', () => copy.fetch()),
      pull: (options) => inFolder('pull', () => copy.pull(options)),
      switchTo: (branch, options) => inFolder(`switch ${branch}`, () => copy.switchTo(branch, options)),
      tag: (name) => inFolder(`tag ${name}`, () => copy.tag(name)),
      resolve: (name) => copy.resolve(name),
    },
  };
}
