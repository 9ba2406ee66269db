import type { ApiObject, JsonMap } from '../interface';
import { mapsAt, textAt } from '../object';
import type { WorkPod } from '../types/workloads';

/** As k8s.io/component-helpers/scheduling/corev1/helpers.go, ToleratesTaint. */
export function tolerates(pod: WorkPod, taint: JsonMap): boolean {
  return mapsAt(pod.spec, 'tolerations').some((toleration) => {
    const effect = textAt(toleration, 'effect');
    if (effect && effect !== taint.effect) return false;
    const key = textAt(toleration, 'key');
    if (key && key !== taint.key) return false;
    if (textAt(toleration, 'operator') === 'Exists') return true;
    return Boolean(key) && (textAt(toleration, 'value') ?? '') === (textAt(taint, 'value') ?? '');
  });
}

/** The first taint with one of the effects that the Pod does not tolerate. */
export function untolerated(pod: WorkPod, node: ApiObject, effects: readonly string[]): JsonMap | undefined {
  return mapsAt(node.spec, 'taints').find(
    (taint) => effects.includes(textAt(taint, 'effect') ?? '') && !tolerates(pod, taint),
  );
}
