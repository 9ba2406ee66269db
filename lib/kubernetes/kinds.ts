import { knownKinds } from './schema/types';

/** The group of an `apiVersion`: `apps` of `apps/v1`, `''` of `v1`. */
export function groupOf(apiVersion: string): string {
  const cut = apiVersion.indexOf('/');
  return cut === -1 ? '' : apiVersion.slice(0, cut);
}

const GROUPS: ReadonlySet<string> = new Set(knownKinds().map(({ apiVersion }) => groupOf(apiVersion)));

/** Whether the course's schemas describe a group, so that an unknown kind in it is a mistake. */
export function isKnownGroup(group: string): boolean {
  return GROUPS.has(group) || group === 'extensions';
}

/** The known `apiVersion`s of a kind. */
export function versionsOf(kind: string): string[] {
  return knownKinds()
    .filter((known) => known.kind === kind)
    .map((known) => known.apiVersion);
}

/**
 * Versions that the API server has stopped serving: in which release, and what to write instead.
 * As https://kubernetes.io/docs/reference/using-api/deprecation-guide/.
 */
const REMOVED: Readonly<Record<string, readonly [release: string, instead: string]>> = {
  'extensions/v1beta1/Deployment': ['1.16', 'apps/v1'],
  'extensions/v1beta1/DaemonSet': ['1.16', 'apps/v1'],
  'extensions/v1beta1/ReplicaSet': ['1.16', 'apps/v1'],
  'extensions/v1beta1/NetworkPolicy': ['1.16', 'networking.k8s.io/v1'],
  'extensions/v1beta1/PodSecurityPolicy': ['1.16', ''],
  'extensions/v1beta1/Ingress': ['1.22', 'networking.k8s.io/v1'],
  'apps/v1beta1/Deployment': ['1.16', 'apps/v1'],
  'apps/v1beta1/StatefulSet': ['1.16', 'apps/v1'],
  'apps/v1beta2/Deployment': ['1.16', 'apps/v1'],
  'apps/v1beta2/StatefulSet': ['1.16', 'apps/v1'],
  'apps/v1beta2/DaemonSet': ['1.16', 'apps/v1'],
  'apps/v1beta2/ReplicaSet': ['1.16', 'apps/v1'],
  'networking.k8s.io/v1beta1/Ingress': ['1.22', 'networking.k8s.io/v1'],
  'networking.k8s.io/v1beta1/IngressClass': ['1.22', 'networking.k8s.io/v1'],
  'rbac.authorization.k8s.io/v1beta1/Role': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'rbac.authorization.k8s.io/v1beta1/RoleBinding': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'rbac.authorization.k8s.io/v1beta1/ClusterRole': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'rbac.authorization.k8s.io/v1alpha1/Role': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'apiextensions.k8s.io/v1beta1/CustomResourceDefinition': ['1.22', 'apiextensions.k8s.io/v1'],
  'admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration': [
    '1.22',
    'admissionregistration.k8s.io/v1',
  ],
  'admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration': [
    '1.22',
    'admissionregistration.k8s.io/v1',
  ],
  'apiregistration.k8s.io/v1beta1/APIService': ['1.22', 'apiregistration.k8s.io/v1'],
  'certificates.k8s.io/v1beta1/CertificateSigningRequest': ['1.22', 'certificates.k8s.io/v1'],
  'coordination.k8s.io/v1beta1/Lease': ['1.22', 'coordination.k8s.io/v1'],
  'scheduling.k8s.io/v1beta1/PriorityClass': ['1.22', 'scheduling.k8s.io/v1'],
  'storage.k8s.io/v1beta1/StorageClass': ['1.22', 'storage.k8s.io/v1'],
  'storage.k8s.io/v1beta1/CSIDriver': ['1.22', 'storage.k8s.io/v1'],
  'storage.k8s.io/v1beta1/CSINode': ['1.22', 'storage.k8s.io/v1'],
  'storage.k8s.io/v1beta1/VolumeAttachment': ['1.22', 'storage.k8s.io/v1'],
  'storage.k8s.io/v1beta1/CSIStorageCapacity': ['1.27', 'storage.k8s.io/v1'],
  'batch/v1beta1/CronJob': ['1.25', 'batch/v1'],
  'batch/v2alpha1/CronJob': ['1.21', 'batch/v1'],
  'policy/v1beta1/PodDisruptionBudget': ['1.25', 'policy/v1'],
  'policy/v1beta1/PodSecurityPolicy': ['1.25', ''],
  'discovery.k8s.io/v1beta1/EndpointSlice': ['1.25', 'discovery.k8s.io/v1'],
  'events.k8s.io/v1beta1/Event': ['1.25', 'events.k8s.io/v1'],
  'autoscaling/v2beta1/HorizontalPodAutoscaler': ['1.25', 'autoscaling/v2'],
  'autoscaling/v2beta2/HorizontalPodAutoscaler': ['1.26', 'autoscaling/v2'],
  'node.k8s.io/v1beta1/RuntimeClass': ['1.25', 'node.k8s.io/v1'],
  'flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema': ['1.26', 'flowcontrol.apiserver.k8s.io/v1'],
  'flowcontrol.apiserver.k8s.io/v1beta2/FlowSchema': ['1.29', 'flowcontrol.apiserver.k8s.io/v1'],
  'flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema': ['1.32', 'flowcontrol.apiserver.k8s.io/v1'],
  'flowcontrol.apiserver.k8s.io/v1beta1/PriorityLevelConfiguration': [
    '1.26',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  'flowcontrol.apiserver.k8s.io/v1beta2/PriorityLevelConfiguration': [
    '1.29',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  'flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration': [
    '1.32',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
};

/** Whether an API version was removed: in which Kubernetes release, and its successor (undefined when there is none). */
export function removedIn(
  apiVersion: string,
  kind: string,
): { release: string; instead: string | undefined } | undefined {
  const found = Object.hasOwn(REMOVED, `${apiVersion}/${kind}`)
    ? REMOVED[`${apiVersion}/${kind}`]
    : undefined;
  return found && { release: found[0], instead: found[1] || undefined };
}

/**
 * Beta and alpha versions that an API server knows and does not serve until somebody switches them on, with their kinds.
 * As pkg/controlplane/instance.go, betaAPIGroupVersionsDisabledByDefault; all new ones since Kubernetes 1.24.
 */
const OFF: Readonly<Record<string, readonly string[]>> = {
  'resource.k8s.io/v1alpha3': ['DeviceTaintRule'],
  'resource.k8s.io/v1beta1': ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
  'resource.k8s.io/v1beta2': ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
  'networking.k8s.io/v1beta1': ['IPAddress', 'ServiceCIDR'],
  'storage.k8s.io/v1beta1': ['VolumeAttributesClass'],
  'storagemigration.k8s.io/v1beta1': ['StorageVersionMigration'],
  'admissionregistration.k8s.io/v1beta1': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ],
  'admissionregistration.k8s.io/v1alpha1': ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
  'certificates.k8s.io/v1beta1': ['ClusterTrustBundle', 'PodCertificateRequest'],
  'certificates.k8s.io/v1alpha1': ['ClusterTrustBundle', 'PodCertificateRequest'],
  'coordination.k8s.io/v1beta1': ['LeaseCandidate'],
  'coordination.k8s.io/v1alpha2': ['LeaseCandidate'],
  'internal.apiserver.k8s.io/v1alpha1': ['StorageVersion'],
};

/** Whether an API version is one that a cluster does not serve by default. */
export function isOffByDefault(apiVersion: string, kind: string): boolean {
  return Object.hasOwn(OFF, apiVersion) && (OFF[apiVersion]?.includes(kind) ?? false);
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'StorageClass',
  'CSIDriver',
  'CSINode',
  'VolumeAttachment',
  'PriorityClass',
  'RuntimeClass',
  'IngressClass',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'CertificateSigningRequest',
]);

/** Whether objects of a built-in kind live outside namespaces. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}
