import type { JsonMap } from '../interface';

/** What a probe or a lifecycle hook does. As core/v1 ProbeHandler and LifecycleHandler. */
export type Handler = {
  exec?: { command?: string[] };
  httpGet?: {
    path?: string;
    port: number | string;
    host?: string;
    scheme?: string;
    httpHeaders?: { name: string; value: string }[];
  };
  tcpSocket?: { port: number | string; host?: string };
  grpc?: { port: number; service?: string };
  sleep?: { seconds: number };
};

export type Probe = Handler & {
  initialDelaySeconds?: number;
  timeoutSeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
  terminationGracePeriodSeconds?: number;
};

/** A ConfigMap's or Secret's key. */
export type KeyRef = { name?: string; key: string; optional?: boolean };
export type FieldRef = { apiVersion?: string; fieldPath: string };
export type ResourceFieldRef = { containerName?: string; resource: string; divisor?: string | number };

export type EnvVar = {
  name: string;
  value?: string;
  valueFrom?: {
    configMapKeyRef?: KeyRef;
    secretKeyRef?: KeyRef;
    fieldRef?: FieldRef;
    resourceFieldRef?: ResourceFieldRef;
  };
};

export type EnvFrom = {
  prefix?: string;
  configMapRef?: { name?: string; optional?: boolean };
  secretRef?: { name?: string; optional?: boolean };
};

export type VolumeMount = {
  name: string;
  mountPath: string;
  subPath?: string;
  subPathExpr?: string;
  readOnly?: boolean;
};

export type ContainerPort = { name?: string; containerPort: number; protocol?: string; hostPort?: number };

export type Resources = {
  limits?: { [resource: string]: string | number };
  requests?: { [resource: string]: string | number };
};

export type ContainerSecurity = {
  runAsUser?: number;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  readOnlyRootFilesystem?: boolean;
  allowPrivilegeEscalation?: boolean;
  privileged?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: JsonMap;
};

/** As core/v1 Container, as far as it decides what runs. */
export type Container = {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  ports?: ContainerPort[];
  env?: EnvVar[];
  envFrom?: EnvFrom[];
  resources?: Resources;
  volumeMounts?: VolumeMount[];
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { postStart?: Handler; preStop?: Handler };
  /** Of init containers: `Always` makes it a sidecar. */
  restartPolicy?: string;
  securityContext?: ContainerSecurity;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  stdin?: boolean;
  tty?: boolean;
};
