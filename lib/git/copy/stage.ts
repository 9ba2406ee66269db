import { add, remove } from 'isomorphic-git';
import { type Copy, type Printed, printed, refused } from './copy';
import { rowsOf } from './status';

/** Whether a path lies at or below a folder that a learner names; `.` and `` are the top. */
function within(path: string, named: string): boolean {
  const folder = named.replace(/^\.\//, '').replace(/\/+$/, '');
  return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** Takes what the folder holds of these rows into the index. */
async function stage(copy: Copy, rows: Awaited<ReturnType<typeof rowsOf>>): Promise<void> {
  for (const { path, inFolder, staged, same } of rows) {
    if (inFolder && !(staged && same)) await add({ ...copy.at, filepath: path });
    else if (!inFolder && staged) await remove({ ...copy.at, filepath: path });
  }
}

/** `git add <paths>`: all that lies below them, files that are gone included. */
export async function addPaths(copy: Copy, paths: readonly string[]): Promise<Printed> {
  if (paths.length === 0)
    return {
      exitCode: 0,
      stdout: '',
      stderr:
        'Nothing specified, nothing added.\nhint: Maybe you wanted to say \'git add .\'?\nhint: Turn this message off by running\nhint: "git config advice.addEmptyPathspec false"\n',
    };
  const rows = await rowsOf(copy);
  for (const named of paths) {
    const top = /^(\.\/?)+$/.test(named);
    if (!top && !rows.some(({ path }) => within(path, named)))
      return refused(128, `fatal: pathspec '${named}' did not match any files\n`);
  }
  await stage(
    copy,
    rows.filter(({ path }) => paths.some((named) => within(path, named))),
  );
  return printed('');
}

/** `git commit -a`: what became of the files that Git knows. */
export async function addKnown(copy: Copy): Promise<void> {
  await stage(
    copy,
    (await rowsOf(copy)).filter(({ staged }) => staged),
  );
}
