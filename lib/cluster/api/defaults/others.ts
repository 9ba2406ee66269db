import type { JsonMap } from '../../interface';
import { mapsAt, textAt } from '../../object';
import { mapIn, preset } from './preset';

/** As pkg/apis/core/v1/defaults.go, SetDefaults_Service. */
export function defaultService(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'sessionAffinity', 'None');
  preset(spec, 'type', 'ClusterIP');
  if (spec.sessionAffinity === 'ClientIP')
    preset(spec, 'sessionAffinityConfig', { clientIP: { timeoutSeconds: 10800 } });
  for (const port of mapsAt(spec, 'ports')) {
    preset(port, 'protocol', 'TCP');
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '')
      port.targetPort = port.port;
  }
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer')
    preset(spec, 'externalTrafficPolicy', 'Cluster');
  if (spec.type !== 'ExternalName') preset(spec, 'internalTrafficPolicy', 'Cluster');
  if (spec.type === 'LoadBalancer') preset(spec, 'allocateLoadBalancerNodePorts', true);
  preset(object, 'status', { loadBalancer: {} });
}

/** As SetDefaults_Namespace and pkg/registry/core/namespace/strategy.go, PrepareForCreate. */
export function defaultNamespace(object: JsonMap): void {
  const metadata = mapIn(object, 'metadata');
  const name = textAt(metadata, 'name');
  if (metadata && name)
    metadata.labels = { ...mapIn(metadata, 'labels'), 'kubernetes.io/metadata.name': name };
  const spec = mapIn(object, 'spec') ?? {};
  object.spec = spec;
  preset(spec, 'finalizers', ['kubernetes']);
  preset(object, 'status', { phase: 'Active' });
}

/** As SetDefaults_Secret; `stringData` is written into `data`, as pkg/apis/core/v1/conversion.go does. */
export function defaultSecret(object: JsonMap): void {
  preset(object, 'type', 'Opaque');
  const plain = mapIn(object, 'stringData');
  if (!plain) return;
  const data = mapIn(object, 'data') ?? {};
  object.data = data;
  for (const [key, value] of Object.entries(plain)) if (typeof value === 'string') data[key] = base64(value);
  delete object.stringData;
}

/** The base64 of a text's UTF-8. */
export function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** As pkg/apis/rbac/v1/defaults.go. */
export function defaultBinding(object: JsonMap): void {
  const role = mapIn(object, 'roleRef');
  if (role && !role.apiGroup) role.apiGroup = 'rbac.authorization.k8s.io';
  for (const subject of mapsAt(object, 'subjects'))
    if (!subject.apiGroup && (subject.kind === 'User' || subject.kind === 'Group'))
      subject.apiGroup = 'rbac.authorization.k8s.io';
}

/** As pkg/apis/networking/v1/defaults.go. */
export function defaultNetworkPolicy(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'podSelector', {});
  if (spec.policyTypes === undefined)
    spec.policyTypes = spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
  for (const rule of [...mapsAt(spec, 'ingress'), ...mapsAt(spec, 'egress')])
    for (const port of mapsAt(rule, 'ports')) preset(port, 'protocol', 'TCP');
}

/** As pkg/apis/autoscaling/v2/defaults.go, without its default metrics. */
export function defaultAutoscaler(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (spec) preset(spec, 'minReplicas', 1);
}

/** As pkg/apis/storage/v1/defaults.go. */
export function defaultStorageClass(object: JsonMap): void {
  preset(object, 'reclaimPolicy', 'Delete');
  preset(object, 'volumeBindingMode', 'Immediate');
}

/** As pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolume. */
export function defaultVolume(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'persistentVolumeReclaimPolicy', 'Retain');
  preset(spec, 'volumeMode', 'Filesystem');
  preset(object, 'status', { phase: 'Pending' });
}
