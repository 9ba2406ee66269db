import type { Gvk } from '../core/id';
import { podSpecOf } from './builtin-specs';
import { type FieldSpec, fieldSpec } from './fieldspec';

/** Which fields of which kinds name objects of a kind. As builtinconfig.NameBackReferences. */
export interface NameReference extends Gvk {
  readonly referrers: readonly FieldSpec[];
}

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';

/** The kinds that hold pods; a bare Pod only as v1 where configurations and secrets are named. */
const podHolders = 'Pod PodTemplate Deployment ReplicaSet DaemonSet StatefulSet Job CronJob'.split(' ');
const podRunners = 'Pod StatefulSet Deployment ReplicationController CronJob Job DaemonSet'.split(' ');

const inPods = (fields: readonly string[]): FieldSpec[] =>
  podHolders.flatMap((kind) =>
    fields.map((field) =>
      fieldSpec(`${podSpecOf(kind)}/${field}`, { kind, version: kind === 'Pod' ? 'v1' : '' }),
    ),
  );

const inRunners = (field: string): FieldSpec[] =>
  podRunners.map((kind) => fieldSpec(`${podSpecOf(kind)}/${field}`, { kind }));

const at = (path: string, ...kinds: string[]): FieldSpec[] => kinds.map((kind) => fieldSpec(path, { kind }));

const inGroup = (group: string, path: string, ...kinds: string[]): FieldSpec[] =>
  kinds.map((kind) => fieldSpec(path, { group, kind }));

const reference = (kind: string, gvk: Partial<Gvk>, referrers: FieldSpec[]): NameReference => ({
  group: gvk.group ?? '',
  version: gvk.version ?? '',
  kind,
  referrers,
});

const v1 = { version: 'v1' };
const ingressAnnotation = (name: string): FieldSpec[] =>
  at(`metadata/annotations/${name.replace('/', '\\/')}`, 'Ingress');

/** As builtinpluginconsts/namereference.go. */
export const nameReferences: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) =>
    reference(kind, {}, at('spec/scaleTargetRef/name', 'HorizontalPodAutoscaler')),
  ),
  reference('ConfigMap', v1, [
    ...inPods([
      'volumes/configMap/name',
      'containers/env/valueFrom/configMapKeyRef/name',
      'initContainers/env/valueFrom/configMapKeyRef/name',
      'containers/envFrom/configMapRef/name',
      'initContainers/envFrom/configMapRef/name',
      'volumes/projected/sources/configMap/name',
    ]),
    ...at('spec/configSource/configMap', 'Node'),
    ...at('rules/resourceNames', 'Role', 'ClusterRole'),
    ...ingressAnnotation('nginx.ingress.kubernetes.io/fastcgi-params-configmap'),
  ]),
  reference('Secret', v1, [
    ...inPods([
      'volumes/secret/secretName',
      'containers/env/valueFrom/secretKeyRef/name',
      'initContainers/env/valueFrom/secretKeyRef/name',
      'containers/envFrom/secretRef/name',
      'initContainers/envFrom/secretRef/name',
      'imagePullSecrets/name',
      'volumes/projected/sources/secret/name',
    ]),
    ...at('spec/tls/secretName', 'Ingress'),
    ...ingressAnnotation('ingress.kubernetes.io/auth-secret'),
    ...ingressAnnotation('nginx.ingress.kubernetes.io/auth-secret'),
    ...ingressAnnotation('nginx.ingress.kubernetes.io/auth-tls-secret'),
    ...at('imagePullSecrets/name', 'ServiceAccount'),
    ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].flatMap((field) =>
      at(`parameters/${field}`, 'StorageClass'),
    ),
    ...at('rules/resourceNames', 'Role', 'ClusterRole'),
    fieldSpec('spec/template/spec/containers/env/valueFrom/secretKeyRef/name', {
      group: 'serving.knative.dev',
      version: 'v1',
      kind: 'Service',
    }),
    ...at('spec/azureFile/secretName', 'PersistentVolume'),
  ]),
  reference('Service', v1, [
    ...inGroup('apps', 'spec/serviceName', 'StatefulSet'),
    ...at('spec/rules/http/paths/backend/serviceName', 'Ingress'),
    ...at('spec/backend/serviceName', 'Ingress'),
    ...at('spec/rules/http/paths/backend/service/name', 'Ingress'),
    ...at('spec/defaultBackend/service/name', 'Ingress'),
    ...inGroup('apiregistration.k8s.io', 'spec/service/name', 'APIService'),
    ...inGroup(
      admission,
      'webhooks/clientConfig/service',
      'ValidatingWebhookConfiguration',
      'MutatingWebhookConfiguration',
    ),
  ]),
  reference('Role', { group: rbac }, inGroup(rbac, 'roleRef/name', 'RoleBinding')),
  reference(
    'ClusterRole',
    { group: rbac },
    inGroup(rbac, 'roleRef/name', 'RoleBinding', 'ClusterRoleBinding'),
  ),
  reference('ServiceAccount', v1, [
    ...inGroup(rbac, 'subjects', 'RoleBinding', 'ClusterRoleBinding'),
    ...inRunners('serviceAccountName'),
  ]),
  reference('PersistentVolumeClaim', v1, inRunners('volumes/persistentVolumeClaim/claimName')),
  reference('PersistentVolume', v1, [
    ...at('spec/volumeName', 'PersistentVolumeClaim'),
    ...at('rules/resourceNames', 'ClusterRole'),
  ]),
  reference('StorageClass', { group: 'storage.k8s.io', version: 'v1' }, [
    ...at('spec/storageClassName', 'PersistentVolume', 'PersistentVolumeClaim'),
    ...at('spec/volumeClaimTemplates/spec/storageClassName', 'StatefulSet'),
  ]),
  reference('PriorityClass', { group: 'scheduling.k8s.io', version: 'v1' }, inRunners('priorityClassName')),
  // Upstream's group really has the version in it, so that only such a group would match.
  reference(
    'IngressClass',
    { group: 'networking.k8s.io/v1', version: 'v1' },
    at('spec/ingressClassName', 'Ingress'),
  ),
  reference(
    'ValidatingAdmissionPolicy',
    { group: admission },
    inGroup(admission, 'spec/policyName', 'ValidatingAdmissionPolicyBinding'),
  ),
];
