import { holds, meets } from '../controllers/shared/selector';
import type { ApiObject, JsonMap } from '../interface';
import { at, mapsAt, textAt, textMapAt, textsAt } from '../object';
import type { WorkPod } from '../types/workloads';

/** Whether a node is one that the Pod's nodeSelector and required node affinity allow. As component-helpers/scheduling/corev1/nodeaffinity. */
export function allowsNode(pod: WorkPod, node: ApiObject): boolean {
  if (!holds(node.metadata.labels, textMapAt(pod.spec, 'nodeSelector'))) return false;
  const required = at(pod.spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  if (required === undefined) return true;
  return mapsAt(required, 'nodeSelectorTerms').some((term) => termMatches(term, node));
}

/** A term without requirements matches nothing. */
export function termMatches(term: JsonMap, node: ApiObject): boolean {
  const expressions = mapsAt(term, 'matchExpressions').map(requirement);
  const fields = mapsAt(term, 'matchFields').map(requirement);
  if (!expressions.length && !fields.length) return false;
  const names = { 'metadata.name': node.metadata.name };
  return (
    expressions.every((expression) => meets(expression, node.metadata.labels)) &&
    fields.every((field) => meets(field, names))
  );
}

const requirement = (map: JsonMap) => ({
  key: textAt(map, 'key') ?? '',
  operator: textAt(map, 'operator') ?? '',
  values: textsAt(map, 'values'),
});
