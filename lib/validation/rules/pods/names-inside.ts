import { type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { PORT_NAME } from '../refused/addresses';
import { type Check, type Fields, isPlaceholder } from '../refused/walk';
import {
  aName,
  dataKey,
  dataKeys,
  LABEL,
  labelKey,
  labelled,
  labelValue,
  SUBDOMAIN,
  type Told,
} from './name-forms';

/** The name of a port of a container. As apimachinery, IsValidPortName. */
const portName: Check<Told> = ({ value }, told) => {
  const node = scalarOf(value);
  const name = stringOf(value);
  if (!node || !name || isPlaceholder(name) || PORT_NAME.test(name)) return;
  const why =
    name.length > 15
      ? `has at most 15 characters, and this one has ${name.length}`
      : /^[-0-9]+$/.test(name)
        ? 'has a letter in it'
        : 'takes lower-case letters, digits and single hyphens, and starts and ends with a letter or digit';
  told({
    start: node.start,
    end: node.end,
    message: `A port’s name ${why}; the API server refuses \`${name}\`.`,
  });
};

/** As apimachinery, IsRelaxedEnvVarName, which holds since Kubernetes 1.34. */
const variable: Check<Told> = ({ value }, told) => {
  const node = scalarOf(value);
  if (typeof node?.value !== 'string' || isPlaceholder(node.value)) return;
  const message =
    node.value === ''
      ? 'A variable needs a name.'
      : /^[ -<>-~]+$/.test(node.value)
        ? undefined
        : `The name of a variable takes any printable ASCII character but \`=\`; the API server refuses \`${node.value}\`.`;
  if (message !== undefined) told({ start: node.start, end: node.end, message });
};

const scalar =
  (look: (node: ScalarNode, told: Told) => void): Check<Told> =>
  ({ value }, told) => {
    const node = scalarOf(value);
    if (node && typeof node.value === 'string' && node.value !== '') look(node, told);
  };

const key: Fields<Told> = { key: scalar(dataKey) };
const selector: Fields<Told> = { matchLabels: labelled, matchExpressions: { key: scalar(labelKey) } };
const subdomain = (what: string) => aName(SUBDOMAIN, 253, what);
const label = (what: string) => aName(LABEL, 63, what);

const CONTAINER: Fields<Told> = {
  name: label('A container’s name'),
  ports: { name: portName },
  env: { name: variable, valueFrom: { configMapKeyRef: key, secretKeyRef: key } },
};

const items: Fields<Told> = { items: key };
const podTerm: Fields<Told> = {
  labelSelector: selector,
  namespaceSelector: selector,
  topologyKey: scalar(labelKey),
};
const affinity: Fields<Told> = {
  requiredDuringSchedulingIgnoredDuringExecution: podTerm,
  preferredDuringSchedulingIgnoredDuringExecution: { podAffinityTerm: podTerm },
};

const nodeTerm: Fields<Told> = { matchExpressions: { key: scalar(labelKey) } };
const nodeAffinity: Fields<Told> = {
  requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: nodeTerm },
  preferredDuringSchedulingIgnoredDuringExecution: { preference: nodeTerm },
};

/** The names in a Pod. */
export const NAMES_IN_POD: Fields<Told> = {
  containers: CONTAINER,
  initContainers: CONTAINER,
  volumes: { name: label('A volume’s name'), configMap: items, secret: items },
  nodeSelector: labelled,
  tolerations: { key: scalar(labelKey), value: scalar(labelValue) },
  hostname: label('A host name'),
  subdomain: label('A subdomain'),
  serviceAccountName: subdomain('A ServiceAccount’s name'),
  priorityClassName: subdomain('A PriorityClass’s name'),
  runtimeClassName: subdomain('A RuntimeClass’s name'),
  affinity: { nodeAffinity, podAffinity: affinity, podAntiAffinity: affinity },
  topologySpreadConstraints: { topologyKey: scalar(labelKey), labelSelector: selector },
};

const data: Fields<Told> = { data: dataKeys, binaryData: dataKeys, stringData: dataKeys };
const selecting: Fields<Told> = { spec: { selector } };
const peer: Fields<Told> = { podSelector: selector, namespaceSelector: selector };

/** The names in objects of a kind, beside their own. */
export const NAMES_IN_KINDS: Readonly<Record<string, Fields<Told>>> = {
  'v1/ConfigMap': data,
  'v1/Secret': data,
  'v1/Service': { spec: { selector: labelled } },
  'apps/v1/Deployment': selecting,
  'apps/v1/ReplicaSet': selecting,
  'apps/v1/DaemonSet': selecting,
  'apps/v1/StatefulSet': {
    spec: {
      selector,
      serviceName: label('A Service’s name'),
      volumeClaimTemplates: { metadata: { name: label('The name of a claim’s template') } },
    },
  },
  'v1/PersistentVolumeClaim': { spec: { storageClassName: subdomain('A StorageClass’s name') } },
  'networking.k8s.io/v1/Ingress': {
    spec: {
      ingressClassName: subdomain('An IngressClass’s name'),
      tls: { secretName: subdomain('A Secret’s name') },
    },
  },
  'node.k8s.io/v1/RuntimeClass': { handler: label('The name of a handler') },
  'policy/v1/PodDisruptionBudget': selecting,
  'batch/v1/CronJob': { spec: { jobTemplate: { metadata: { labels: labelled } } } },
  'networking.k8s.io/v1/NetworkPolicy': {
    spec: { podSelector: selector, ingress: { from: peer }, egress: { to: peer } },
  },
};
