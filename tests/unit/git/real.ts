import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADA, BEGIN, GRACE, MINUTE, type Told, URL } from './play';
import { type Session, START, type Step } from './sessions';

/** The version of Git at hand, such as `2.39.5`; undefined where there is none. */
export function gitVersion(): string | undefined {
  const { status, stdout } = spawnSync('git', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /(\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
}

/** Plays a session with real Git, in folders of its own. */
export function playReal({ steps }: Session): Told[] {
  const root = mkdtempSync(path.join(tmpdir(), 'git-session-'));
  const bare = path.join(root, 'argocd-learning.git');
  const remote = `file://${bare}`;
  let now = BEGIN;

  function git(folder: string, author: typeof ADA, args: string[]): Told {
    const date = `${Math.floor(now / 1000)} +0000`;
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        HOME: root,
        LANG: 'C',
        TZ: 'UTC',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: date,
      },
    });
    const named = (text: string) =>
      text.replaceAll(remote, URL).replaceAll(remote.replace(/\.git$/, ''), URL.replace(/\.git$/, ''));
    return { run: args, exitCode: status ?? -1, stdout: named(stdout), stderr: named(stderr) };
  }

  function write(folder: string, files: { [path: string]: string }): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  const mine = path.join(root, 'mine');
  const theirs = path.join(root, 'theirs');
  const told: Told[] = [];

  function commitAll(folder: string, author: typeof ADA, message: string): void {
    git(folder, author, ['add', '.']);
    git(folder, author, ['commit', '-q', '-m', message]);
    git(folder, author, ['push', '-q', 'origin', 'main']);
  }

  function perform(step: Step): void {
    if ('write' in step) write(mine, step.write);
    else if ('remove' in step) for (const name of step.remove) rmSync(path.join(mine, name));
    else if ('hook' in step) {
      const hook = path.join(bare, 'hooks/pre-receive');
      if (step.hook === undefined) rmSync(hook);
      else {
        const lines = step.hook.map((text) => `echo "${text}"\n`).join('');
        writeFileSync(hook, `#!/bin/sh\n${lines}exit 1\n`);
        chmodSync(hook, 0o755);
      }
    } else if ('colleague' in step) {
      git(theirs, GRACE, ['pull', '-q']);
      write(theirs, step.colleague.write);
      commitAll(theirs, GRACE, step.colleague.message);
    } else told.push(git(mine, ADA, step.run));
  }

  try {
    git(root, ADA, ['init', '-q', '--bare', '-b', 'main', bare]);
    git(root, ADA, ['clone', '-q', remote, 'first']);
    const first = path.join(root, 'first');
    git(first, ADA, ['checkout', '-q', '-b', 'main']);
    write(first, START);
    commitAll(first, ADA, 'Day 5');
    git(root, ADA, ['clone', '-q', remote, 'mine']);
    git(root, GRACE, ['clone', '-q', remote, 'theirs']);
    for (const step of steps) {
      now += MINUTE;
      perform(step);
    }
    return told;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
