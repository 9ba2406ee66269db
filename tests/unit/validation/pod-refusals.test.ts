import { describe } from 'vitest';
import { pairs } from './marks';

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';
const CONTAINER = `${HEAD}  containers:\n    - name: web\n      image: nginx:1.27\n      @\n`;
const POD = `${HEAD}  @\n  containers:\n    - name: web\n      image: nginx:1.27\n`;
const VOLUMES = `${HEAD}  containers:\n    - name: web\n      image: nginx:1.27\n      @\n  volumes:\n    - name: data\n      emptyDir: {}\n`;
const VOLUME = `${POD}  volumes:\n    - name: data\n      @\n`.replace('  @\n', '');

describe('the environment of a container', () => {
  pairs(CONTAINER, [
    [
      'a name with an equals sign',
      'env:\n  - name: "A=B" #!\n    value: b',
      'env:\n  - name: "1 X"\n    value: b',
    ],
    ['an empty name', 'env:\n  - name: "" #!\n    value: b'],
    ['a name twice', 'env:\n  - name: A\n    value: b\n  - name: A #?\n    value: c'],
    ['a value from nothing', 'env:\n  - name: A\n    valueFrom: {} #!'],
    [
      'a value from two places',
      'env:\n  - name: A\n    valueFrom:\n      fieldRef: {fieldPath: spec.nodeName}\n      secretKeyRef: {name: a, key: b} #!',
      'env:\n  - name: A\n    valueFrom:\n      secretKeyRef: {name: a, key: b}',
    ],
    [
      'a field that is not handed in',
      'env:\n  - name: A\n    valueFrom:\n      fieldRef:\n        fieldPath: spec.replicas #!',
      "env:\n  - name: A\n    valueFrom:\n      fieldRef:\n        fieldPath: metadata.labels['app.kubernetes.io/name']",
    ],
    [
      'all labels',
      'env:\n  - name: A\n    valueFrom:\n      fieldRef:\n        fieldPath: metadata.labels #!',
    ],
    [
      'a resource that there is not',
      'env:\n  - name: A\n    valueFrom:\n      resourceFieldRef:\n        resource: cpu #!',
      'env:\n  - name: A\n    valueFrom:\n      resourceFieldRef:\n        resource: limits.cpu',
    ],
    [
      'a key that no Secret has',
      'env:\n  - name: A\n    valueFrom:\n      secretKeyRef:\n        name: a\n        key: a b #!',
    ],
    [
      'everything from nothing',
      'envFrom:\n  - prefix: A_ #!',
      'envFrom:\n  - prefix: A_\n    secretRef: {name: a}',
    ],
    ['everything from two places', 'envFrom:\n  - configMapRef: {name: a}\n    secretRef: {name: a} #!'],
  ]);
});

describe('secrets of a container', () => {
  pairs(CONTAINER, [
    [
      'in plain text',
      'env:\n  - name: DB_PASSWORD\n    value: hunter2 #?',
      'env:\n  - name: PASSWORD_FILE\n    value: hunter2\n  - name: TOKEN\n    value: $(OTHER)\n  - name: API_TOKEN\n    value: /run/token',
    ],
  ]);
});

describe('the ports of a container', () => {
  pairs(CONTAINER, [
    [
      'a name without a letter',
      'ports:\n  - name: "8080" #!\n    containerPort: 80',
      'ports:\n  - name: p8080\n    containerPort: 80',
    ],
    ['a name that is too long', 'ports:\n  - name: metrics-of-the-shop #!\n    containerPort: 80'],
    ['a name with two hyphens', 'ports:\n  - name: a--b #!\n    containerPort: 80'],
    [
      'a port twice',
      'ports:\n  - containerPort: 80\n  - containerPort: 80 #?',
      'ports:\n  - containerPort: 80\n  - containerPort: 80\n    protocol: UDP',
    ],
    [
      'a port of the node twice',
      'ports:\n  - {containerPort: 80, hostPort: 80}\n  - {containerPort: 81, hostPort: 80} #!',
      'ports:\n  - {containerPort: 80, hostPort: 80}\n  - {containerPort: 81, hostPort: 80, protocol: UDP}',
    ],
  ]);
  pairs(`${HEAD}  hostNetwork: true\n  containers:\n    - name: web\n      image: nginx:1.27\n      @\n`, [
    [
      'another port in the network of the node',
      'ports:\n  - containerPort: 80\n    hostPort: 8080 #!',
      'ports:\n  - containerPort: 80\n    hostPort: 80',
    ],
  ]);
});

describe('mounts', () => {
  pairs(VOLUMES, [
    [
      'a path outside the volume',
      'volumeMounts:\n  - name: data\n    mountPath: /a\n    subPath: ../b #!',
      'volumeMounts:\n  - name: data\n    mountPath: /a\n    subPath: b/..c',
    ],
    ['a path from the root', 'volumeMounts:\n  - name: data\n    mountPath: /a\n    subPath: /b #!'],
    [
      'two sub-paths',
      'volumeMounts:\n  - name: data\n    mountPath: /a\n    subPath: b\n    subPathExpr: c #!',
    ],
    ['an empty path', 'volumeMounts:\n  - name: data\n    mountPath: "" #!'],
    [
      'options as in Docker',
      'volumeMounts:\n  - name: data\n    mountPath: /a:ro #?',
      'volumeMounts:\n  - name: data\n    mountPath: /a\n    readOnly: true',
    ],
    [
      'a path twice',
      'volumeMounts:\n  - name: data\n    mountPath: /a\n  - name: data\n    mountPath: /a #!',
    ],
  ]);
});

describe('volumes', () => {
  pairs(VOLUME, [
    [
      'an item that leaves the volume',
      'configMap:\n  name: a\n  items:\n    - key: a\n      path: ../a #!',
      'configMap:\n  name: a\n  items:\n    - key: a\n      path: b/a',
    ],
    ['an item from the root', 'configMap:\n  name: a\n  items:\n    - key: a\n      path: /etc/a #!'],
    [
      'a mode in decimals',
      'secret:\n  secretName: a\n  defaultMode: 644 #!',
      'secret:\n  secretName: a\n  defaultMode: 0644',
    ],
    ['a ConfigMap without name', 'configMap: {} #!'],
    ['a Secret without name', 'secret: {} #!'],
    ['a Secret called by name', 'secret:\n  name: a #!'],
    ['no source', 'emptyDir: # nothing', 'emptyDir: {}'],
    ['a medium in small letters', 'emptyDir:\n  medium: memory #!', 'emptyDir:\n  medium: Memory'],
    ['a negative size', 'emptyDir:\n  sizeLimit: -1Gi #!', 'emptyDir:\n  sizeLimit: 1Gi'],
    ['a folder of the node above', 'hostPath:\n  path: /a/../b #!', 'hostPath:\n  path: /a'],
    [
      'a projection of two',
      'projected:\n  sources:\n    - configMap: {name: a}\n      secret: {name: b} #!',
      'projected:\n  sources:\n    - configMap: {name: a}\n    - secret: {name: b}',
    ],
    [
      'a downward item without source',
      'downwardAPI:\n  items:\n    - path: a #!',
      'downwardAPI:\n  items:\n    - path: a\n      fieldRef: {fieldPath: metadata.labels}',
    ],
    [
      'a downward item of two sources',
      'downwardAPI:\n  items:\n    - path: a\n      fieldRef: {fieldPath: metadata.labels}\n      resourceFieldRef: {containerName: web, resource: limits.cpu} #!',
    ],
    [
      'a field that no volume shows',
      'downwardAPI:\n  items:\n    - path: a\n      fieldRef:\n        fieldPath: status.podIP #!',
    ],
  ]);
  pairs(`${POD.replace('  @\n', '')}  volumes:\n    @\n`, [
    ['a name in capitals', '- name: Data #!\n  emptyDir: {}', '- name: data\n  emptyDir: {}'],
  ]);
});

describe('probes', () => {
  pairs(CONTAINER, [
    [
      'a negative delay',
      'livenessProbe:\n  tcpSocket: {port: 80}\n  initialDelaySeconds: -1 #!',
      'livenessProbe:\n  tcpSocket: {port: 80}\n  initialDelaySeconds: 0',
    ],
    ['a negative period', 'readinessProbe:\n  tcpSocket: {port: 80}\n  periodSeconds: -5 #!'],
    [
      'a grace period of a readiness probe',
      'readinessProbe:\n  tcpSocket: {port: 80}\n  terminationGracePeriodSeconds: 5 #!',
      'livenessProbe:\n  tcpSocket: {port: 80}\n  terminationGracePeriodSeconds: 5',
    ],
    [
      'a grace period of nothing',
      'livenessProbe:\n  tcpSocket: {port: 80}\n  terminationGracePeriodSeconds: 0 #!',
    ],
    ['a scheme in small letters', 'livenessProbe:\n  httpGet:\n    port: 80\n    scheme: https #!'],
    [
      'a command of nothing',
      'livenessProbe:\n  exec:\n    command: [] #!',
      'livenessProbe:\n  exec:\n    command: [date]',
    ],
    ['an exec without command', 'livenessProbe:\n  exec: {} #!'],
    [
      'a header with a colon',
      'livenessProbe:\n  httpGet:\n    port: 80\n    httpHeaders:\n      - name: "Host:" #!\n        value: a',
    ],
  ]);
});

describe('lifecycle', () => {
  pairs(CONTAINER, [
    [
      'a hook that does nothing',
      'lifecycle:\n  preStop: {} #!',
      'lifecycle:\n  preStop:\n    sleep: {seconds: 5}',
    ],
    ['a hook of two', 'lifecycle:\n  preStop:\n    exec: {command: [date]}\n    sleep: {seconds: 5} #!'],
  ]);
});

describe('init containers', () => {
  const INIT = `${POD.replace('  @\n', '')}  initContainers:\n    - name: init\n      image: alpine:3.20\n      @\n`;
  pairs(INIT, [
    [
      'a probe',
      'readinessProbe: #!\n  tcpSocket: {port: 80}',
      'restartPolicy: Always\nreadinessProbe:\n  tcpSocket: {port: 80}',
    ],
    [
      'a lifecycle',
      'lifecycle: #!\n  preStop:\n    exec: {command: [date]}',
      'restartPolicy: Always\nlifecycle:\n  preStop:\n    exec: {command: [date]}',
    ],
  ]);
});

describe('resources', () => {
  pairs(CONTAINER, [
    ['a negative amount', 'resources:\n  limits:\n    cpu: "-1" #!', 'resources:\n  limits:\n    cpu: "1"'],
    [
      'a resource that there is not',
      'resources:\n  requests:\n    cpus: 1 #!',
      'resources:\n  requests:\n    nvidia.com/gpu: 1\n  limits:\n    nvidia.com/gpu: 1',
    ],
    ['a short name', 'resources:\n  limits:\n    mem: 1Gi #!', 'resources:\n  limits:\n    memory: 1Gi'],
    ['milli-bytes', 'resources:\n  limits:\n    memory: 512m #!', 'resources:\n  limits:\n    memory: 512M'],
    [
      'bytes of a processor',
      'resources:\n  requests:\n    cpu: 500Mi #!',
      'resources:\n  requests:\n    cpu: 500m',
    ],
  ]);
});

describe('security contexts', () => {
  pairs(CONTAINER, [
    ['a negative user', 'securityContext:\n  runAsUser: -1 #!', 'securityContext:\n  runAsUser: 1000'],
    ['a negative group', 'securityContext:\n  runAsGroup: -1 #!'],
    [
      'privileged without escalation',
      'securityContext:\n  privileged: true\n  allowPrivilegeEscalation: false #!',
      'securityContext:\n  privileged: false\n  allowPrivilegeEscalation: false',
    ],
    [
      'a capability with its prefix',
      'securityContext:\n  capabilities:\n    add: [CAP_NET_BIND_SERVICE] #?',
      'securityContext:\n  capabilities:\n    add: [NET_BIND_SERVICE]',
    ],
    ['a capability that there is not', 'securityContext:\n  capabilities:\n    drop:\n      - NET_RAWS #?'],
    [
      'a profile of nowhere',
      'securityContext:\n  seccompProfile:\n    type: Localhost #!',
      'securityContext:\n  seccompProfile:\n    type: Localhost\n    localhostProfile: a.json',
    ],
    [
      'a profile of two places',
      'securityContext:\n  seccompProfile:\n    type: RuntimeDefault\n    localhostProfile: a.json #!',
    ],
  ]);
  pairs(POD, [
    ['a negative file group', 'securityContext:\n  fsGroup: -1 #!', 'securityContext:\n  fsGroup: 0'],
    ['a negative group among several', 'securityContext:\n  supplementalGroups:\n    - -5 #!'],
  ]);
});

describe('the Pod itself', () => {
  pairs(POD, [
    ['an old name', 'serviceAccount: web #~', 'serviceAccountName: web'],
    ['a deadline of nothing', 'activeDeadlineSeconds: 0 #!', 'activeDeadlineSeconds: 1'],
    ['no DNS at all', 'dnsPolicy: None #!', 'dnsPolicy: None\ndnsConfig:\n  nameservers: [10.0.0.10]'],
    [
      'a name server by name',
      'dnsConfig:\n  nameservers:\n    - dns.example.com #!',
      'dnsConfig:\n  nameservers:\n    - 10.0.0.10',
    ],
    ['four name servers', 'dnsConfig:\n  nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4] #!'],
    [
      'an alias of a name',
      'hostAliases:\n  - ip: web #!\n    hostnames: [a]',
      'hostAliases:\n  - ip: 10.0.0.1\n    hostnames: [a]',
    ],
    ['a host name with dots', 'hostname: web.example.com #!', 'hostname: web'],
    ['a subdomain in capitals', 'subdomain: Web #!'],
    ['a node label of a wrong form', 'nodeSelector:\n  disk: very fast #!', 'nodeSelector:\n  disk: ssd'],
    ['a pull secret without name', 'imagePullSecrets:\n  - {} #!', 'imagePullSecrets:\n  - name: a'],
    ['the processes of two', 'hostPID: true\nshareProcessNamespace: true #!', 'shareProcessNamespace: true'],
    ['a service account of a wrong form', 'serviceAccountName: Web_App #!', 'serviceAccountName: web-app'],
  ]);
});

describe('tolerations', () => {
  pairs(POD, [
    [
      'Exists with a value',
      'tolerations:\n  - key: a\n    operator: Exists\n    value: b #!',
      'tolerations:\n  - key: a\n    operator: Exists',
    ],
    ['no key', 'tolerations:\n  - effect: NoSchedule #!', 'tolerations:\n  - operator: Exists'],
    [
      'seconds without NoExecute',
      'tolerations:\n  - key: a\n    effect: NoSchedule\n    tolerationSeconds: 5 #!',
      'tolerations:\n  - key: a\n    effect: NoExecute\n    tolerationSeconds: 5',
    ],
    ['a key of a wrong form', 'tolerations:\n  - key: a b #!'],
    ['a value of a wrong form', 'tolerations:\n  - key: a\n    value: b c #!'],
  ]);
});

describe('affinity and spread', () => {
  const node = (expression: string) =>
    `affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n        - matchExpressions:\n            - ${expression}`;
  pairs(POD, [
    ['In without values', node('{key: a, operator: In} #!'), node('{key: a, operator: In, values: [b]}')],
    [
      'Exists with values',
      node('{key: a, operator: Exists, values: [b]} #!'),
      node('{key: a, operator: Exists}'),
    ],
    [
      'Gt of two',
      node('{key: a, operator: Gt, values: ["1", "2"]} #!'),
      node('{key: a, operator: Gt, values: ["1"]}'),
    ],
    ['an operator that there is not', node('{key: a, operator: Equals, values: [b]} #!')],
    [
      'a weight of nothing',
      'affinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 0 #!\n        podAffinityTerm:\n          topologyKey: kubernetes.io/hostname\n          labelSelector: {matchLabels: {app: web}}',
      'affinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 100\n        podAffinityTerm:\n          topologyKey: kubernetes.io/hostname\n          labelSelector: {matchLabels: {app: web}}',
    ],
    [
      'no terms',
      'affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms: [] #!',
    ],
    [
      'a skew of nothing',
      'topologySpreadConstraints:\n  - maxSkew: 0 #!\n    topologyKey: zone\n    whenUnsatisfiable: ScheduleAnyway',
      'topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: ScheduleAnyway',
    ],
    [
      'least domains that are only wished for',
      'topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: ScheduleAnyway\n    minDomains: 2 #!',
      'topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule\n    minDomains: 2',
    ],
    [
      'one constraint twice',
      'topologySpreadConstraints:\n  - {maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}\n  - {maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule} #!',
    ],
  ]);
});

describe('the restart policy of a container', () => {
  pairs(CONTAINER, [
    ['the one that its Pod has', 'restartPolicy: Always #?', 'restartPolicy: OnFailure'],
    ['one that there is not', 'restartPolicy: Sometimes #!'],
    [
      'rules without it',
      'restartPolicyRules: #!\n  - {action: Restart, exitCodes: {operator: In, values: [42]}}',
      'restartPolicy: Never\nrestartPolicyRules:\n  - {action: Restart, exitCodes: {operator: In, values: [42]}}',
    ],
  ]);
  const job = (list: string) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: web\n          image: nginx:1.27\n      ${list}:\n        - name: beside\n          image: nginx:1.27\n          @\n`;
  pairs(
    job('containers').replace('      containers:\n        - name: beside\n', '        - name: beside\n'),
    [
      ['a sidecar among the others of a Job', 'restartPolicy: Always #!', 'restartPolicy: OnFailure'],
      ['the policy of the Job again', 'restartPolicy: Never #?'],
    ],
  );
  pairs(job('initContainers'), [
    ['a sidecar in its place', 'restartPolicy: Often #!', 'restartPolicy: Always'],
    ['the policy that it has anyway', 'restartPolicy: Never #?', 'restartPolicy: OnFailure'],
  ]);
});
