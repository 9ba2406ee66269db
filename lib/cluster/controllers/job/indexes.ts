import type { WorkPod } from '../../types/workloads';
import { isActive, isTerminating } from '../shared/pods';
import { INDEX, TRACKING } from './names';

/** Above this, ranges are cut: nobody's Job has more completions in a lab. */
const MOST = 100_000;

/** The index of a Pod; undefined when it has none or it is outside of the completions. As indexed_job_utils.go, getCompletionIndex. */
export function indexOf(pod: WorkPod, completions: number): number | undefined {
  const text = pod.metadata.annotations?.[INDEX];
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  const index = Number(text);
  return index < completions ? index : undefined;
}

/** `1,3-5` as numbers in order. As indexed_job_utils.go, parseIndexesFromString. */
export function parseIndexes(text: string | undefined, completions: number): number[] {
  const indexes: number[] = [];
  for (const part of (text ?? '').split(',')) {
    const range = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!range) continue;
    const from = Number(range[1]);
    const last = Math.min(Number(range[2] ?? range[1]), completions - 1, from + MOST);
    for (let index = from; index <= last; index++) indexes.push(index);
  }
  return indexes;
}

/** Numbers in order as `1,3-5`. As indexed_job_utils.go, orderedIntervals.String. */
export function formatIndexes(indexes: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < indexes.length; ) {
    let end = i;
    while (indexes[end + 1] === (indexes[end] ?? 0) + 1) end++;
    const [first, last] = [indexes[i], indexes[end]];
    // Two neighbours are written apart from nothing else: `1,2` is `1,2`, three are `1-3`.
    parts.push(first === last ? `${first}` : end === i + 1 ? `${first},${last}` : `${first}-${last}`);
    i = end + 1;
  }
  return parts.join(',');
}

/** The numbers of both, in order, each once. */
export function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Those of Pods that succeeded and are not counted yet. As indexed_job_utils.go, calculateSucceededIndexes. */
export function succeededNow(pods: readonly WorkPod[], completions: number): number[] {
  return pods.flatMap((pod) =>
    pod.status?.phase === 'Succeeded' && pod.metadata.finalizers?.includes(TRACKING)
      ? (indexOf(pod, completions) ?? [])
      : [],
  );
}

/** The first `count` indexes that nobody works on. As indexed_job_utils.go, firstPendingIndexes. */
export function pendingIndexes(
  pods: readonly WorkPod[],
  taken: readonly number[],
  count: number,
  completions: number,
  terminatingCount: boolean,
): number[] {
  const busy = new Set(taken);
  for (const pod of pods) {
    const index = indexOf(pod, completions);
    const works = isActive(pod) || (terminatingCount && isTerminating(pod));
    if (index !== undefined && works) busy.add(index);
  }
  const free: number[] = [];
  for (let index = 0; index < completions && free.length < count; index++)
    if (!busy.has(index)) free.push(index);
  return free;
}

/**
 * Active Pods that have no valid index, or share theirs with a Pod that is kept, and the rest.
 * As indexed_job_utils.go, appendDuplicatedIndexPodsForRemoval.
 */
export function surplusByIndex(
  sorted: readonly WorkPod[],
  completions: number,
): { surplus: WorkPod[]; left: WorkPod[] } {
  const keeper = new Map<number, WorkPod>();
  // The last of the order in which Pods go is the one to keep.
  for (const pod of sorted) {
    const index = indexOf(pod, completions);
    if (index !== undefined) keeper.set(index, pod);
  }
  const left = new Set(keeper.values());
  return { surplus: sorted.filter((pod) => !left.has(pod)), left: sorted.filter((pod) => left.has(pod)) };
}
