import { Errors, getConfig, push, setConfig } from 'isomorphic-git';
import { spoken } from '../server/pkt-line';
import {
  declined,
  noSuchRef,
  notFound,
  noUpstream,
  type Rejection,
  refLine,
  rejected,
  remoteLines,
} from '../words/push';
import { branchOf, type Copy, type Printed, refused, resolved, short } from './copy';
import { descends, has } from './descends';
import { listening } from './listening';

const ZERO = '0'.repeat(40);

export interface PushOptions {
  /** A branch or a tag; the branch that is checked out where it is absent. */
  ref?: string;
  force?: boolean;
  /** `-u`: the branch follows what it is pushed to. */
  setUpstream?: boolean;
}

/** The URL of `origin`. */
export async function originOf(copy: Copy): Promise<string | undefined> {
  const url: unknown = await getConfig({ ...copy.at, path: 'remote.origin.url' });
  return typeof url === 'string' ? url : undefined;
}

/** The words for what the server did with the ref. */
function outcome(from: string, to: string, forced: boolean, way: string, tag: boolean): string {
  if (from === ZERO) return refLine('*', tag ? '[new tag]' : '[new branch]', way);
  const range = `${short(from)}${forced ? '...' : '..'}${short(to)}`;
  return forced ? refLine('+', range, way, 'forced update') : refLine(' ', range, way);
}

/** `git push origin <ref>`. What Git prints goes to stderr, as with the real one. */
export async function pushRef(copy: Copy, options: PushOptions = {}): Promise<Printed> {
  const url = await originOf(copy);
  if (url === undefined)
    return refused(
      128,
      "fatal: 'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n",
    );
  const branch = await branchOf(copy);
  const name = options.ref ?? branch;
  if (name === undefined)
    return refused(
      128,
      'fatal: You are not currently on a branch.\nTo push the history leading to the current (detached HEAD)\nstate now, use\n\n    git push origin HEAD:<name-of-remote-branch>\n\n',
    );
  const follows = await getConfig({ ...copy.at, path: `branch.${name}.merge` });
  if (options.ref === undefined && follows === undefined && !options.setUpstream)
    return refused(128, noUpstream(name));
  const tag = (await resolved(copy, `refs/heads/${name}`)) === undefined;
  const ref = tag ? `refs/tags/${name}` : `refs/heads/${name}`;
  const tip = await resolved(copy, ref);
  if (tip === undefined) return refused(1, noSuchRef(url, name));
  return send(copy, { url, ref, name, tip, tag, options });
}

async function send(
  copy: Copy,
  about: { url: string; ref: string; name: string; tip: string; tag: boolean; options: PushOptions },
): Promise<Printed> {
  const { url, ref, name, tip, tag, options } = about;
  const way = `${name} -> ${name}`;
  const { http, heard } = listening(copy.http);
  let before = ZERO;
  const onPrePush = ({ remoteRef }: { remoteRef: { oid: string } }) => {
    before = remoteRef.oid;
    return true;
  };
  try {
    await push({
      ...copy.at,
      http,
      url,
      remote: 'origin',
      ref,
      remoteRef: ref,
      force: options.force ?? false,
      onPrePush,
    });
  } catch (error) {
    if (error instanceof Errors.HttpError) return refused(128, notFound(url));
    if (error instanceof Errors.PushRejectedError)
      return refused(1, rejected(url, way, await why(copy, tag, before)));
    if (!(error instanceof Errors.GitPushError)) throw error;
    const reason = error.data.result.refs[ref]?.error ?? 'failed';
    return refused(1, declined(url, way, reason, spoken(heard())));
  }
  let stdout = '';
  if (options.setUpstream && !tag) {
    await setConfig({ ...copy.at, path: `branch.${name}.remote`, value: 'origin' });
    await setConfig({ ...copy.at, path: `branch.${name}.merge`, value: ref });
    stdout = `branch '${name}' set up to track 'origin/${name}'.\n`;
  }
  if (before === tip) return { exitCode: 0, stdout, stderr: 'Everything up-to-date\n' };
  const forced = options.force === true && before !== ZERO && !(await descends(copy, tip, before));
  const stderr = `${remoteLines(spoken(heard()))}To ${url}\n${outcome(before, tip, forced, way, tag)}`;
  return { exitCode: 0, stdout, stderr };
}

async function why(copy: Copy, tag: boolean, before: string): Promise<Rejection> {
  if (tag) return 'already exists';
  return (await has(copy, before)) ? 'non-fast-forward' : 'fetch first';
}
