import { groupOfObject, type KubeObject, kindOf, nameOf, namespaceOf, textAt } from '../object';
import type { SyncPhase } from '../resource/hook';
import { objectOf, type SyncTask } from './task';

/** As gitops-engine/pkg/sync/sync_tasks.go, kindOrder; a kind that is not here comes last. */
const KINDS = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];
const KIND_RANK: ReadonlyMap<string, number> = new Map(KINDS.map((kind, i) => [kind, i - KINDS.length]));
const PHASE_RANK: Readonly<Record<SyncPhase, number>> = { PreSync: -1, Sync: 0, PostSync: 1, SyncFail: 2 };

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Phase, wave, kind, name. Upstream leaves the order of equals open; here it is the order they came in. */
function inOrder(tasks: readonly SyncTask[]): SyncTask[] {
  const ranked = tasks.map((task) => {
    const object = objectOf(task);
    return { task, rank: KIND_RANK.get(kindOf(object)) ?? 0, name: nameOf(object) };
  });
  ranked.sort(
    (a, b) =>
      PHASE_RANK[a.task.phase] - PHASE_RANK[b.task.phase] ||
      a.task.wave - b.task.wave ||
      a.rank - b.rank ||
      byText(a.name, b.name),
  );
  return ranked.map(({ task }) => task);
}

/** Sorts tasks into the order in which they run, and lifts what others need in front of them. */
export function sortTasks(tasks: readonly SyncTask[]): SyncTask[] {
  return liftCrds(liftNamespaces(inOrder(tasks)));
}

export const isNamespaceObject = (object: KubeObject): boolean =>
  kindOf(object) === 'Namespace' && groupOfObject(object) === '';

export const isCrd = (object: KubeObject): boolean =>
  kindOf(object) === 'CustomResourceDefinition' && groupOfObject(object) === 'apiextensions.k8s.io';

/** `group/Kind` of what a CustomResourceDefinition defines; undefined when it is none, or does not say. */
export function definedKind(object: KubeObject): string | undefined {
  if (!isCrd(object)) return undefined;
  const group = textAt(object, 'spec', 'group');
  const kind = textAt(object, 'spec', 'names', 'kind');
  return group && kind ? `${group}/${kind}` : undefined;
}

const liftNamespaces = (tasks: SyncTask[]): SyncTask[] =>
  lift(tasks, (object) => (isNamespaceObject(object) ? nameOf(object) : undefined), namespaceOf);

const liftCrds = (tasks: SyncTask[]): SyncTask[] =>
  lift(tasks, definedKind, (object) => `${groupOfObject(object)}/${kindOf(object)}`);

/**
 * Puts each task that provides something in front of the first that needs it; it takes over that one's phase and wave.
 * As sync_tasks.go, adjustDeps, in one walk.
 */
function lift(
  tasks: SyncTask[],
  provides: (object: KubeObject) => string | undefined,
  needs: (object: KubeObject) => string,
): SyncTask[] {
  const firstToNeed = new Map<string, SyncTask>();
  const before = new Map<SyncTask, SyncTask[]>();
  const lifted = new Set<SyncTask>();
  for (const task of tasks) {
    if (!task.target) continue;
    const provided = provides(task.target);
    if (provided === undefined) {
      const needed = needs(task.target);
      if (needed && !firstToNeed.has(needed)) firstToNeed.set(needed, task);
      continue;
    }
    const needing = firstToNeed.get(provided);
    if (!needing) continue;
    task.phase = needing.phase;
    task.wave = needing.wave;
    task.because.push({
      rule: 'lifted',
      text: `moved in front of ${kindOf(objectOf(needing))} ${nameOf(objectOf(needing))}, which needs it: same phase, same wave`,
    });
    before.set(needing, [...(before.get(needing) ?? []), task]);
    lifted.add(task);
  }
  if (lifted.size === 0) return tasks;
  return tasks.flatMap((task) => (lifted.has(task) ? [] : [...(before.get(task) ?? []), task]));
}
