import { finalizersOf, groupOfObject, isBeingDeleted, type KubeObject, kindOf, versionOf } from '../object';
import { HOOK_FINALIZER } from '../resource/names';
import {
  apiServiceHealth,
  hpaHealth,
  ingressHealth,
  pvcHealth,
  serviceHealth,
  workflowHealth,
} from './others';
import { podHealth } from './pod';
import { applicationHealth, applicationSetHealth, crdHealth, cronJobHealth, pdbHealth } from './scripted';
import { type HealthStatus, progressing, unknown } from './status';
import {
  daemonSetHealth,
  deploymentHealth,
  jobHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './workloads';

type Check = (object: KubeObject) => HealthStatus;

/** By `group/Kind`: the check, and, where it matters, the versions that it knows. */
const BUILT_IN: ReadonlyMap<string, { check: Check; versions?: readonly string[] }> = new Map([
  ['apps/Deployment', { check: deploymentHealth, versions: ['v1'] }],
  ['apps/StatefulSet', { check: statefulSetHealth, versions: ['v1'] }],
  ['apps/ReplicaSet', { check: replicaSetHealth, versions: ['v1'] }],
  ['apps/DaemonSet', { check: daemonSetHealth, versions: ['v1'] }],
  ['extensions/Ingress', { check: ingressHealth }],
  ['networking.k8s.io/Ingress', { check: ingressHealth }],
  ['argoproj.io/Workflow', { check: workflowHealth }],
  ['apiregistration.k8s.io/APIService', { check: apiServiceHealth, versions: ['v1', 'v1beta1'] }],
  ['/Service', { check: serviceHealth, versions: ['v1'] }],
  ['/PersistentVolumeClaim', { check: pvcHealth, versions: ['v1'] }],
  ['/Pod', { check: podHealth, versions: ['v1'] }],
  ['batch/Job', { check: jobHealth, versions: ['v1'] }],
  ['autoscaling/HorizontalPodAutoscaler', { check: hpaHealth, versions: ['v1', 'v2'] }],
]);

const SCRIPTED: ReadonlyMap<string, Check> = new Map([
  ['batch/CronJob', cronJobHealth],
  ['apiextensions.k8s.io/CustomResourceDefinition', crdHealth],
  ['policy/PodDisruptionBudget', pdbHealth],
  ['argoproj.io/ApplicationSet', applicationSetHealth],
]);

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([['HorizontalPodAutoscaler', 'HPA']]);

export interface HealthOptions {
  /** The check for Applications that the manual gives is configured: an app of apps waits for its children. */
  applications?: boolean;
}

/** Whether Argo CD looks at the health of a kind at all. */
export function hasHealthCheck(group: string, kind: string): boolean {
  return BUILT_IN.has(`${group}/${kind}`) || SCRIPTED.has(`${group}/${kind}`);
}

/**
 * How a live object is; undefined for a kind without a check, which never keeps anything waiting.
 * As gitops-engine/pkg/health/health.go, GetResourceHealth.
 */
export function resourceHealth(object: KubeObject, options: HealthOptions = {}): HealthStatus | undefined {
  if (isBeingDeleted(object) && !finalizersOf(object).includes(HOOK_FINALIZER)) {
    return progressing('Pending deletion');
  }
  const group = groupOfObject(object);
  const kind = kindOf(object);
  const scripted = SCRIPTED.get(`${group}/${kind}`);
  if (scripted) return scripted(object);
  if (options.applications && `${group}/${kind}` === 'argoproj.io/Application')
    return applicationHealth(object);
  const builtIn = BUILT_IN.get(`${group}/${kind}`);
  if (!builtIn) return undefined;
  const version = versionOf(object);
  if (builtIn.versions && !builtIn.versions.includes(version)) {
    const gvk = `${group ? `${group}/${version}` : `/${version}`}, Kind=${kind}`;
    return unknown(`unsupported ${SHORT_NAMES.get(kind) ?? kind} GVK: ${gvk}`);
  }
  return builtIn.check(object);
}
