import { apiVersionOf, isList, itemsAt, type Json, type KubeObject, textAt } from '../object';
import { annotationOf } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { degraded, type HealthStatus, healthy, progressing, unknown } from './status';

/** As gitops-engine/pkg/health/health_service.go. */
export function serviceHealth(object: KubeObject): HealthStatus {
  return textAt(object, 'spec', 'type') === 'LoadBalancer' ? ingressHealth(object) : healthy();
}

/** As health_ingress.go. */
export function ingressHealth(object: KubeObject): HealthStatus {
  return itemsAt(object, 'status', 'loadBalancer', 'ingress').length > 0 ? healthy() : progressing();
}

/** As health_pvc.go. */
export function pvcHealth(object: KubeObject): HealthStatus {
  switch (textAt(object, 'status', 'phase')) {
    case 'Bound':
      return healthy();
    case 'Pending':
      return progressing();
    case 'Lost':
      return degraded();
    default:
      return unknown();
  }
}

/** As health_apiservice.go. */
export function apiServiceHealth(object: KubeObject): HealthStatus {
  const available = itemsAt(object, 'status', 'conditions').find(
    (item) => textAt(item, 'type') === 'Available',
  );
  if (available === undefined) return progressing('Waiting to be processed');
  const message = `${textAt(available, 'reason')}: ${textAt(available, 'message')}`;
  return textAt(available, 'status') === 'True' ? healthy(message) : progressing(message);
}

/** As health_argo.go: an Argo Workflow. */
export function workflowHealth(object: KubeObject): HealthStatus {
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case '':
    case 'Pending':
    case 'Running':
      return progressing(message);
    case 'Succeeded':
      return healthy(message);
    case 'Failed':
    case 'Error':
      return degraded(message);
    default:
      return unknown(message);
  }
}

const HPA_DEGRADED: ReadonlySet<string> = new Set([
  'AbleToScale FailedGetScale',
  'AbleToScale FailedUpdateScale',
  'ScalingActive FailedGetResourceMetric',
  'ScalingActive FailedGetObjectMetric',
  'ScalingActive FailedGetPodsMetric',
  'ScalingActive FailedGetExternalMetric',
  'ScalingActive FailedComputeMetricsReplicas',
  'ScalingActive InvalidSelector',
]);

/** As health_hpa.go: version 1 keeps its conditions as JSON in an annotation. */
export function hpaHealth(object: KubeObject): HealthStatus {
  if (apiVersionOf(object) === 'autoscaling/v2') {
    return hpaConditions(itemsAt(object, 'status', 'conditions'));
  }
  const text = annotationOf(object, ANNOTATION.hpaConditions);
  if (text === undefined) return hpaConditions([]);
  try {
    const conditions: Json = JSON.parse(text);
    return hpaConditions(isList(conditions) ? conditions : []);
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return unknown(`failed to convert conditions annotation to typed: ${words}`);
  }
}

function hpaConditions(conditions: readonly Json[]): HealthStatus {
  const bad = conditions.find((item) =>
    HPA_DEGRADED.has(`${textAt(item, 'type')} ${textAt(item, 'reason')}`),
  );
  if (bad !== undefined) return degraded(textAt(bad, 'message'));
  const good = conditions.find(
    (item) =>
      ['AbleToScale', 'ScalingLimited'].includes(textAt(item, 'type')) && textAt(item, 'status') === 'True',
  );
  return good === undefined ? progressing('Waiting to Autoscale') : healthy(textAt(good, 'message'));
}
