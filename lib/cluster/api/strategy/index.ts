import * as others from '../defaults/others';
import { defaultPod, defaultTemplate } from '../defaults/pod';
import { mapIn } from '../defaults/preset';
import * as workloads from '../defaults/workloads';
import type { Kind } from '../kinds';
import { job } from './jobs';
import { service } from './services';
import type { Strategy } from './strategy';

export type { Strategy } from './strategy';

const STRATEGIES: Readonly<Record<string, Strategy>> = {
  '/Pod': {
    defaults: defaultPod,
    prepareCreate(pod) {
      pod.status = { phase: 'Pending' };
    },
  },
  '/PodTemplate': { defaults: defaultTemplate },
  '/ReplicationController': { defaults: workloads.defaultReplicaSet },
  '/Service': service,
  '/Namespace': {
    defaults: others.defaultNamespace,
    prepareCreate(namespace) {
      namespace.status = { phase: 'Active' };
    },
  },
  '/Secret': { defaults: others.defaultSecret },
  '/PersistentVolume': { defaults: others.defaultVolume },
  '/PersistentVolumeClaim': {
    defaults: workloads.defaultClaim,
    prepareCreate(claim) {
      claim.status = { phase: 'Pending' };
    },
  },
  'apps/Deployment': { defaults: workloads.defaultDeployment },
  'apps/ReplicaSet': { defaults: workloads.defaultReplicaSet },
  'apps/StatefulSet': { defaults: workloads.defaultStatefulSet },
  'apps/DaemonSet': { defaults: workloads.defaultDaemonSet },
  'batch/Job': job,
  'batch/CronJob': {
    defaults(object) {
      workloads.defaultCronJob(object);
      const template = mapIn(mapIn(object, 'spec'), 'jobTemplate');
      if (template && !template.metadata) template.metadata = {};
    },
  },
  'rbac.authorization.k8s.io/RoleBinding': { defaults: others.defaultBinding },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { defaults: others.defaultBinding },
  'networking.k8s.io/NetworkPolicy': { defaults: others.defaultNetworkPolicy },
  'autoscaling/HorizontalPodAutoscaler': { defaults: others.defaultAutoscaler },
  'storage.k8s.io/StorageClass': { defaults: others.defaultStorageClass },
};

const NONE: Strategy = {};

/** The strategy of a kind. */
export function strategyOf(kind: Kind): Strategy {
  return STRATEGIES[`${kind.group}/${kind.kind}`] ?? NONE;
}
