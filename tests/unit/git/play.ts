import { cloneRepository, createGitHost, declinedByHook, type Printed, type WorkingCopy } from '@/lib/git';
import { treeOf, withFiles } from '@/lib/tree';
import { type Session, START, type Step } from './sessions';

export const URL = 'https://github.com/ada/argocd-learning.git';
export const ADA = { name: 'Ada', email: 'ada@example.com' };
export const GRACE = { name: 'Grace', email: 'grace@example.com' };
/** Epoch milliseconds of the first step; each later one is a minute on. */
export const BEGIN = Date.UTC(2026, 0, 5, 9);
export const MINUTE = 60_000;

/** A command and what it printed. */
export type Told = { run: string[] } & Printed;

/** Runs a command line of Git, as far as the sessions need it. */
function run(copy: WorkingCopy, [command, ...args]: string[]): Promise<Printed> {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const has = (option: string) => args.includes(option);
  switch (command) {
    case 'status':
      return copy.statusText({ short: has('--short') });
    case 'add':
      return copy.add(args);
    case 'commit':
      return copy.commit(args.at(-1) ?? '', { all: has('-a') || has('-am') });
    case 'log':
      return copy.log({ oneline: has('--oneline'), ...(has('-1') && { most: 1 }) });
    case 'push':
      return copy.push({
        force: has('--force'),
        setUpstream: has('-u'),
        ...(words[1] !== undefined && { ref: words[1] }),
      });
    case 'fetch':
      return copy.fetch();
    case 'pull':
      return copy.pull({ merge: has('--no-rebase') });
    case 'switch':
      return copy.switchTo(words[0] ?? '', { create: has('-c') });
    case 'branch':
      return copy.branches();
    case 'tag':
      return copy.tag(words[0] ?? '');
    default:
      throw new Error(`no such command: ${command}`);
  }
}

/** Plays a session in the lab. */
export async function play({ steps }: Pick<Session, 'steps'>): Promise<Told[]> {
  const host = createGitHost();
  const hosted = await host.create(URL);
  let now = BEGIN;
  await hosted.write({ tree: treeOf(START), author: ADA, at: now, message: 'Day 5' });
  const copy = await cloneRepository({ http: host.http, url: URL, author: ADA, now: () => now });
  let server = treeOf(START);
  const told: Told[] = [];
  const perform = async (step: Step) => {
    if ('write' in step) await copy.setFiles(withFiles(copy.files(), Object.entries(step.write)));
    else if ('remove' in step)
      await copy.setFiles(
        withFiles(
          copy.files(),
          step.remove.map((path) => [path, undefined]),
        ),
      );
    else if ('hook' in step) hosted.setRule(step.hook && declinedByHook(step.hook));
    else if ('colleague' in step) {
      server = withFiles(server, Object.entries(step.colleague.write));
      await hosted.write({ tree: server, author: GRACE, at: now, message: step.colleague.message });
    } else told.push({ run: step.run, ...(await run(copy, step.run)) });
  };
  for (const step of steps) {
    now += MINUTE;
    await perform(step);
  }
  return told.map(({ run: command, exitCode, stdout, stderr }) => ({
    run: command,
    exitCode,
    stdout,
    stderr,
  }));
}
