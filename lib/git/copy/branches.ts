import { branch, checkout, listBranches, tag } from 'isomorphic-git';
import { quoted } from '../words/quote';
import { trackingText } from '../words/status';
import type { Change } from './changes';
import { branchOf, type Copy, type Printed, printed, refused, resolved } from './copy';
import { whatIsInTheWay } from './in-the-way';
import { statusOf } from './status';

/** `git branch`: the branches, with a star at the one that is checked out. */
export async function branchList(copy: Copy): Promise<Printed> {
  const current = await branchOf(copy);
  const names = (await listBranches(copy.at)).sort();
  return printed(names.map((name) => `${name === current ? '*' : ' '} ${name}\n`).join(''));
}

/** `git switch <name>`; with `create` (`-c`), makes the branch first. */
export async function switchTo(copy: Copy, name: string, create = false): Promise<Printed> {
  const there = await resolved(copy, `refs/heads/${name}`);
  if (create) {
    if (there !== undefined) return refused(128, `fatal: a branch named '${name}' already exists\n`);
    if (!/^[^\s~^:?*[\\]+$/.test(name)) return refused(128, `fatal: '${name}' is not a valid branch name\n`);
    await branch({ ...copy.at, ref: name, checkout: true });
    return printed('', `Switched to a new branch '${name}'\n`);
  }
  if (there === undefined) return refused(128, `fatal: invalid reference: ${name}\n`);
  if ((await branchOf(copy)) === name) return printed('', `Already on '${name}'\n`);
  const head = await resolved(copy, 'HEAD');
  const blocked = head && (await whatIsInTheWay(copy, { from: head, to: there, by: 'checkout' }));
  if (blocked) return refused(1, blocked);
  const { staged, unstaged } = await statusOf(copy);
  await checkout({ ...copy.at, ref: name });
  const { upstream } = await statusOf(copy);
  const kept = keptText([...staged, ...unstaged]);
  return printed(kept + (upstream ? trackingText(upstream) : ''), `Switched to branch '${name}'\n`);
}

/** The changes that a switch carries along, as git/builtin/checkout.c, show_local_changes. */
function keptText(changes: readonly { kind: Change['kind']; path: string }[]): string {
  const letters = { 'new file': 'A', modified: 'M', deleted: 'D', renamed: 'R' };
  const byPath = new Map(changes.map(({ kind, path }) => [path, letters[kind]]));
  return [...byPath]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, letter]) => `${letter}\t${quoted(path)}\n`)
    .join('');
}

/** `git tag <name>`: a name for the commit that is checked out. */
export async function makeTag(copy: Copy, name: string): Promise<Printed> {
  if ((await resolved(copy, `refs/tags/${name}`)) !== undefined)
    return refused(128, `fatal: tag '${name}' already exists\n`);
  await tag({ ...copy.at, ref: name });
  return printed('');
}
