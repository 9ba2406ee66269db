import { at, itemsAt, type KubeObject, nameOf, numberAt, textAt } from '../object';
import { degraded, type HealthStatus, healthy, progressing, suspended } from './status';

const generation = (object: KubeObject): number => numberAt(object, 'metadata', 'generation') ?? 0;
const status = (object: KubeObject, field: string): number => numberAt(object, 'status', field) ?? 0;
const condition = (object: KubeObject, type: string) =>
  itemsAt(object, 'status', 'conditions').find((item) => textAt(item, 'type') === type);

/** As gitops-engine/pkg/health/health_deployment.go. */
export function deploymentHealth(object: KubeObject): HealthStatus {
  if (at(object, 'spec', 'paused') === true) return suspended('Deployment is paused');
  const waiting = 'Waiting for rollout to finish: ';
  if (generation(object) > status(object, 'observedGeneration')) {
    return progressing(`${waiting}observed deployment generation less than desired generation`);
  }
  if (textAt(condition(object, 'Progressing'), 'reason') === 'ProgressDeadlineExceeded') {
    return degraded(`Deployment ${JSON.stringify(nameOf(object))} exceeded its progress deadline`);
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const updated = status(object, 'updatedReplicas');
  const replicas = status(object, 'replicas');
  const available = status(object, 'availableReplicas');
  if (wanted !== undefined && updated < wanted) {
    return progressing(`${waiting}${updated} out of ${wanted} new replicas have been updated...`);
  }
  if (replicas > updated) {
    return progressing(`${waiting}${replicas - updated} old replicas are pending termination...`);
  }
  if (available < updated) {
    return progressing(`${waiting}${available} of ${updated} updated replicas are available...`);
  }
  return healthy();
}

/** As health_statefulset.go. */
export function statefulSetHealth(object: KubeObject): HealthStatus {
  const observed = status(object, 'observedGeneration');
  if (observed === 0 || generation(object) > observed) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const wanted = numberAt(object, 'spec', 'replicas');
  const ready = status(object, 'readyReplicas');
  if (wanted !== undefined && ready < wanted) {
    return progressing(`Waiting for ${wanted - ready} pods to be ready...`);
  }
  const updated = status(object, 'updatedReplicas');
  const strategy = at(object, 'spec', 'updateStrategy');
  const rolling = at(strategy, 'rollingUpdate') ?? null;
  if (textAt(strategy, 'type') === 'RollingUpdate' && rolling !== null) {
    const partition = numberAt(rolling, 'partition');
    const part = wanted !== undefined && partition !== undefined ? wanted - partition : undefined;
    if (part !== undefined && updated < part) {
      return progressing(
        `Waiting for partitioned roll out to finish: ${updated} out of ${part} new pods have been updated...`,
      );
    }
    return healthy(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (textAt(strategy, 'type') === 'OnDelete') return healthy(`statefulset has ${ready} ready pods`);
  const update = textAt(object, 'status', 'updateRevision');
  const current = textAt(object, 'status', 'currentRevision');
  if (update !== current) {
    return progressing(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${update}...`,
    );
  }
  const pods = status(object, 'currentReplicas');
  return healthy(`statefulset rolling update complete ${pods} pods at revision ${current}...`);
}

/** As health_daemonset.go. */
export function daemonSetHealth(object: KubeObject): HealthStatus {
  if (generation(object) > status(object, 'observedGeneration')) {
    return progressing(
      'Waiting for rollout to finish: observed daemon set generation less than desired generation',
    );
  }
  const updated = status(object, 'updatedNumberScheduled');
  const desired = status(object, 'desiredNumberScheduled');
  const available = status(object, 'numberAvailable');
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return healthy(`daemon set ${updated} out of ${desired} new pods have been updated`);
  }
  const waiting = `Waiting for daemon set ${JSON.stringify(nameOf(object))} rollout to finish:`;
  if (updated < desired) {
    return progressing(`${waiting} ${updated} out of ${desired} new pods have been updated...`);
  }
  if (available < desired) {
    return progressing(`${waiting} ${available} of ${desired} updated pods are available...`);
  }
  return healthy();
}

/** As health_replicaset.go. */
export function replicaSetHealth(object: KubeObject): HealthStatus {
  const waiting = 'Waiting for rollout to finish: ';
  if (generation(object) > status(object, 'observedGeneration')) {
    return progressing(`${waiting}observed replica set generation less than desired generation`);
  }
  const failure = condition(object, 'ReplicaFailure');
  if (textAt(failure, 'status') === 'True') return degraded(textAt(failure, 'message'));
  const wanted = numberAt(object, 'spec', 'replicas');
  const available = status(object, 'availableReplicas');
  if (wanted !== undefined && available < wanted) {
    return progressing(`${waiting}${available} out of ${wanted} new replicas are available...`);
  }
  return healthy();
}

/** As health_job.go: of Failed and Complete only the type counts, whatever their status says. */
export function jobHealth(object: KubeObject): HealthStatus {
  let failure: string | undefined;
  let message: string | undefined;
  let isSuspended = false;
  for (const item of itemsAt(object, 'status', 'conditions')) {
    const text = textAt(item, 'message');
    switch (textAt(item, 'type')) {
      case 'Failed':
        failure = text;
        break;
      case 'Suspended':
        message = text;
        isSuspended ||= textAt(item, 'status') === 'True';
        break;
      case 'Complete':
        message = text;
        break;
    }
  }
  if (failure !== undefined) return degraded(failure);
  if (message === undefined) return progressing();
  return isSuspended ? suspended(message) : healthy(message);
}
