import type { ApiObject, JsonMap, ObjectMeta } from '../interface';

/** As metav1.LabelSelector. */
export type LabelSelector = {
  matchLabels?: { [key: string]: string };
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};

/** A number or a percentage: `1`, `"25%"`. */
export type IntOrPercent = number | string;

/** `spec.template`: what is not looked at here is handed on as it is. */
export type Template = {
  metadata?: {
    labels?: { [key: string]: string };
    annotations?: { [key: string]: string };
    finalizers?: string[];
  };
  spec?: JsonMap & { restartPolicy?: string; hostname?: string };
};

/** As the conditions of apps/v1; `lastUpdateTime` is the Deployment's alone, `lastProbeTime` the Job's. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  lastProbeTime?: string;
  observedGeneration?: number;
};

export type ReplicaSetSpec = {
  replicas?: number;
  minReadySeconds?: number;
  selector?: LabelSelector;
  template?: Template;
};

export type ReplicaSetStatus = {
  replicas: number;
  fullyLabeledReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  observedGeneration?: number;
  conditions?: Condition[];
};

/** ReplicaSets, and ReplicationControllers in their shape. */
export type ReplicaSet = ApiObject & { spec: ReplicaSetSpec; status?: ReplicaSetStatus };

export type DeploymentSpec = {
  replicas?: number;
  selector?: LabelSelector;
  template?: Template;
  strategy?: { type?: string; rollingUpdate?: { maxSurge?: IntOrPercent; maxUnavailable?: IntOrPercent } };
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
  paused?: boolean;
  progressDeadlineSeconds?: number;
};

export type DeploymentStatus = {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  unavailableReplicas?: number;
  collisionCount?: number;
  conditions?: Condition[];
};

export type Deployment = ApiObject & { spec: DeploymentSpec; status?: DeploymentStatus };

export type StatefulSetSpec = {
  replicas?: number;
  selector?: LabelSelector;
  template?: Template;
  serviceName?: string;
  podManagementPolicy?: string;
  updateStrategy?: { type?: string; rollingUpdate?: { partition?: number; maxUnavailable?: IntOrPercent } };
  revisionHistoryLimit?: number;
  minReadySeconds?: number;
  ordinals?: { start?: number };
  volumeClaimTemplates?: JsonMap[];
  persistentVolumeClaimRetentionPolicy?: { whenDeleted?: string; whenScaled?: string };
};

export type StatefulSetStatus = {
  observedGeneration?: number;
  replicas: number;
  readyReplicas?: number;
  currentReplicas?: number;
  updatedReplicas?: number;
  availableReplicas: number;
  currentRevision?: string;
  updateRevision?: string;
  collisionCount?: number;
};

export type StatefulSet = ApiObject & { spec: StatefulSetSpec; status?: StatefulSetStatus };

export type DaemonSetSpec = {
  selector?: LabelSelector;
  template?: Template;
  updateStrategy?: {
    type?: string;
    rollingUpdate?: { maxUnavailable?: IntOrPercent; maxSurge?: IntOrPercent };
  };
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
};

export type DaemonSetStatus = {
  currentNumberScheduled: number;
  numberMisscheduled: number;
  desiredNumberScheduled: number;
  numberReady: number;
  observedGeneration?: number;
  updatedNumberScheduled?: number;
  numberAvailable?: number;
  numberUnavailable?: number;
  collisionCount?: number;
};

export type DaemonSet = ApiObject & { spec: DaemonSetSpec; status?: DaemonSetStatus };

export type PodFailureRule = {
  action: string;
  onExitCodes?: { containerName?: string; operator: string; values: number[] };
  onPodConditions?: { type: string; status: string }[];
};

export type JobSpec = {
  parallelism?: number;
  completions?: number;
  completionMode?: string;
  backoffLimit?: number;
  backoffLimitPerIndex?: number;
  maxFailedIndexes?: number;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
  suspend?: boolean;
  selector?: LabelSelector;
  template?: Template;
  podReplacementPolicy?: string;
  managedBy?: string;
  podFailurePolicy?: { rules: PodFailureRule[] };
  successPolicy?: { rules: { succeededIndexes?: string; succeededCount?: number }[] };
};

export type JobStatus = {
  active?: number;
  ready?: number;
  terminating?: number;
  succeeded?: number;
  failed?: number;
  completedIndexes?: string;
  failedIndexes?: string;
  startTime?: string;
  completionTime?: string;
  conditions?: Condition[];
  uncountedTerminatedPods?: { succeeded?: string[]; failed?: string[] };
};

export type Job = ApiObject & { spec: JobSpec; status?: JobStatus };

export type CronJobSpec = {
  schedule?: string;
  timeZone?: string;
  startingDeadlineSeconds?: number;
  concurrencyPolicy?: string;
  suspend?: boolean;
  jobTemplate?: Template & { spec?: JsonMap };
  successfulJobsHistoryLimit?: number;
  failedJobsHistoryLimit?: number;
};

export type CronJobStatus = {
  active?: {
    apiVersion: string;
    kind: string;
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion?: string;
  }[];
  lastScheduleTime?: string;
  lastSuccessfulTime?: string;
};

export type CronJob = ApiObject & { spec: CronJobSpec; status?: CronJobStatus };

/** As core/v1 ContainerStatus, as far as controllers look at it. */
export type ContainerState = {
  name: string;
  restartCount?: number;
  ready?: boolean;
  state?: { terminated?: { exitCode: number; finishedAt?: string | null } };
};

/** A Pod, as far as controllers and the scheduler look at it. */
export type WorkPod = ApiObject & {
  metadata: ObjectMeta;
  spec: JsonMap & { nodeName?: string; restartPolicy?: string };
  status?: JsonMap & {
    phase?: string;
    reason?: string;
    podIP?: string;
    startTime?: string;
    conditions?: Condition[];
    initContainerStatuses?: ContainerState[];
    containerStatuses?: ContainerState[];
  };
};

// What stands in the fields of an object that the API handed out is what its own validation let in:
// so only what makes it of that kind is looked at.
const isKind = (object: ApiObject, apiVersion: string, kind: string): boolean =>
  object.apiVersion === apiVersion && object.kind === kind && object.spec !== undefined;

/** Whether an object that the API handed out is a Pod. */
export const isWorkPod = (object: ApiObject): object is WorkPod => isKind(object, 'v1', 'Pod');
/** Whether an object that the API handed out is a Job. */
export const isJob = (object: ApiObject): object is Job => isKind(object, 'batch/v1', 'Job');
/** Whether an object that the API handed out is a CronJob. */
export const isCronJob = (object: ApiObject): object is CronJob => isKind(object, 'batch/v1', 'CronJob');
/** Whether an object that the API handed out is a ReplicaSet. */
export const isReplicaSet = (object: ApiObject): object is ReplicaSet =>
  isKind(object, 'apps/v1', 'ReplicaSet');
/** Whether an object that the API handed out is a Deployment. */
export const isDeployment = (object: ApiObject): object is Deployment =>
  isKind(object, 'apps/v1', 'Deployment');
/** Whether an object that the API handed out is a StatefulSet. */
export const isStatefulSet = (object: ApiObject): object is StatefulSet =>
  isKind(object, 'apps/v1', 'StatefulSet');
/** Whether an object that the API handed out is a DaemonSet. */
export const isDaemonSet = (object: ApiObject): object is DaemonSet => isKind(object, 'apps/v1', 'DaemonSet');
