import type { Context } from '../../context';
import type { ApiObject, JsonMap } from '../../interface';
import { mapAt, mapsAt, textAt } from '../../object';
import { quantity } from '../../scheduler/quantity';
import { isWorkPod } from '../../types/workloads';
import { keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { isTerminal } from '../shared/pods';
import { type Outcome, WorkQueue } from '../shared/queue';

/** Which kind a counted resource of a quota is. */
const COUNTED: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  pods: ['v1', 'Pod'],
  services: ['v1', 'Service'],
  secrets: ['v1', 'Secret'],
  configmaps: ['v1', 'ConfigMap'],
  persistentvolumeclaims: ['v1', 'PersistentVolumeClaim'],
  replicationcontrollers: ['v1', 'ReplicationController'],
  resourcequotas: ['v1', 'ResourceQuota'],
  'count/deployments.apps': ['apps/v1', 'Deployment'],
  'count/replicasets.apps': ['apps/v1', 'ReplicaSet'],
  'count/statefulsets.apps': ['apps/v1', 'StatefulSet'],
  'count/jobs.batch': ['batch/v1', 'Job'],
  'count/cronjobs.batch': ['batch/v1', 'CronJob'],
};

/** Says what of each ResourceQuota is used. As pkg/controller/resourcequota/resource_quota_controller.go. */
export class QuotaController {
  private readonly hand: Hand;
  private readonly caches: Caches;
  private readonly quotas;
  private readonly queue: WorkQueue;

  constructor(context: Context) {
    this.hand = new Hand(context, 'resourcequota-controller');
    this.caches = Caches.of(context);
    this.quotas = this.caches.kind('v1', 'ResourceQuota');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    for (const [apiVersion, kind] of Object.values(COUNTED))
      this.caches.kind(apiVersion, kind).each(({ object }) => {
        for (const quota of this.quotas.inNamespace(object.metadata.namespace)) this.queue.add(keyOf(quota));
      });
  }

  private sync(key: string): Outcome {
    const cached = this.quotas.get(key);
    const quota = cached && this.hand.read(refOf(cached));
    if (!quota) return 'done';
    const hard = mapAt(quota, 'spec', 'hard');
    const used: JsonMap = {};
    for (const name of Object.keys(hard)) used[name] = this.usedOf(quota, name);
    return this.hand.status(quota, { hard, used }, 'what its namespace uses') ? 'done' : 'retry';
  }

  private usedOf(quota: ApiObject, name: string): string {
    const plain = name.startsWith('count/') && Object.hasOwn(COUNTED, name.slice(6)) ? name.slice(6) : name;
    const { namespace } = quota.metadata;
    const counted = Object.hasOwn(COUNTED, plain) ? COUNTED[plain] : undefined;
    if (counted) {
      const objects = this.caches.kind(...counted).inNamespace(namespace);
      return `${objects.filter((object) => !isWorkPod(object) || !isTerminal(object)).length}`;
    }
    const [, group = 'requests', resource = ''] = /^(?:(requests|limits)\.)?(.+)$/.exec(name) ?? [];
    const total = this.caches.pods
      .inNamespace(namespace)
      .filter((pod) => isWorkPod(pod) && !isTerminal(pod))
      .flatMap((pod) => mapsAt(pod, 'spec', 'containers'))
      .reduce((sum, container) => sum + quantity(textAt(container, 'resources', group, resource)), 0);
    return written(resource, total);
  }
}

/** A sum as a quantity: `1500m`, `2`, `3Gi`. */
function written(resource: string, total: number): string {
  if (resource === 'cpu' && !Number.isInteger(total)) return `${Math.round(total * 1000)}m`;
  for (const [unit, size] of [
    ['Gi', 2 ** 30],
    ['Mi', 2 ** 20],
    ['Ki', 2 ** 10],
  ] as const)
    if (resource !== 'cpu' && total > 0 && total % size === 0) return `${total / size}${unit}`;
  return `${total}`;
}
