import type { ApiObject, JsonMap, ObjectMeta } from '../interface';
import type { Container } from './container';
import type { Volume } from './volume';

export type PodCondition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastProbeTime?: null;
  lastTransitionTime?: string;
  observedGeneration?: number;
};

export type ContainerWaiting = { reason?: string; message?: string };
export type ContainerRunning = { startedAt: string };
export type ContainerTerminated = {
  exitCode: number;
  signal?: number;
  reason?: string;
  message?: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  containerID?: string;
};

/** One of the three; none of them means waiting. */
export type ContainerState = {
  waiting?: ContainerWaiting;
  running?: ContainerRunning;
  terminated?: ContainerTerminated;
};

export type ContainerStatus = {
  name: string;
  state?: ContainerState;
  lastState?: ContainerState;
  ready: boolean;
  started?: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
};

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

export type PodStatus = {
  phase?: PodPhase;
  reason?: string;
  message?: string;
  conditions?: PodCondition[];
  hostIP?: string;
  hostIPs?: { ip: string }[];
  podIP?: string;
  podIPs?: { ip: string }[];
  startTime?: string;
  qosClass?: QosClass;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
  observedGeneration?: number;
  nominatedNodeName?: string;
};

export type Toleration = {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
};

/** As core/v1 PodSpec, as far as it decides where and how the Pod runs. */
export type PodSpec = {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  nodeName?: string;
  nodeSelector?: { [label: string]: string };
  affinity?: JsonMap;
  tolerations?: Toleration[];
  schedulerName?: string;
  schedulingGates?: { name: string }[];
  serviceAccountName?: string;
  hostname?: string;
  subdomain?: string;
  hostNetwork?: boolean;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  hostAliases?: { ip: string; hostnames?: string[] }[];
  terminationGracePeriodSeconds?: number;
  activeDeadlineSeconds?: number;
  priority?: number;
  priorityClassName?: string;
  readinessGates?: { conditionType: string }[];
  securityContext?: {
    runAsUser?: number;
    runAsGroup?: number;
    runAsNonRoot?: boolean;
    fsGroup?: number;
    supplementalGroups?: number[];
    seccompProfile?: JsonMap;
  };
};

/** A Pod as the API server stores it: validated and with its defaults. */
export type Pod = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec: PodSpec;
  status?: PodStatus;
};

/**
 * Whether an object that the API server handed out is a Pod. What stands in its fields is what the server's own validation
 * let in, so only what makes it a Pod is looked at here.
 */
export function isPod(object: ApiObject): object is ApiObject & Pod {
  return object.kind === 'Pod' && object.apiVersion === 'v1' && Array.isArray(object.spec?.containers);
}

/** The Pods among objects, such as the items of a list. */
export function podsIn(objects: readonly ApiObject[]): (ApiObject & Pod)[] {
  return objects.filter(isPod);
}

/** The Pod's condition of a type, if it has been set. */
export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  return pod.status?.conditions?.find((condition) => condition.type === type);
}

/** As k8s.io/kubernetes/pkg/api/v1/pod/util.go, IsPodReady. */
export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True';
}

/** As pkg/api/v1/pod/util.go, IsPodTerminal: it will never run again. */
export function isPodTerminal(pod: Pod): boolean {
  return pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded';
}
