import type { PlacedObject } from '@/lib/lessons';
import { at, type Data, list, record, text } from './data';
import { containers, isCurlImage, podSpec } from './pods';

/**
 * What the Pod Security standard `restricted` has against a workload's Pods, in words; empty when they are admitted.
 * As k8s.io/pod-security-admission/policy, the checks that today's manifests can meet; Windows Pods are left out.
 */
export function againstRestricted(object: PlacedObject): string[] {
  const spec = podSpec(object);
  if (spec === undefined) return [];
  const pod = record(spec.securityContext);
  const found: string[] = [];
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (spec[key] === true) found.push(`\`${key}\` is set`);
  for (const volume of list(spec.volumes).map(record)) {
    const kind = Object.keys(volume).find((key) => key !== 'name');
    if (kind && !allowedVolumes.has(kind)) found.push(`a volume of the kind \`${kind}\``);
  }
  if (pod.runAsUser === 0) found.push('`runAsUser` is 0');
  for (const container of containers(spec)) found.push(...againstContainer(container, pod));
  return found;
}

const allowedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

function againstContainer(container: Data, pod: Data): string[] {
  const own = record(container.securityContext);
  const name = text(container.name) ?? 'without a name';
  const found: string[] = [];
  if ((own.runAsNonRoot ?? pod.runAsNonRoot) !== true) found.push('`runAsNonRoot` is not true');
  if (own.runAsUser === 0) found.push('`runAsUser` is 0');
  const profile = at(own, 'seccompProfile', 'type') ?? at(pod, 'seccompProfile', 'type');
  if (profile !== 'RuntimeDefault' && profile !== 'Localhost')
    found.push('`seccompProfile.type` is not RuntimeDefault');
  if (own.privileged === true) found.push('`privileged` is true');
  if (own.allowPrivilegeEscalation !== false) found.push('`allowPrivilegeEscalation` is not false');
  if (!list(at(own, 'capabilities', 'drop')).includes('ALL')) found.push('`capabilities.drop` lacks ALL');
  if (list(at(own, 'capabilities', 'add')).some((c) => c !== 'NET_BIND_SERVICE'))
    found.push('`capabilities.add`');
  if (list(container.ports).some((port) => Number(record(port).hostPort ?? 0) !== 0))
    found.push('a `hostPort`');
  return found.map((fault) => `${fault} (container ${name})`);
}

/** The containers that the kubelet would refuse: `runAsNonRoot` with an image whose user is a name, and no number. */
export function withoutNumericUser(object: PlacedObject): string[] {
  const spec = podSpec(object) ?? {};
  return containers(spec)
    .filter((container) => {
      const own = record(container.securityContext);
      const asked = own.runAsNonRoot ?? at(spec, 'securityContext', 'runAsNonRoot');
      const user = own.runAsUser ?? at(spec, 'securityContext', 'runAsUser');
      return asked === true && user === undefined && isCurlImage(container.image);
    })
    .map((container) => text(container.name) ?? 'without a name');
}
