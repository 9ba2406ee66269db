import { at, isMap, itemsAt, type Json, type KubeObject, textAt } from '../object';
import { degraded, type HealthStatus, healthy, progressing } from './status';

/** What upstream ships as Lua scripts in resource_customizations/. They are asked before the built-in checks. */

const conditionsOf = (object: KubeObject): readonly Json[] => itemsAt(object, 'status', 'conditions');

/** As batch/CronJob/health.lua: a suspended one is Healthy, see argo-cd issue 24428. */
export function cronJobHealth(object: KubeObject): HealthStatus {
  if (at(object, 'spec', 'suspend') === true) return healthy('CronJob is Suspended');
  if (!isMap(at(object, 'status'))) return progressing('Waiting for CronJob');
  const scheduled = textAt(object, 'status', 'lastScheduleTime');
  const succeeded = textAt(object, 'status', 'lastSuccessfulTime');
  if (!scheduled) return healthy('CronJob has not been scheduled yet');
  if (!succeeded) return healthy('The CronJob never completed successfully. It may not be healthy');
  if (itemsAt(object, 'status', 'active').length > 0) {
    return healthy('The job is running. Its last execution may not have been successful');
  }
  return succeeded < scheduled
    ? degraded('CronJob has not completed its last execution successfully')
    : healthy('CronJob has completed its last execution successfully');
}

/** As apiextensions.k8s.io/CustomResourceDefinition/health.lua. */
export function crdHealth(object: KubeObject): HealthStatus {
  if (conditionsOf(object).length === 0) return progressing('Status conditions not found');
  let established = false;
  for (const condition of conditionsOf(object)) {
    const message = textAt(condition, 'message');
    const is = (type: string, status: string) =>
      textAt(condition, 'type') === type && textAt(condition, 'status') === status;
    if (is('Terminating', 'True')) return progressing(`CRD is terminating: ${message}`);
    if (is('NamesAccepted', 'False')) return degraded(`CRD names have not been accepted: ${message}`);
    if (is('NonStructuralSchema', 'True')) return degraded(`Schema violations found: ${message}`);
    if (is('Established', 'True')) established = true;
    else if (textAt(condition, 'type') === 'Established' && textAt(condition, 'reason') === 'Installing') {
      return progressing('CRD is being installed');
    }
  }
  return established ? healthy('CRD is healthy') : degraded('CRD is not established');
}

/** As policy/PodDisruptionBudget/health.lua. */
export function pdbHealth(object: KubeObject): HealthStatus {
  let health = progressing('Waiting for status');
  for (const condition of conditionsOf(object)) {
    const reason = textAt(condition, 'reason');
    const message = `PodDisruptionBudget has ${reason}`;
    if (textAt(condition, 'status') === 'False' && reason !== 'InsufficientPods') return degraded(message);
    health = healthy(message);
  }
  return health;
}

/** As argoproj.io/ApplicationSet/health.lua. */
export function applicationSetHealth(object: KubeObject): HealthStatus {
  const message = (type: string, status: string) => {
    const found = conditionsOf(object).find(
      (item) => textAt(item, 'type') === type && textAt(item, 'status') === status,
    );
    return found === undefined ? undefined : textAt(found, 'message');
  };
  const bad = message('ErrorOccurred', 'True') ?? message('ResourcesUpToDate', 'False');
  if (bad !== undefined) return degraded(bad);
  const rolling = message('RolloutProgressing', 'True');
  if (rolling !== undefined) return progressing(rolling);
  const good = message('ResourcesUpToDate', 'True');
  return good === undefined ? progressing('Waiting for the status to be reported') : healthy(good);
}

/**
 * The check that Argo CD's manual gives for an app of apps. Upstream does not ship it: without it an Application has no health,
 * and waves do not wait for it. As docs/operator-manual/health.md.
 */
export function applicationHealth(object: KubeObject): HealthStatus {
  const health = at(object, 'status', 'health');
  const message = textAt(health, 'message');
  switch (textAt(health, 'status')) {
    case 'Healthy':
      return healthy(message);
    case 'Degraded':
      return degraded(message);
    case 'Suspended':
      return { status: 'Suspended', message };
    case 'Missing':
      return { status: 'Missing', message };
    case 'Unknown':
      return { status: 'Unknown', message };
    default:
      return progressing(message);
  }
}
