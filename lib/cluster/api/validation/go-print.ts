import type { Json, JsonMap } from '../../interface';
import { isMap, own, put } from '../../object';

/**
 * A Pod template as the server prints it in `Invalid value: ...: field is immutable`: the JSON of its internal type, whose
 * fields carry their Go names, with all that are empty. Below containers and security contexts empty fields are left out.
 * As apimachinery/pkg/util/validation/field/errors.go, ErrorBody, over pkg/apis/core/types.go, PodTemplateSpec.
 */
export function goPodTemplate(template: Json | undefined): Json {
  if (!isMap(template)) return null;
  const metadata = isMap(template.metadata) ? template.metadata : {};
  return { ...metadata, Spec: podSpec(isMap(template.spec) ? template.spec : {}) };
}

/** The fields of a Go struct in order. `=` is an empty text, `-` false, nothing a null. */
const struct = (fields: string) => fields.split(' ');

const POD = struct(
  'Volumes InitContainers Containers EphemeralContainers RestartPolicy= TerminationGracePeriodSeconds ActiveDeadlineSeconds DNSPolicy= NodeSelector ServiceAccountName= AutomountServiceAccountToken NodeName= SecurityContext ImagePullSecrets Hostname= Subdomain= SetHostnameAsFQDN Affinity SchedulerName= Tolerations HostAliases PriorityClassName= Priority PreemptionPolicy DNSConfig ReadinessGates RuntimeClassName Overhead EnableServiceLinks TopologySpreadConstraints OS SchedulingGates ResourceClaims Resources HostnameOverride',
);
const CONTAINER = struct(
  'Name= Image= Command Args WorkingDir= Ports EnvFrom Env Resources ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts VolumeDevices LivenessProbe ReadinessProbe StartupProbe Lifecycle TerminationMessagePath= TerminationMessagePolicy= ImagePullPolicy= SecurityContext Stdin- StdinOnce- TTY-',
);
const POD_CONTEXT = struct(
  'HostNetwork- HostPID- HostIPC- ShareProcessNamespace HostUsers SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot SupplementalGroups SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile SELinuxChangePolicy',
);
const CONTEXT = struct(
  'Capabilities Privileged SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot ReadOnlyRootFilesystem AllowPrivilegeEscalation ProcMount SeccompProfile AppArmorProfile',
);
const RESOURCES = struct('Limits Requests Claims');
/** These are kept in the Pod's security context, in Go. */
const HOST = ['HostNetwork', 'HostPID', 'HostIPC', 'ShareProcessNamespace', 'HostUsers'];

function podSpec(spec: JsonMap): JsonMap {
  const named = goNames(spec);
  const context: JsonMap = { ...(isMap(named.SecurityContext) ? named.SecurityContext : {}) };
  for (const field of HOST) if (named[field] !== undefined) context[field] = named[field];
  const full = filled(named, POD);
  for (const field of ['InitContainers', 'Containers']) {
    const list = full[field];
    if (Array.isArray(list)) full[field] = list.map((item) => (isMap(item) ? container(item) : item));
  }
  return { ...full, SecurityContext: filled(context, POD_CONTEXT) };
}

function container(named: JsonMap): JsonMap {
  const full = filled(named, CONTAINER);
  full.Resources = filled(isMap(named.Resources) ? named.Resources : {}, RESOURCES);
  if (isMap(named.SecurityContext)) full.SecurityContext = filled(named.SecurityContext, CONTEXT);
  return full;
}

function filled(named: JsonMap, fields: readonly string[]): JsonMap {
  const full: JsonMap = {};
  for (const field of fields) {
    const name = field.replace(/[=-]$/, '');
    const empty = field.endsWith('=') ? '' : field.endsWith('-') ? false : null;
    full[name] = own(named, name) ?? empty;
  }
  return full;
}

const MAPS = new Set(['Limits', 'Requests', 'NodeSelector', 'MatchLabels']);
const WORDS: Readonly<Record<string, string>> = {
  dnsPolicy: 'DNSPolicy',
  dnsConfig: 'DNSConfig',
  httpGet: 'HTTPGet',
  tcpSocket: 'TCPSocket',
  grpc: 'GRPC',
  httpHeaders: 'HTTPHeaders',
  apiVersion: 'APIVersion',
  seLinuxOptions: 'SELinuxOptions',
  tty: 'TTY',
  fsGroup: 'FSGroup',
  fsGroupChangePolicy: 'FSGroupChangePolicy',
  downwardAPI: 'DownwardAPI',
  os: 'OS',
};

function goNames(map: JsonMap): JsonMap {
  const named: JsonMap = {};
  for (const [key, item] of Object.entries(map)) {
    const name = Object.hasOwn(WORDS, key) ? WORDS[key] : key.charAt(0).toUpperCase() + key.slice(1);
    if (item !== undefined && name) put(named, name, MAPS.has(name) ? item : below(item));
  }
  return named;
}

function below(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => below(item ?? null));
  return isMap(value) ? goNames(value) : value;
}
