import { at, isMap, itemsAt, type Json, type KubeObject, numberAt, textAt } from '../object';
import { annotationOf } from '../resource/annotations';
import { isHook } from '../resource/hook';
import { ANNOTATION } from '../resource/names';
import { degraded, type HealthStatus, healthy, progressing, unknown } from './status';

/** As gitops-engine/pkg/health/health_pod.go. */
export function podHealth(pod: KubeObject): HealthStatus {
  const policy = textAt(pod, 'spec', 'restartPolicy');
  const longRunning =
    policy === 'Always' || (annotationOf(pod, ANNOTATION.ignoreRestartPolicy) === 'true' && !isHook(pod));
  const containers = itemsAt(pod, 'status', 'containerStatuses');
  if (longRunning) {
    const stuck = containers.filter(isStuck);
    if (stuck.length > 0) {
      return degraded(stuck.map((item) => textAt(item, 'state', 'waiting', 'message')).join(', '));
    }
  }
  const message = textAt(pod, 'status', 'message');
  switch (textAt(pod, 'status', 'phase')) {
    case 'Pending':
      return progressing(message);
    case 'Succeeded':
      return healthy(message);
    case 'Failed':
      return degraded(message || failureOf(pod));
    case 'Running':
      if (longRunning) return runningHealth(pod, containers, message);
      if (policy === 'OnFailure' || policy === 'Never') return progressing(message);
  }
  return unknown(message);
}

/** A container that waits for a reason which does not pass by itself. */
function isStuck(container: Json): boolean {
  return /^Err|Error$|BackOff$/.test(textAt(container, 'state', 'waiting', 'reason'));
}

/** What the first container to have failed says. */
function failureOf(pod: KubeObject): string {
  const all = [
    ...itemsAt(pod, 'status', 'initContainerStatuses'),
    ...itemsAt(pod, 'status', 'containerStatuses'),
  ];
  for (const container of all) {
    const terminated = at(container, 'state', 'terminated');
    const message = textAt(terminated, 'message');
    if (message) return message;
    if (textAt(terminated, 'reason') === 'OOMKilled') return 'OOMKilled';
    const code = numberAt(terminated, 'exitCode') ?? 0;
    if (code !== 0) {
      return `container ${JSON.stringify(textAt(container, 'name'))} failed with exit code ${code}`;
    }
  }
  return '';
}

function runningHealth(pod: KubeObject, containers: readonly Json[], message: string): HealthStatus {
  const ready = itemsAt(pod, 'status', 'conditions').some(
    (item) => textAt(item, 'type') === 'Ready' && textAt(item, 'status') === 'True',
  );
  if (ready) return healthy(message);
  const restarted = containers.some((item) => isMap(at(item, 'lastState', 'terminated')));
  return restarted ? degraded(message) : progressing(message);
}
