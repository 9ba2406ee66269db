/**
 * The built-in kinds and whether they live in namespaces. A fact of Kubernetes' API (v1.21, the one that
 * kustomize 5.5 carries), as kyaml/openapi precomputedIsNamespaceScoped: kinds that are not named may be either.
 * Namespaced kinds stand before the bar, the others after it.
 */
const kinds: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1':
    '|MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1 apiextensions.k8s.io/v1beta1': '|CustomResourceDefinition',
  'apiregistration.k8s.io/v1 apiregistration.k8s.io/v1beta1': '|APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet|',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale|',
  'autoscaling/v2beta1 autoscaling/v2beta2': 'HorizontalPodAutoscaler|',
  'batch/v1': 'CronJob Job|',
  'batch/v1beta1': 'CronJob|',
  'certificates.k8s.io/v1 certificates.k8s.io/v1beta1': '|CertificateSigningRequest',
  'coordination.k8s.io/v1 coordination.k8s.io/v1beta1': 'Lease|',
  'discovery.k8s.io/v1 discovery.k8s.io/v1beta1': 'EndpointSlice|',
  'events.k8s.io/v1 events.k8s.io/v1beta1': 'Event|',
  'extensions/v1beta1': 'Ingress|',
  'flowcontrol.apiserver.k8s.io/v1beta1': '|FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'Ingress NetworkPolicy|IngressClass',
  'networking.k8s.io/v1beta1': 'Ingress|IngressClass',
  'node.k8s.io/v1 node.k8s.io/v1beta1': '|RuntimeClass',
  'policy/v1': 'PodDisruptionBudget|',
  'policy/v1beta1': 'PodDisruptionBudget|PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1':
    'Role RoleBinding|ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io/v1 scheduling.k8s.io/v1beta1': '|PriorityClass',
  'storage.k8s.io/v1': '|CSIDriver CSINode StorageClass VolumeAttachment',
  'storage.k8s.io/v1beta1': 'CSIStorageCapacity|CSIDriver CSINode StorageClass VolumeAttachment',
  v1:
    'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodAttachOptions PodExecOptions ' +
    'PodPortForwardOptions PodProxyOptions PodTemplate ReplicationController ResourceQuota Secret Service ' +
    'ServiceAccount ServiceProxyOptions|ComponentStatus Namespace Node NodeProxyOptions PersistentVolume',
};

/** `apiVersion kind` → whether it lives in namespaces. */
const scopes = new Map<string, boolean>();
for (const [versions, list] of Object.entries(kinds)) {
  const [namespaced = '', cluster = ''] = list.split('|');
  for (const version of versions.split(' ')) {
    for (const kind of namespaced.split(' ')) scopes.set(`${version} ${kind}`, true);
    for (const kind of cluster.split(' ')) scopes.set(`${version} ${kind}`, false);
  }
}

/** Whether objects of this kind certainly live outside of namespaces. */
export const isClusterScoped = (apiVersion: string, kind: string): boolean =>
  scopes.get(`${apiVersion} ${kind}`) === false;

/** Whether the kind is one of Kubernetes' own. */
export const isBuiltIn = (apiVersion: string, kind: string): boolean => scopes.has(`${apiVersion} ${kind}`);
