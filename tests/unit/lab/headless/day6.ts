import { names } from '@/content/week1/day6/names';
import type { ApiObject, Cluster } from '@/lib/cluster';
import { type LabOptions, type RunningLab, startLab } from '@/lib/lab/headless';
import { layOver, readTree } from '@/lib/lessons/server';
import { type Tree, textOf } from '@/lib/tree';

const LESSON = 'content/week1/day6';
export const start: Tree = await readTree(`${LESSON}/start`);
export const solution: Tree = layOver(start, await readTree(`${LESSON}/solution`));

/** A file of the solution. */
export function solved(path: string): string {
  const text = textOf(solution, path);
  if (text === undefined) throw new Error(`the solution has no ${path}`);
  return text;
}

/** The lab of Week 1, Day 6, as the lesson begins. */
export function day6(options: Partial<LabOptions> = {}): Promise<RunningLab> {
  return startLab({ lesson: 'week1/day6', start, solution, ...options });
}

export function write(lab: RunningLab, files: { [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    const fault = lab.workspace.writeFile(path, text);
    if (fault !== undefined) throw new Error(fault);
  }
}

const { inWorkspace } = names;

/** Copies Day 5, points the Application at it, and writes what the solution writes but the hardened namespace. */
export function editAll(lab: RunningLab, files: { [path: string]: string } = {}): void {
  const fault = lab.workspace.copy(inWorkspace.day5, inWorkspace.day6);
  if (fault !== undefined) throw new Error(fault);
  const application = textOf(lab.workspace.getState().tree, names.applicationFile) ?? '';
  write(lab, {
    [names.applicationFile]: application.replace(names.overlayBefore, names.overlay),
    [inWorkspace.serviceFile]: solved(inWorkspace.serviceFile),
    [inWorkspace.hookFile]: solved(inWorkspace.hookFile),
    [inWorkspace.kustomizationFile]: solved(inWorkspace.kustomizationFile),
    ...files,
  });
}

/** Commits all of the repository's files and pushes them; answers the commit. */
export async function publish(lab: RunningLab, message: string): Promise<string> {
  await lab.git.add('.');
  const committed = await lab.git.commit(message);
  const pushed = await lab.git.push();
  if (committed.hash === undefined || pushed.exitCode !== 0)
    throw new Error(committed.stdout + pushed.stderr);
  return committed.hash;
}

/** Applies the Application's file, refreshes it, and waits until Argo CD compares with a commit. */
export async function refreshTo(lab: RunningLab, hash: string): Promise<void> {
  const applied = lab.apply(names.applicationFile);
  if (applied.exitCode !== 0) throw new Error(applied.stderr);
  const path = `/${names.overlay}`;
  lab.refresh();
  if (!(await lab.waitUntil(() => lab.application()?.revision === hash, 60_000)))
    throw new Error(`never compared with ${hash} at ${path}: ${JSON.stringify(lab.application())}`);
}

/** Syncs and waits for the end; answers how it ended. */
export async function syncToEnd(lab: RunningLab, atMost = 1_200_000): Promise<string> {
  const asked = lab.sync();
  if (!asked.ok) throw new Error(asked.message);
  await lab.waitUntil(() => lab.application()?.phase !== 'Running', atMost);
  return lab.application()?.phase ?? '';
}

export function object(
  cluster: Cluster,
  apiVersion: string,
  kind: string,
  name: string,
): ApiObject | undefined {
  const found = cluster.api.get({ apiVersion, kind, namespace: names.namespace, name });
  return found.ok ? found.value : undefined;
}

export const hookJob = ({ cluster }: RunningLab): ApiObject | undefined =>
  object(cluster, 'batch/v1', 'Job', names.hook);

/** The Pods of the hook, oldest first. */
export function hookPods({ cluster }: RunningLab): ApiObject[] {
  const found = cluster.api.list({
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: names.namespace,
    labelSelector: `job-name=${names.hook}`,
  });
  return found.ok ? found.value.items : [];
}

/** What the newest Pod of the hook has printed. */
export function hookLog(lab: RunningLab): string[] {
  const pod = hookPods(lab).at(-1);
  if (!pod) return [];
  const read = lab.cluster.pods.logs({ namespace: names.namespace, name: pod.metadata.name });
  return read.ok ? read.value.map(({ text }) => text) : [read.error.message];
}
