import type { ContainerImage } from '../images/image';
import type { Container } from '../types/container';
import type { Pod } from '../types/pod';
import { formatPod } from './surroundings';

export interface Identity {
  uid: number;
  gid: number;
  readOnlyRoot: boolean;
  powerless: boolean;
}

/** Who the container runs as, or why it may not. As pkg/kubelet/kuberuntime/security_context_others.go, verifyRunAsNonRoot. */
export function identify(
  pod: Pod,
  container: Container,
  image: ContainerImage,
): Identity | { error: string } {
  const own = container.securityContext;
  const shared = pod.spec.securityContext;
  const nonRoot = own?.runAsNonRoot ?? shared?.runAsNonRoot ?? false;
  const asked = own?.runAsUser ?? shared?.runAsUser;
  const where = `(pod: "${formatPod(pod)}", container: ${container.name})`;
  const [name = '', group = ''] = image.user.split(':');
  const numeric = /^\d+$/.test(name);
  if (nonRoot) {
    if (asked === 0) return { error: `container's runAsUser breaks non-root policy ${where}` };
    if (asked === undefined) {
      if (name !== '' && !numeric && name !== 'root') {
        return {
          error: `container has runAsNonRoot and image has non-numeric user (${name}), cannot verify user is non-root ${where}`,
        };
      }
      if (name === '' || name === 'root' || Number(name) === 0) {
        return { error: `container has runAsNonRoot and image will run as root ${where}` };
      }
    }
  }
  const ofImage = name === '' ? 0 : numeric ? Number(name) : (image.users[name] ?? 0);
  const uid = asked ?? ofImage;
  const gid =
    own?.runAsGroup ??
    shared?.runAsGroup ??
    (asked !== undefined ? 0 : /^\d+$/.test(group) ? Number(group) : numeric ? 0 : uid);
  return {
    uid,
    gid,
    readOnlyRoot: own?.readOnlyRootFilesystem ?? false,
    powerless: own?.capabilities?.drop?.some((one) => one.toUpperCase() === 'ALL') ?? false,
  };
}
