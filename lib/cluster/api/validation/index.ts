import type { ApiObject, JsonMap } from '../../interface';
import { mapAt } from '../../object';
import { validateCustom } from '../custom/validate';
import type { FieldFault } from '../errors';
import { groupVersion, type Kind } from '../kinds';
import * as data from './data';
import * as jobs from './jobs';
import { metadata, metadataUpdate } from './metadata';
import { podSpec, podUpdate } from './pod';
import * as services from './services';
import * as workloads from './workloads';

type OfNew = (object: JsonMap) => Iterable<FieldFault>;
type OfChange = (object: JsonMap, old: ApiObject) => Iterable<FieldFault>;

const RULES: Readonly<Record<string, readonly [OfNew?, OfChange?]>> = {
  '/Pod': [(pod) => podSpec(mapAt(pod, 'spec'), 'spec'), podUpdate],
  '/Service': [services.service, services.serviceUpdate],
  '/ConfigMap': [data.configMap, data.configMapUpdate],
  '/Secret': [data.secret, data.secretUpdate],
  '/PersistentVolumeClaim': [data.claim, data.claimUpdate],
  'apps/Deployment': [workloads.deployment, workloads.selectorUpdate],
  'apps/ReplicaSet': [workloads.replicaSet, workloads.selectorUpdate],
  'apps/DaemonSet': [workloads.daemonSet, workloads.selectorUpdate],
  'apps/StatefulSet': [workloads.statefulSet, workloads.statefulSetUpdate],
  'batch/Job': [jobs.job, jobs.jobUpdate],
  'batch/CronJob': [jobs.cronJob],
  'networking.k8s.io/Ingress': [data.ingress],
  'rbac.authorization.k8s.io/RoleBinding': [undefined, data.bindingUpdate],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [undefined, data.bindingUpdate],
  'apiextensions.k8s.io/CustomResourceDefinition': [data.definition],
};

/** What is wrong with an object (and, with `old`, with the change), in the order and words of the server. */
export function validate(kind: Kind, object: JsonMap, old: ApiObject | undefined): FieldFault[] {
  const [ofNew, ofChange] = RULES[`${kind.group}/${kind.kind}`] ?? [];
  const [, version] = groupVersion(typeof object.apiVersion === 'string' ? object.apiVersion : '');
  return [
    ...metadata(object, kind),
    ...(old ? metadataUpdate(object, old) : []),
    ...(kind.custom ? validateCustom(object, kind.schemas?.get(version) ?? {}) : []),
    ...(ofNew?.(object) ?? []),
    ...(old && ofChange ? ofChange(object, old) : []),
  ];
}
