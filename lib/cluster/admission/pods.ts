import type { ApiObject, JsonMap } from '../interface';
import { isMap, listAt, mapsAt, textAt } from '../object';

/** What the mutating plugins write into a new Pod. As plugin/pkg/admission/{serviceaccount,priority,defaulttolerationseconds}. */
export function completePod(pod: JsonMap, classes: readonly ApiObject[]): void {
  const spec = pod.spec;
  if (!isMap(spec)) return;
  if (!spec.serviceAccountName) {
    spec.serviceAccountName = 'default';
    spec.serviceAccount = 'default';
  }
  const given = textAt(spec, 'priorityClassName');
  const priorityClass = given
    ? classes.find(({ metadata }) => metadata.name === given)
    : classes.find(({ globalDefault }) => globalDefault === true);
  if (!given && priorityClass) spec.priorityClassName = priorityClass.metadata.name;
  spec.priority = typeof priorityClass?.value === 'number' ? priorityClass.value : (spec.priority ?? 0);
  spec.preemptionPolicy ??= textAt(priorityClass, 'preemptionPolicy') ?? 'PreemptLowerPriority';
  tolerate(spec, 'node.kubernetes.io/not-ready');
  tolerate(spec, 'node.kubernetes.io/unreachable');
}

/** For how long a Pod stays on a node that has gone. */
const SECONDS = 300;

function tolerate(spec: JsonMap, key: string): void {
  const tolerations = mapsAt(spec, 'tolerations');
  const tolerated = tolerations.some(
    (toleration) =>
      (toleration.key === key || !toleration.key) &&
      (toleration.effect === 'NoExecute' || !toleration.effect),
  );
  if (!tolerated)
    spec.tolerations = [
      ...listAt(spec, 'tolerations'),
      { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: SECONDS },
    ];
}
