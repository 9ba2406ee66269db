import type { Answer } from '../interface';
import type { ContainerState, Pod } from '../types/pod';

type Refused = Extract<Answer<never>, { ok: false }>;

export function refuse(
  code: number,
  message: string,
  reason = code === 400 ? 'BadRequest' : 'InternalError',
): Refused {
  return { ok: false, error: { code, reason, message }, warnings: [] };
}

export const noPod = (name: string) => refuse(404, `pods "${name}" not found`, 'NotFound');

function namesOf(pod: Pod) {
  return {
    main: pod.spec.containers.map(({ name }) => name),
    init: (pod.spec.initContainers ?? []).map(({ name }) => name),
  };
}

/** The container that is meant: the one that is asked for, the annotated one, or the first. As kubectl's podcmd.FindOrDefaultContainerByName. */
export function chooseContainer(pod: Pod, asked: string | undefined): string | undefined {
  const { main, init } = namesOf(pod);
  const preferred = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const wanted = asked ?? (preferred !== undefined && main.includes(preferred) ? preferred : main[0]);
  return wanted !== undefined && [...main, ...init].includes(wanted) ? wanted : undefined;
}

/** As pkg/registry/core/pod/strategy.go, LogLocation. */
export function noContainer(pod: Pod, asked: string | undefined): Refused {
  return refuse(400, `container ${asked ?? ''} is not valid for pod ${pod.metadata.name}`);
}

/** As pkg/kubelet/kubelet_pods.go, validateContainerLogStatus. */
export function waitingToStart(pod: Pod, name: string, state: ContainerState | undefined): Refused {
  const reason = state?.waiting?.reason;
  const where = `container "${name}" in pod "${pod.metadata.name}"`;
  if (!pod.spec.nodeName || reason === undefined) {
    return refuse(400, `${where} is waiting to start: ContainerCreating`);
  }
  if (reason === 'ErrImagePull') return refuse(400, `${where} is waiting to start: image can't be pulled`);
  if (reason === 'ImagePullBackOff') {
    return refuse(400, `${where} is waiting to start: trying and failing to pull image`);
  }
  return refuse(400, `${where} is waiting to start: ${reason}`);
}
