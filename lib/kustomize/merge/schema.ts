import { isBuiltIn } from '../core/scope';

/** What strategic merge needs to know of a field: which lists merge, and by which keys. */
export interface Schema {
  field(name: string): Schema | undefined;
  readonly element: Schema | undefined;
  /** The keys of a list that merges; empty for a list of plain values; undefined when the list is replaced. */
  readonly mergeKeys: readonly string[] | undefined;
}

/**
 * The lists that merge by key, in Kubernetes' own types (x-kubernetes-patch-merge-key and -list-map-keys of its
 * v1.21 OpenAPI document, which kustomize carries). `field[key,key]:Type` is a list that merges, `field[*]:Type`
 * one that is replaced, `field:Type` an object.
 */
const types: Readonly<Record<string, string>> = {
  ObjectMeta: 'finalizers[] ownerReferences[uid]',
  Conditions: 'conditions[type]',
  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  PodSpec:
    'containers[name]:Container initContainers[name]:Container ephemeralContainers[name]:Container ' +
    'hostAliases[ip] imagePullSecrets[name] topologySpreadConstraints[topologyKey,whenUnsatisfiable] ' +
    'volumes[name]:Volume',
  Container: 'env[name] ports[containerPort,protocol] volumeDevices[devicePath] volumeMounts[mountPath]',
  Volume: 'ephemeral:EphemeralVolume',
  EphemeralVolume: 'volumeClaimTemplate:MetadataOnly',
  MetadataOnly: 'metadata:ObjectMeta',
  PodStatus: 'conditions[type] podIPs[ip]',
  Template: 'template:PodTemplateSpec',
  StatefulSetSpec: 'template:PodTemplateSpec volumeClaimTemplates[*]:Claim',
  Claim: 'metadata:ObjectMeta status:Conditions',
  CronJobSpec: 'jobTemplate:JobTemplate',
  JobTemplate: 'metadata:ObjectMeta spec:Template',
  ServiceSpec: 'ports[port,protocol]',
  NodeSpec: 'podCIDRs[]',
  NodeStatus: 'addresses[type] conditions[type]',
  CSINodeSpec: 'drivers[name]',
};

/** What kinds have beside their metadata. */
const roots: Readonly<Record<string, string>> = {
  Pod: 'spec:PodSpec status:PodStatus',
  PodTemplate: 'template:PodTemplateSpec',
  ReplicationController: 'spec:Template status:Conditions',
  Deployment: 'spec:Template status:Conditions',
  ReplicaSet: 'spec:Template status:Conditions',
  DaemonSet: 'spec:Template status:Conditions',
  StatefulSet: 'spec:StatefulSetSpec status:Conditions',
  Job: 'spec:Template status:Conditions',
  CronJob: 'spec:CronJobSpec',
  Service: 'spec:ServiceSpec status:Conditions',
  ServiceAccount: 'secrets[name]',
  PersistentVolumeClaim: 'status:Conditions',
  Namespace: 'status:Conditions',
  ComponentStatus: 'conditions[type]',
  Node: 'spec:NodeSpec status:NodeStatus',
  CSINode: 'spec:CSINodeSpec',
  APIService: 'status:Conditions',
  PodDisruptionBudget: 'status:Conditions',
  MutatingWebhookConfiguration: 'webhooks[name]',
  ValidatingWebhookConfiguration: 'webhooks[name]',
};

class TypeSchema implements Schema {
  private readonly fields = new Map<string, Schema>();

  constructor(
    text: string,
    readonly mergeKeys: readonly string[] | undefined,
    readonly element: Schema | undefined,
  ) {
    for (const part of text === '' ? [] : text.split(' ')) this.add(part);
  }

  private add(part: string): void {
    const [name = '', type] = part.split(':');
    const object = type === undefined ? undefined : typeSchema(type);
    const list = /^(\w+)\[(.*)\]$/.exec(name);
    if (list === null) {
      if (object !== undefined) this.fields.set(name, object);
      return;
    }
    const [, field = '', keys = ''] = list;
    const merge = keys === '*' ? undefined : keys === '' ? [] : keys.split(',');
    this.fields.set(field, new TypeSchema('', merge, object ?? plain));
  }

  field(name: string): Schema | undefined {
    return this.fields.get(name);
  }
}

const plain: Schema = { field: () => undefined, element: undefined, mergeKeys: undefined };
const made = new Map<string, Schema>();

function typeSchema(name: string): Schema {
  const present = made.get(name);
  if (present !== undefined) return present;
  const schema = new TypeSchema(types[name] ?? '', undefined, undefined);
  made.set(name, schema);
  return schema;
}

/** Kubernetes' own names of types that are called otherwise here. */
const aliases: Readonly<Record<string, string>> = {
  DaemonSetSpec: 'Template',
  DeploymentSpec: 'Template',
  EphemeralContainer: 'Container',
  EphemeralVolumeSource: 'EphemeralVolume',
  JobSpec: 'Template',
  JobTemplateSpec: 'JobTemplate',
  PersistentVolumeClaimTemplate: 'MetadataOnly',
  ReplicaSetSpec: 'Template',
  ReplicationControllerSpec: 'Template',
};

/** The schema of one of Kubernetes' own definitions, such as `io.k8s.api.core.v1.PodTemplateSpec`. */
export function definitionOf(name: string): Schema | undefined {
  const own = /^io\.k8s\.(?:.*\.)?(\w+)$/.exec(name)?.[1];
  if (own === undefined) return undefined;
  if (Object.hasOwn(roots, own)) return rootSchema(own);
  const type = Object.hasOwn(aliases, own) ? aliases[own] : own;
  return type !== undefined && Object.hasOwn(types, type) ? typeSchema(type) : undefined;
}

const rootSchemas = new Map<string, Schema>();

function rootSchema(kind: string): Schema {
  let schema = rootSchemas.get(kind);
  if (schema === undefined) {
    const own = Object.hasOwn(roots, kind) ? ` ${roots[kind]}` : '';
    schema = new TypeSchema(`metadata:ObjectMeta${own}`, undefined, undefined);
    rootSchemas.set(kind, schema);
  }
  return schema;
}

/** The schema of a built-in kind; others have none, and all their lists are replaced. */
export function schemaOf(apiVersion: string, kind: string): Schema | undefined {
  return isBuiltIn(apiVersion, kind) ? rootSchema(kind) : undefined;
}
