import { labelOf, selects } from '../controllers/shared/selector';
import type { JsonMap } from '../interface';
import { at, isMap, mapsAt, numberAt, textAt, textMapAt, textsAt } from '../object';
import type { LabelSelector, WorkPod } from '../types/workloads';
import type { NodeInfo } from './node';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

const terms = (pod: WorkPod, kind: 'podAffinity' | 'podAntiAffinity'): JsonMap[] =>
  mapsAt(pod.spec, 'affinity', kind, REQUIRED);

export function selectorAt(map: JsonMap, field: string): LabelSelector | undefined {
  const selector = at(map, field);
  if (!isMap(selector)) return undefined;
  return {
    matchLabels: textMapAt(selector, 'matchLabels'),
    matchExpressions: mapsAt(selector, 'matchExpressions').map((expression) => ({
      key: textAt(expression, 'key') ?? '',
      operator: textAt(expression, 'operator') ?? '',
      values: textsAt(expression, 'values'),
    })),
  };
}

/** Whether a term of `owner` speaks of `other`. As pkg/scheduler/framework/types.go, AffinityTerm.Matches. */
function speaksOf(term: JsonMap, owner: WorkPod, other: WorkPod): boolean {
  const namespaces = textsAt(term, 'namespaces');
  const all = at(term, 'namespaceSelector') !== undefined;
  const inScope =
    all ||
    (namespaces.length ? namespaces : [owner.metadata.namespace ?? '']).includes(
      other.metadata.namespace ?? '',
    );
  return inScope && selects(selectorAt(term, 'labelSelector'), other.metadata.labels);
}

const domainOf = (info: NodeInfo, term: JsonMap): string | undefined =>
  labelOf(info.node.metadata.labels, textAt(term, 'topologyKey') ?? '');

/** The Pods that share a node's domain. */
function* neighbours(info: NodeInfo, term: JsonMap, all: readonly NodeInfo[]): Generator<WorkPod> {
  const domain = domainOf(info, term);
  if (domain === undefined) return;
  for (const other of all) if (domainOf(other, term) === domain) yield* other.pods.values();
}

function some(pods: Iterable<WorkPod>, test: (pod: WorkPod) => boolean): boolean {
  for (const pod of pods) if (test(pod)) return true;
  return false;
}

/** Why not, by the required affinity and anti-affinity between Pods. As plugins/interpodaffinity/filtering.go. */
export function againstNeighbours(
  pod: WorkPod,
  info: NodeInfo,
  all: readonly NodeInfo[],
): { reason: string; unresolvable: boolean } | undefined {
  for (const term of terms(pod, 'podAffinity')) {
    const near = some(neighbours(info, term, all), (other) => speaksOf(term, pod, other));
    // The first of a group that wants to be with its like may be anywhere.
    const first =
      domainOf(info, term) !== undefined &&
      speaksOf(term, pod, pod) &&
      !all.some((other) => some(other.pods.values(), (there) => speaksOf(term, pod, there)));
    if (!near && !first) return { reason: "node(s) didn't match pod affinity rules", unresolvable: true };
  }
  for (const term of terms(pod, 'podAntiAffinity'))
    if (some(neighbours(info, term, all), (other) => speaksOf(term, pod, other)))
      return { reason: "node(s) didn't match pod anti-affinity rules", unresolvable: false };
  for (const other of all)
    for (const there of other.repelling.values())
      for (const term of terms(there, 'podAntiAffinity'))
        if (speaksOf(term, there, pod) && domainOf(other, term) === domainOf(info, term))
          return {
            reason: "node(s) didn't satisfy existing pods anti-affinity rules",
            unresolvable: false,
          };
  return undefined;
}

/** Why not, by topologySpreadConstraints that must hold. As plugins/podtopologyspread/filtering.go. */
export function againstSpread(
  pod: WorkPod,
  info: NodeInfo,
  all: readonly NodeInfo[],
): { reason: string; unresolvable: boolean } | undefined {
  for (const constraint of mapsAt(pod.spec, 'topologySpreadConstraints')) {
    if (textAt(constraint, 'whenUnsatisfiable') !== 'DoNotSchedule') continue;
    const here = domainOf(info, constraint);
    if (here === undefined)
      return {
        reason: "node(s) didn't match pod topology spread constraints (missing required label)",
        unresolvable: true,
      };
    const selector = selectorAt(constraint, 'labelSelector');
    const counts = new Map<string, number>();
    for (const other of all) {
      const domain = domainOf(other, constraint);
      if (domain === undefined) continue;
      let matching = 0;
      for (const there of other.pods.values())
        if (there.metadata.namespace === pod.metadata.namespace && selects(selector, there.metadata.labels))
          matching++;
      counts.set(domain, (counts.get(domain) ?? 0) + matching);
    }
    const self = selects(selector, pod.metadata.labels) ? 1 : 0;
    const skew = (counts.get(here) ?? 0) + self - Math.min(...counts.values());
    if (skew > (numberAt(constraint, 'maxSkew') ?? 1))
      return { reason: "node(s) didn't match pod topology spread constraints", unresolvable: false };
  }
  return undefined;
}
