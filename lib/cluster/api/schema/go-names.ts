/**
 * Names of Go types, which the decoder's messages tell. As k8s.io/api/*\/v1/types.go: what a field is called in Go is found by
 * the struct that it is in, or by its name alone when that is nearly always the same.
 */
const BY_STRUCT: Readonly<Record<string, string>> = {
  'CronJobSpec.jobTemplate': 'JobTemplateSpec',
  'JobTemplateSpec.spec': 'JobSpec',
  'PodTemplateSpec.spec': 'PodSpec',
  'PodSpec.securityContext': 'PodSecurityContext',
  'Container.securityContext': 'SecurityContext',
  'Container.ports': 'ContainerPort',
  'ServiceSpec.ports': 'ServicePort',
  'Volume.configMap': 'ConfigMapVolumeSource',
  'Volume.secret': 'SecretVolumeSource',
  'Volume.emptyDir': 'EmptyDirVolumeSource',
  'Volume.hostPath': 'HostPathVolumeSource',
  'Volume.projected': 'ProjectedVolumeSource',
  'Volume.persistentVolumeClaim': 'PersistentVolumeClaimVolumeSource',
  'EnvFromSource.configMapRef': 'ConfigMapEnvSource',
  'EnvFromSource.secretRef': 'SecretEnvSource',
  'DeploymentSpec.strategy': 'DeploymentStrategy',
  'DaemonSetSpec.updateStrategy': 'DaemonSetUpdateStrategy',
  'StatefulSetSpec.updateStrategy': 'StatefulSetUpdateStrategy',
  'DeploymentStrategy.rollingUpdate': 'RollingUpdateDeployment',
  'StatefulSetSpec.volumeClaimTemplates': 'PersistentVolumeClaim',
  'IngressSpec.rules': 'IngressRule',
  'Role.rules': 'PolicyRule',
  'ClusterRole.rules': 'PolicyRule',
};

const BY_FIELD: Readonly<Record<string, string>> = {
  metadata: 'ObjectMeta',
  ownerReferences: 'OwnerReference',
  template: 'PodTemplateSpec',
  selector: 'LabelSelector',
  matchExpressions: 'LabelSelectorRequirement',
  containers: 'Container',
  initContainers: 'Container',
  ephemeralContainers: 'EphemeralContainer',
  env: 'EnvVar',
  envFrom: 'EnvFromSource',
  valueFrom: 'EnvVarSource',
  configMapKeyRef: 'ConfigMapKeySelector',
  secretKeyRef: 'SecretKeySelector',
  fieldRef: 'ObjectFieldSelector',
  resourceFieldRef: 'ResourceFieldSelector',
  resources: 'ResourceRequirements',
  volumeMounts: 'VolumeMount',
  volumes: 'Volume',
  items: 'KeyToPath',
  livenessProbe: 'Probe',
  readinessProbe: 'Probe',
  startupProbe: 'Probe',
  httpGet: 'HTTPGetAction',
  tcpSocket: 'TCPSocketAction',
  exec: 'ExecAction',
  grpc: 'GRPCAction',
  httpHeaders: 'HTTPHeader',
  lifecycle: 'Lifecycle',
  postStart: 'LifecycleHandler',
  preStop: 'LifecycleHandler',
  capabilities: 'Capabilities',
  seccompProfile: 'SeccompProfile',
  seLinuxOptions: 'SELinuxOptions',
  tolerations: 'Toleration',
  affinity: 'Affinity',
  imagePullSecrets: 'LocalObjectReference',
  hostAliases: 'HostAlias',
  strategy: 'DeploymentStrategy',
  rollingUpdate: 'RollingUpdateDeployment',
  subjects: 'Subject',
  roleRef: 'RoleRef',
  podFailurePolicy: 'PodFailurePolicy',
  sources: 'VolumeProjection',
};

/** The struct below a field; of a whole object it is its kind. */
export function structBelow(struct: string, field: string): string {
  if (!struct) return field;
  const own = BY_STRUCT[`${struct}.${field}`] ?? (field === 'spec' ? `${struct}Spec` : BY_FIELD[field]);
  return own ?? field.charAt(0).toUpperCase() + field.slice(1);
}

/** Texts that are types of their own in Go. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  restartPolicy: 'v1.RestartPolicy',
  imagePullPolicy: 'v1.PullPolicy',
  dnsPolicy: 'v1.DNSPolicy',
  protocol: 'v1.Protocol',
  terminationMessagePolicy: 'v1.TerminationMessagePolicy',
  concurrencyPolicy: 'v1.ConcurrencyPolicy',
  clusterIP: 'string',
};

const LONG = new Set(
  `activeDeadlineSeconds terminationGracePeriodSeconds runAsUser runAsGroup fsGroup tolerationSeconds startingDeadlineSeconds
  generation supplementalGroups expirationSeconds deletionGracePeriodSeconds`.split(/\s+/),
);

/** The Go type of a field that has one of its own. */
export function fieldType(struct: string, field: string): string | undefined {
  if (struct === 'ServiceSpec' && field === 'type') return 'v1.ServiceType';
  if (struct === 'Secret' && field === 'data') return undefined;
  return Object.hasOwn(TEXT_TYPES, field) ? TEXT_TYPES[field] : undefined;
}

/** The Go type for a type in the schema's notation. */
export function goType(type: string, here: { struct: string; field: string }): string {
  switch (type[0]) {
    case 'i':
      return LONG.has(here.field) ? 'int64' : 'int32';
    case 'b':
      return 'bool';
    case 'n':
      return 'float64';
    case '{':
      return `map[string]${type === '{s' ? 'string' : goType(type.slice(1), here)}`;
    case '[':
      return `[]${goType(type.slice(1), here)}`;
    case '#':
      return `v1.${structBelow(here.struct, here.field)}`;
    default:
      return 'string';
  }
}
