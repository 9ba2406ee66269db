import { names } from '@/content/week1/day6/names';
import { type RunningLab, startLab } from '@/lib/lab/headless';
import { type Tree, textOf } from '@/lib/tree';

const MINUTE = 60_000;
const { inWorkspace } = names;

export interface Lesson {
  start: Tree;
  solution: Tree;
}

/** A learner who takes a minute for each step. */
async function change(lab: RunningLab, message: string, files: { [path: string]: string }): Promise<void> {
  for (const [path, text] of Object.entries(files)) lab.workspace.writeFile(path, text);
  await lab.advance(MINUTE);
  await lab.git.add('.');
  const { hash } = await lab.git.commit(message);
  await lab.git.push();
  await lab.advance(MINUTE);
  lab.apply(names.applicationFile);
  lab.refresh();
  await lab.waitUntil(() => lab.application()?.revision === hash, 5 * MINUTE);
  lab.sync();
  await lab.waitUntil(() => lab.application()?.phase !== 'Running', 10 * MINUTE);
  await lab.advance(MINUTE);
}

/**
 * The lesson's whole task, with a learner's detours: the first script over a broken Service, the mended one, the Service mended,
 * and the namespace hardened.
 */
export async function wholeTask(lab: RunningLab, { start, solution }: Lesson): Promise<string[]> {
  const ends: string[] = [];
  const solved = (path: string) => textOf(solution, path) ?? '';
  const broken = solved(inWorkspace.serviceFile).replace('app: echo-frontend', 'app: echo-front');
  const application = textOf(start, names.applicationFile) ?? '';
  const step = async (message: string, files: { [path: string]: string }) => {
    await change(lab, message, files);
    const { phase, message: said, health } = lab.application() ?? {};
    ends.push(`${message}: ${phase}, ${health}: ${said}`);
  };
  lab.workspace.copy(inWorkspace.day5, inWorkspace.day6);
  await step('A hook that cannot fail, over a broken Service', {
    [names.applicationFile]: application.replace(names.overlayBefore, names.overlay),
    [inWorkspace.serviceFile]: broken,
    [inWorkspace.kustomizationFile]: solved(inWorkspace.kustomizationFile),
    [inWorkspace.hookFile]: solved(inWorkspace.hookFile).replace('set -e', 'set +e'),
  });
  await step('A hook that can', { [inWorkspace.hookFile]: solved(inWorkspace.hookFile) });
  await step('The Service finds its Pods', { [inWorkspace.serviceFile]: solved(inWorkspace.serviceFile) });
  await step('A namespace that enforces restricted', {
    [names.applicationFile]: solved(names.applicationFile),
    [`${names.repository}/README.md`]: '# Day 6 is done\n',
  });
  return ends;
}

/** Everything that the whole task leaves behind, as one text: objects, the log, what Git holds, and our own faults. */
export async function story(seed: number, lesson: Lesson): Promise<string> {
  const lab = await startLab({ lesson: 'week1/day6', ...lesson, seed });
  const ends = await wholeTask(lab, lesson);
  const { api, log } = lab.cluster;
  const objects = api.resources().flatMap(({ apiVersion, kind }) => {
    const listed = api.list({ apiVersion, kind });
    return listed.ok ? listed.value.items : [];
  });
  const git = [lab.remote.refs(), await lab.git.log(), await lab.git.statusText()];
  const told = { ends, objects, log: log.entries(), git, faults: lab.cluster.faults() };
  lab.dispose();
  return JSON.stringify(told);
}
