import type { ApiObject } from '../../interface';
import type { DaemonSet, DaemonSetStatus, WorkPod } from '../../types/workloads';
import { REVISION_LABEL } from '../revisions/revisions';
import { instant } from '../shared/clock';
import { scaled } from '../shared/int-or-percent';
import { isAvailable, isReady, isTerminal } from '../shared/pods';
import { suits, targetOf } from './pod';

/** What a DaemonSet has and where it should be. */
export interface DaemonState {
  set: DaemonSet;
  pods: WorkPod[];
  nodes: ApiObject[];
  /** The name of the revision of the present template, and the value of its label. */
  revision: string;
  now: number;
}

export interface DaemonDecision {
  create: string[];
  remove: { pod: WorkPod; why: string }[];
  /** Pods that ended: told of, and replaced. */
  ended: WorkPod[];
}

const revisionOf = (pod: WorkPod): string | undefined => pod.metadata.labels?.[REVISION_LABEL];
const goesAway = (pod: WorkPod): boolean => pod.metadata.deletionTimestamp !== undefined;

function podsByNode({ pods }: DaemonState): Map<string, WorkPod[]> {
  const byNode = new Map<string, WorkPod[]>();
  for (const pod of pods) {
    const node = targetOf(pod);
    if (node === undefined) continue;
    byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  }
  return byNode;
}

/** As daemon_controller.go, podsShouldBeOnNode. */
export function decideDaemons(state: DaemonState): DaemonDecision {
  const byNode = podsByNode(state);
  const decision: DaemonDecision = { create: [], remove: [], ended: [] };
  for (const node of state.nodes) {
    const here = byNode.get(node.metadata.name) ?? [];
    const { run, stay } = suits(state.set, node);
    const alive = here.filter((pod) => !goesAway(pod));
    if (run && here.length === 0) decision.create.push(node.metadata.name);
    else if (!stay)
      for (const pod of alive) decision.remove.push({ pod, why: `${node.metadata.name} is not for it` });
    else {
      const ended = alive.filter(isTerminal);
      decision.ended.push(...ended);
      const oldestFirst = alive.filter((pod) => !isTerminal(pod)).sort(byAge);
      for (const pod of oldestFirst.slice(1)) decision.remove.push({ pod, why: 'one is enough on a node' });
    }
  }
  return decision;
}

const created = (pod: WorkPod): number => instant(pod.metadata.creationTimestamp) ?? 0;
const byAge = (a: WorkPod, b: WorkPod): number =>
  created(a) - created(b) || (a.metadata.name < b.metadata.name ? -1 : 1);

/** The Pods of an old revision that may go now. As pkg/controller/daemon/update.go, rollingUpdate, without surge. */
export function decideRollout(state: DaemonState): WorkPod[] {
  const { set, nodes, revision, now } = state;
  if (set.spec.updateStrategy?.type === 'OnDelete') return [];
  const wanted = nodes.filter((node) => suits(set, node).run);
  const most = Math.max(
    1,
    scaled(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted.length, true),
  );
  const byNode = podsByNode(state);
  let unavailable = 0;
  const broken: WorkPod[] = [];
  const working: WorkPod[] = [];
  for (const node of wanted) {
    const pod = (byNode.get(node.metadata.name) ?? []).find((found) => !goesAway(found));
    const works = pod && isAvailable(pod, set.spec.minReadySeconds ?? 0, now);
    if (!works) unavailable++;
    if (pod && revisionOf(pod) !== revision) (works ? working : broken).push(pod);
  }
  // Those that do not work cost nothing.
  return [...broken, ...working.slice(0, Math.max(0, most - unavailable))];
}

/** As daemon_controller.go, updateDaemonSetStatus. */
export function daemonStatus(state: DaemonState): DaemonSetStatus {
  const { set, nodes, revision, now } = state;
  const byNode = podsByNode(state);
  const counts = { wanted: 0, scheduled: 0, misplaced: 0, ready: 0, available: 0, updated: 0 };
  for (const node of nodes) {
    const [pod] = [...(byNode.get(node.metadata.name) ?? [])].sort(byAge);
    if (!suits(set, node).run) {
      if (pod) counts.misplaced++;
      continue;
    }
    counts.wanted++;
    if (!pod) continue;
    counts.scheduled++;
    if (revisionOf(pod) === revision) counts.updated++;
    if (!isReady(pod)) continue;
    counts.ready++;
    if (isAvailable(pod, set.spec.minReadySeconds ?? 0, now)) counts.available++;
  }
  return {
    currentNumberScheduled: counts.scheduled,
    numberMisscheduled: counts.misplaced,
    desiredNumberScheduled: counts.wanted,
    numberReady: counts.ready,
    observedGeneration: set.metadata.generation,
    updatedNumberScheduled: counts.updated || undefined,
    numberAvailable: counts.available || undefined,
    numberUnavailable: counts.wanted - counts.available || undefined,
    collisionCount: set.status?.collisionCount,
  };
}
