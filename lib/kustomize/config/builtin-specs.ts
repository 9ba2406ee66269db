import { type FieldSpec, fieldSpec } from './fieldspec';

/**
 * Where the built-in transformers look: the field specs that kustomize v5.5 carries
 * (api/internal/konfig/builtinpluginconsts), facts about Kubernetes' kinds, written compactly.
 */

/** A kind as `Kind`, `group/Kind` or `group/version/Kind`; an empty part means any. */
function gvkOf(text: string): { group: string; version: string; kind: string } {
  const parts = text.split('/');
  const kind = parts.pop() ?? '';
  const [group = '', version = ''] = parts;
  return { group, version, kind };
}

function specs(create: boolean, table: Readonly<Record<string, string>>): FieldSpec[] {
  const made: FieldSpec[] = [];
  for (const [path, kinds] of Object.entries(table)) {
    for (const kind of kinds.split(' ')) made.push(fieldSpec(path, gvkOf(kind), create));
  }
  return made;
}

export const nameSpecs = [fieldSpec('metadata/name')];

export const namespaceSpecs = [
  fieldSpec('metadata/name', { kind: 'Namespace' }, true),
  fieldSpec('spec/service/namespace', { group: 'apiregistration.k8s.io', kind: 'APIService' }, true),
  fieldSpec('spec/conversion/webhook/clientConfig/service/namespace', {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
  }),
];

export const metadataLabelSpecs = [
  fieldSpec('metadata/labels', {}, true),
  ...specs(true, {
    'spec/template/metadata/labels':
      '/v1/ReplicationController Deployment ReplicaSet DaemonSet apps/StatefulSet batch/Job',
    'spec/volumeClaimTemplates[]/metadata/labels': 'apps/StatefulSet',
    'spec/jobTemplate/metadata/labels': 'batch/CronJob',
    'spec/jobTemplate/spec/template/metadata/labels': 'batch/CronJob',
  }),
];

const affinity = (kind: string, term: string): string =>
  `spec/template/spec/affinity/${kind}/${term}/labelSelector/matchLabels`;
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const spread = 'apps/Deployment apps/StatefulSet';

export const commonLabelSpecs = [
  ...specs(true, {
    'spec/selector': '/v1/Service /v1/ReplicationController',
    'spec/selector/matchLabels': 'Deployment ReplicaSet DaemonSet apps/StatefulSet',
  }),
  ...specs(false, {
    [affinity('podAffinity', preferred)]: spread,
    [affinity('podAffinity', required)]: spread,
    [affinity('podAntiAffinity', preferred)]: spread,
    [affinity('podAntiAffinity', required)]: spread,
    'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels': spread,
    'spec/selector/matchLabels': 'batch/Job policy/PodDisruptionBudget',
    'spec/jobTemplate/spec/selector/matchLabels': 'batch/CronJob',
    'spec/podSelector/matchLabels': 'networking.k8s.io/NetworkPolicy',
    'spec/ingress/from/podSelector/matchLabels': 'networking.k8s.io/NetworkPolicy',
    'spec/egress/to/podSelector/matchLabels': 'networking.k8s.io/NetworkPolicy',
  }),
  ...metadataLabelSpecs,
];

export const annotationSpecs = [
  fieldSpec('metadata/annotations', {}, true),
  ...specs(true, {
    'spec/template/metadata/annotations':
      '/v1/ReplicationController Deployment ReplicaSet DaemonSet StatefulSet batch/Job',
    'spec/jobTemplate/metadata/annotations': 'batch/CronJob',
    'spec/jobTemplate/spec/template/metadata/annotations': 'batch/CronJob',
  }),
];

export const imageSpecs = [
  'spec/containers[]/image',
  'spec/initContainers[]/image',
  'spec/template/spec/containers[]/image',
  'spec/template/spec/initContainers[]/image',
].map((path) => fieldSpec(path, {}, true));

export const replicaSpecs = specs(true, {
  'spec/replicas': 'Deployment ReplicationController ReplicaSet StatefulSet',
});

/** Where a kind keeps its pods' spec. */
const podSpecPath: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};
export const podSpecOf = (kind: string): string => podSpecPath[kind] ?? 'spec/template/spec';

const variableFields = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

function podVariables(kind: string): FieldSpec[] {
  const pod = podSpecOf(kind);
  const paths = ['containers', 'initContainers'].flatMap((list) =>
    variableFields.map((field) => `${pod}/${list}/${field}`),
  );
  // Two of upstream's paths for NFS lie beside the pod's spec; they are kept as they are.
  if (kind === 'CronJob') paths.push('spec/jobTemplate/spec/template/volumes/nfs/server');
  else if (kind === 'StatefulSet') paths.push('spec/volumeClaimTemplates/spec/nfs/server');
  else paths.push(`${pod}/volumes/nfs/server`);
  return paths.map((path) => fieldSpec(path, { kind }));
}

export const variableSpecs = [
  ...['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'].flatMap(podVariables),
  ...specs(false, {
    'spec/template/metadata/annotations': 'Deployment',
    'spec/rules/host': 'Ingress',
    'spec/tls/hosts': 'Ingress',
    'spec/tls/secretName': 'Ingress',
    'spec/ports/port': 'Service',
    'spec/ports/targetPort': 'Service',
    'spec/nfs/server': 'PersistentVolume',
  }),
  fieldSpec('metadata/labels'),
  fieldSpec('metadata/annotations'),
];
