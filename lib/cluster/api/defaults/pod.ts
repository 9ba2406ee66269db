import { parseImage } from '@/lib/kubernetes';
import type { JsonMap } from '../../interface';
import { isMap, mapsAt, textAt } from '../../object';
import { mapIn, preset } from './preset';

/** As pkg/apis/core/v1/defaults.go, SetDefaults_PodSpec and those of what is in it. */
export function defaultPodSpec(spec: JsonMap): void {
  preset(spec, 'dnsPolicy', 'ClusterFirst');
  preset(spec, 'restartPolicy', 'Always');
  preset(spec, 'terminationGracePeriodSeconds', 30);
  preset(spec, 'schedulerName', 'default-scheduler');
  preset(spec, 'securityContext', {});
  // As pkg/apis/core/v1/conversion.go: the deprecated name follows the new one.
  if (typeof spec.serviceAccountName === 'string') spec.serviceAccount = spec.serviceAccountName;
  else if (typeof spec.serviceAccount === 'string') spec.serviceAccountName = spec.serviceAccount;
  for (const container of [...mapsAt(spec, 'initContainers'), ...mapsAt(spec, 'containers')])
    defaultContainer(container, spec.hostNetwork === true);
  for (const volume of mapsAt(spec, 'volumes')) defaultVolume(volume);
}

function defaultContainer(container: JsonMap, hostNetwork: boolean): void {
  const image = textAt(container, 'image') ?? '';
  const parsed = parseImage(image);
  const latest = !parsed?.digest && (parsed?.tag ?? 'latest') === 'latest';
  preset(container, 'imagePullPolicy', latest ? 'Always' : 'IfNotPresent');
  preset(container, 'terminationMessagePath', '/dev/termination-log');
  preset(container, 'terminationMessagePolicy', 'File');
  preset(container, 'resources', {});
  for (const port of mapsAt(container, 'ports')) {
    preset(port, 'protocol', 'TCP');
    if (hostNetwork) preset(port, 'hostPort', port.containerPort);
  }
  for (const env of mapsAt(container, 'env')) {
    const field = mapIn(mapIn(env, 'valueFrom'), 'fieldRef');
    if (field) preset(field, 'apiVersion', 'v1');
    // The server never stores an empty value: `omitempty`.
    if (env.value === '') delete env.value;
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    defaultProbe(mapIn(container, probe));
  const lifecycle = mapIn(container, 'lifecycle');
  for (const hook of ['postStart', 'preStop']) defaultHttpGet(mapIn(mapIn(lifecycle, hook), 'httpGet'));
}

function defaultProbe(probe: JsonMap | undefined): void {
  if (!probe) return;
  for (const [field, value] of [
    ['timeoutSeconds', 1],
    ['periodSeconds', 10],
    ['successThreshold', 1],
    ['failureThreshold', 3],
  ] as const)
    if (!probe[field]) probe[field] = value;
  if (!probe.initialDelaySeconds) delete probe.initialDelaySeconds;
  defaultHttpGet(mapIn(probe, 'httpGet'));
  const grpc = mapIn(probe, 'grpc');
  if (grpc) preset(grpc, 'service', '');
}

function defaultHttpGet(action: JsonMap | undefined): void {
  if (!action) return;
  if (!action.path) action.path = '/';
  if (!action.scheme) action.scheme = 'HTTP';
}

function defaultVolume(volume: JsonMap): void {
  if (Object.keys(volume).every((field) => field === 'name')) volume.emptyDir = {};
  for (const source of ['configMap', 'secret', 'downwardAPI', 'projected']) {
    const given = mapIn(volume, source);
    if (given) preset(given, 'defaultMode', 420);
  }
  const hostPath = mapIn(volume, 'hostPath');
  if (hostPath) preset(hostPath, 'type', '');
  for (const source of mapsAt(volume, 'projected', 'sources')) {
    const token = mapIn(source, 'serviceAccountToken');
    if (token) preset(token, 'expirationSeconds', 3600);
    for (const item of mapsAt(source, 'downwardAPI', 'items')) defaultFieldRef(item);
  }
  for (const item of mapsAt(volume, 'downwardAPI', 'items')) defaultFieldRef(item);
}

function defaultFieldRef(item: JsonMap): void {
  const field = mapIn(item, 'fieldRef');
  if (field) preset(field, 'apiVersion', 'v1');
}

/** As SetDefaults_Pod: what only Pods themselves get, and their templates do not. */
export function defaultPod(pod: JsonMap): void {
  const spec = mapIn(pod, 'spec');
  if (!spec) return;
  defaultPodSpec(spec);
  preset(spec, 'enableServiceLinks', true);
  for (const container of [...mapsAt(spec, 'initContainers'), ...mapsAt(spec, 'containers')]) {
    const resources = mapIn(container, 'resources');
    const limits = mapIn(resources, 'limits');
    if (!resources || !limits) continue;
    const requests = isMap(resources.requests) ? resources.requests : {};
    resources.requests = requests;
    for (const name of Object.keys(limits)) preset(requests, name, limits[name]);
  }
}

/** The defaults of a template of Pods. */
export function defaultTemplate(owner: JsonMap | undefined): void {
  const template = mapIn(owner, 'template');
  if (!template) return;
  const spec = mapIn(template, 'spec');
  if (spec) defaultPodSpec(spec);
}
