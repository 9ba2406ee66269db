import type { Tree } from '@/lib/tree';
import { applicationsOf } from './applications';
import type { RunningLab } from './lab';

const MINUTE = 60_000;

/**
 * Does a lesson's task at once: brings the workspace to `wanted`, commits, pushes, applies the Applications, refreshes and syncs
 * them, and waits for the end.
 *
 * @returns what could not be done, in the words of the tool that refused it.
 */
export async function work(lab: RunningLab, wanted: Tree, message: string): Promise<string | undefined> {
  lab.workspace.adopt(wanted);
  await lab.git.add('.');
  const committed = await lab.git.commit(message);
  const pushed = committed.hash === undefined ? undefined : await lab.git.push();
  if (pushed !== undefined && pushed.exitCode !== 0) return pushed.stderr;
  const applications = applicationsOf(wanted);
  for (const path of new Set(applications.map((application) => application.path))) {
    const { exitCode, stderr } = lab.apply(path);
    if (exitCode !== 0) return stderr;
  }
  for (const { name } of applications) {
    lab.refresh('normal', name);
    await lab.advance(1000);
    const asked = lab.sync({}, name);
    if (!asked.ok) return `${asked.message}\n`;
    await lab.waitUntil(() => lab.application(name)?.phase !== 'Running', 10 * MINUTE);
  }
  await lab.advance(MINUTE);
  return undefined;
}
