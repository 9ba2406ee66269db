import { Errors, fetch, listBranches, listTags } from 'isomorphic-git';
import { notFound, refLine } from '../words/push';
import { type Copy, type Printed, printed, refused, resolved, short } from './copy';
import { descends } from './descends';
import { originOf } from './push';

/** The followed branches and the tags, with what each names. */
async function known(copy: Copy): Promise<Map<string, string>> {
  const names = [
    ...(await listBranches({ ...copy.at, remote: 'origin' })).map((name) => `refs/remotes/origin/${name}`),
    ...(await listTags(copy.at)).map((name) => `refs/tags/${name}`),
  ].filter((name) => name !== 'refs/remotes/origin/HEAD');
  const refs = new Map<string, string>();
  for (const name of names) refs.set(name, (await resolved(copy, name)) ?? '');
  return refs;
}

async function movedLine(
  copy: Copy,
  ref: string,
  before: string | undefined,
  after: string,
  width: number,
): Promise<string> {
  const tag = ref.startsWith('refs/tags/');
  const name = ref.replace(/^refs\/(tags|remotes\/origin)\//, '');
  const way = `${name.padEnd(width)} -> ${tag ? name : `origin/${name}`}`;
  if (before === undefined) return refLine('*', tag ? '[new tag]' : '[new branch]', way);
  if (await descends(copy, after, before)) return refLine(' ', `${short(before)}..${short(after)}`, way);
  return refLine('+', `${short(before)}...${short(after)}`, `${way} `, 'forced update');
}

/** `git fetch`: brings what the remote has. What Git prints goes to stderr. */
export async function fetchOrigin(copy: Copy): Promise<Printed> {
  const url = await originOf(copy);
  if (url === undefined)
    return refused(
      128,
      "fatal: 'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n",
    );
  const before = await known(copy);
  try {
    await fetch({ ...copy.at, http: copy.http, remote: 'origin', tags: true });
  } catch (error) {
    if (error instanceof Errors.HttpError) return refused(128, notFound(url));
    throw error;
  }
  const moved = [...(await known(copy))].filter(([ref, oid]) => before.get(ref) !== oid);
  if (moved.length === 0) return printed('');
  const names = moved.map(([ref]) => ref.replace(/^refs\/(tags|remotes\/origin)\//, ''));
  const width = Math.max(10, ...names.map((name) => name.length));
  let stderr = `From ${url.replace(/\/+$/, '').replace(/\.git$/, '')}\n`;
  for (const [ref, oid] of moved) stderr += await movedLine(copy, ref, before.get(ref), oid, width);
  return printed('', stderr);
}
