import {
  at,
  groupOfObject,
  isList,
  isMap,
  type Json,
  type JsonMap,
  type KubeObject,
  kindOf,
  textAt,
} from '../object';

/** Sets fields that are absent. */
const fill = (map: JsonMap, defaults: JsonMap): JsonMap => ({ ...defaults, ...map });

/** Changes the map at a field, if there is one. */
function inMap(map: JsonMap, field: string, change: (inner: JsonMap) => JsonMap): JsonMap {
  const inner = map[field];
  return isMap(inner) ? { ...map, [field]: change(inner) } : map;
}

/** Changes each map in the list at a field. */
function inList(map: JsonMap, field: string, change: (item: JsonMap) => JsonMap): JsonMap {
  const list = map[field];
  if (!isList(list)) return map;
  return { ...map, [field]: list.map((item): Json => (isMap(item) ? change(item) : item)) };
}

/**
 * Gives an object of the common built-in kinds the defaults that the API server adds, so that taking a field out of Git shows
 * what it falls back to. As pkg/apis of Kubernetes, defaults.go; other kinds are given back as they are.
 */
export function withDefaults(object: KubeObject): KubeObject {
  const kind = `${groupOfObject(object)}/${kindOf(object)}`;
  if (/^admissionregistration\.k8s\.io\/(Mutating|Validating)WebhookConfiguration$/.test(kind)) {
    return inList(object, 'webhooks', webhook);
  }
  const apply = KINDS.get(kind);
  return apply ? inMap(object, 'spec', apply) : object;
}

const webhook = (item: JsonMap): JsonMap =>
  inList(
    fill(item, { failurePolicy: 'Fail', matchPolicy: 'Equivalent', timeoutSeconds: 10 }),
    'rules',
    (rule) => fill(rule, { scope: '*' }),
  );

const rolling = { maxUnavailable: '25%', maxSurge: '25%' };

function withRolling(spec: JsonMap, field: string, defaults: JsonMap): JsonMap {
  return inMap(fill(spec, { [field]: { type: 'RollingUpdate' } }), field, (strategy) => {
    const typed = fill(strategy, { type: 'RollingUpdate' });
    if (typed.type !== 'RollingUpdate') return typed;
    return inMap(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (inner) => fill(inner, defaults));
  });
}

const template = (spec: JsonMap): JsonMap => inMap(spec, 'template', (pod) => inMap(pod, 'spec', podSpec));

const deployment = (spec: JsonMap): JsonMap =>
  template(
    withRolling(
      fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
      'strategy',
      rolling,
    ),
  );

const statefulSet = (spec: JsonMap): JsonMap =>
  template(
    withRolling(
      fill(spec, { replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' }),
      'updateStrategy',
      { partition: 0 },
    ),
  );

const daemonSet = (spec: JsonMap): JsonMap =>
  template(
    withRolling(fill(spec, { revisionHistoryLimit: 10 }), 'updateStrategy', {
      maxUnavailable: 1,
      maxSurge: 0,
    }),
  );

const job = (spec: JsonMap): JsonMap =>
  template(
    fill(spec, {
      ...(spec.completions === undefined && spec.parallelism === undefined && { completions: 1 }),
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    }),
  );

/** The template of a CronJob gets no Job's defaults, only a Pod's: those come when a Job is made. */
const cronJob = (spec: JsonMap): JsonMap =>
  inMap(
    fill(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    }),
    'jobTemplate',
    (made) => inMap(made, 'spec', template),
  );

const service = (spec: JsonMap): JsonMap =>
  inList(fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' }), 'ports', (port) => {
    const typed = fill(port, { protocol: 'TCP' });
    return typed.port === undefined ? typed : fill(typed, { targetPort: typed.port });
  });

const networkPolicy = (spec: JsonMap): JsonMap => {
  const rule = (item: JsonMap) => inList(item, 'ports', (port) => fill(port, { protocol: 'TCP' }));
  const types = isList(spec.egress) && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return inList(inList(fill(spec, { policyTypes: types }), 'ingress', rule), 'egress', rule);
};

function podSpec(spec: JsonMap): JsonMap {
  const filled = fill(spec, {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
  });
  const withContainers = ['containers', 'initContainers'].reduce(
    (made, field) => inList(made, field, container),
    filled,
  );
  return inList(withContainers, 'volumes', volume);
}

function container(item: JsonMap): JsonMap {
  const image = textAt(item, 'image');
  const latest = /:latest$|^[^:@]*$|\/[^:@/]*$/.test(image) && !image.includes('@');
  const filled = fill(item, {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: latest ? 'Always' : 'IfNotPresent',
    resources: {},
  });
  const withPorts = inList(filled, 'ports', (port) => fill(port, { protocol: 'TCP' }));
  const withEnv = inList(withPorts, 'env', (entry) => inMap(entry, 'valueFrom', fieldRef));
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].reduce(
    (made, field) => inMap(made, field, probe),
    withEnv,
  );
}

const fieldRef = (source: JsonMap): JsonMap =>
  inMap(source, 'fieldRef', (ref) => fill(ref, { apiVersion: 'v1' }));

const probe = (map: JsonMap): JsonMap =>
  inMap(
    fill(map, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
    'httpGet',
    (get) => fill(get, { path: '/', scheme: 'HTTP' }),
  );

function volume(item: JsonMap): JsonMap {
  const withMode = ['configMap', 'secret', 'downwardAPI', 'projected'].reduce(
    (made, field) => inMap(made, field, (source) => fill(source, { defaultMode: 420 })),
    item,
  );
  const refs = (source: JsonMap) => inList(source, 'items', fieldRef);
  const projected = inMap(inMap(withMode, 'downwardAPI', refs), 'projected', (source) =>
    inList(source, 'sources', (entry) =>
      inMap(inMap(entry, 'downwardAPI', refs), 'serviceAccountToken', (token) =>
        fill(token, { expirationSeconds: 3600 }),
      ),
    ),
  );
  const bare = Object.keys(projected).length === 1 && at(projected, 'name') !== undefined;
  return bare ? { ...projected, emptyDir: {} } : projected;
}

const KINDS: ReadonlyMap<string, (spec: JsonMap) => JsonMap> = new Map([
  ['apps/Deployment', deployment],
  ['apps/ReplicaSet', (spec) => template(fill(spec, { replicas: 1 }))],
  ['apps/StatefulSet', statefulSet],
  ['apps/DaemonSet', daemonSet],
  ['batch/Job', job],
  ['batch/CronJob', cronJob],
  ['/Service', service],
  ['/Pod', podSpec],
  ['networking.k8s.io/NetworkPolicy', networkPolicy],
]);
