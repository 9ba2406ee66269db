import { describe } from 'vitest';
import { pairs } from './marks';

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';
const CONTAINER = `${HEAD}  containers:\n    - name: web\n      image: nginx:1.27\n      @\n`;
const POD = `${HEAD}  @\n  containers:\n    - name: web\n      image: nginx:1.27\n`;
const VOLUME = `${HEAD}  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: data\n      @\n`;
const MOUNTED = `${HEAD}  containers:\n    - name: web\n      image: nginx:1.27\n      @\n  volumes:\n    - name: data\n      emptyDir: {}\n`;

describe('the resources of a container', () => {
  const limits = (limit: string, request = '') =>
    `resources:\n  limits: {${limit}}${request && `\n  requests: {${request}}`}`;
  pairs(CONTAINER, [
    [
      'half a device',
      limits('nvidia.com/gpu: 500m').replace('}', '} #!'),
      limits('nvidia.com/gpu: 1', 'nvidia.com/gpu: 1'),
    ],
    [
      'a device less than its limit',
      limits('nvidia.com/gpu: 2', 'nvidia.com/gpu: 1 #!').replace(' #!}', '} #!'),
      limits('nvidia.com/gpu: 2'),
    ],
    [
      'a device without limit',
      'resources:\n  requests: {nvidia.com/gpu: 1} #!',
      'resources:\n  requests: {cpu: 500m, example.kubernetes.io/shared: 500m}',
    ],
    [
      'huge pages alone',
      'resources:\n  limits: {hugepages-2Mi: 4Mi} #!',
      'resources:\n  limits: {hugepages-2Mi: 4Mi, memory: 1Gi}',
    ],
    [
      'a resource that cannot be resized',
      'resizePolicy: [{resourceName: nvidia.com/gpu, restartPolicy: NotRequired}] #!',
      'resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]',
    ],
    ['a claim that the Pod has not', 'resources: {claims: [{name: gpu}]} #!'],
  ]);
  pairs(
    `${HEAD}  @\n  containers:\n    - name: web\n      image: nginx:1.27\n      resources: {limits: {cpu: "1"}}\n`,
    [
      [
        'a request above the limit of the Pod',
        'resources: {limits: {cpu: "2"}, requests: {cpu: "3"}} #!',
        'resources: {limits: {cpu: "2"}, requests: {cpu: "2"}}',
      ],
      ['a device of the whole Pod', 'resources: {limits: {nvidia.com/gpu: 1}} #!'],
    ],
  );
  pairs(
    `${HEAD}  @\n  containers:\n    - name: web\n      image: nginx:1.27\n      resources:\n        limits:\n          cpu: "2" #!\n`,
    [['a container above its Pod', 'resources: {limits: {cpu: "1"}}']],
  );
});

describe('a container in its Pod', () => {
  pairs(CONTAINER, [
    [
      'a sleep beyond the end',
      'lifecycle: {preStop: {sleep: {seconds: 31}}} #!',
      'lifecycle: {preStop: {sleep: {seconds: 30}}}',
    ],
    ['a sleep backwards', 'lifecycle: {preStop: {sleep: {seconds: -1}}} #!'],
    ['a signal of no system', 'lifecycle: {stopSignal: SIGUSR1} #!'],
    ['a name as an address', 'ports: [{containerPort: 80, hostIP: localhost}] #!'],
  ]);
  pairs(CONTAINER.replace('spec:\n', 'spec:\n  os: {name: linux}\n  terminationGracePeriodSeconds: 90\n'), [
    [
      'a sleep that is too long',
      'lifecycle: {preStop: {sleep: {seconds: 91}}} #!',
      'lifecycle: {preStop: {sleep: {seconds: 90}}, stopSignal: SIGUSR1}',
    ],
  ]);
  pairs(MOUNTED, [
    [
      'a mount that is passed on',
      'volumeMounts:\n  - {name: data, mountPath: /data, mountPropagation: Bidirectional} #!',
      'volumeMounts:\n  - {name: data, mountPath: /data, mountPropagation: HostToContainer}',
    ],
    [
      'read only below, but not above',
      'volumeMounts:\n  - {name: data, mountPath: /data, recursiveReadOnly: Enabled} #!',
      'volumeMounts:\n  - {name: data, mountPath: /data, readOnly: true, recursiveReadOnly: Enabled}',
    ],
    [
      'a mount and a device',
      'volumeMounts: [{name: data, mountPath: /data}]\nvolumeDevices: [{name: data, devicePath: /data}] #!',
    ],
  ]);
});

describe('a Pod', () => {
  pairs(POD, [
    ['a system that there is not', 'os: {name: linus} #!', 'os: {name: linux}'],
    [
      'a user beyond all',
      'securityContext: {runAsUser: 4294967296} #!',
      'securityContext: {runAsUser: 65534}',
    ],
    [
      'a profile from anywhere',
      'securityContext: {seccompProfile: {type: Localhost, localhostProfile: /a.json}} #!',
      'securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/a.json}}',
    ],
    [
      'a setting twice',
      'securityContext:\n  sysctls:\n    - {name: net.ipv4.ip_unprivileged_port_start, value: "0"}\n    - {name: net.ipv4.ip_unprivileged_port_start, value: "1"} #!',
      'securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]}',
    ],
    [
      'names of a search with a space',
      'dnsConfig: {searches: ["a b"]} #!',
      'dnsConfig: {searches: [_tcp.example.com., a._tcp, .], options: [{name: ndots, value: "2"}]}',
    ],
    [
      'a host alias with an underscore',
      'hostAliases: [{ip: 10.0.0.1, hostnames: [a_b]}] #!',
      'hostAliases: [{ip: 10.0.0.1, hostnames: [a.b]}]',
    ],
    [
      'a node before the gates are open',
      'schedulingGates: [{name: example.com/quota}]\nnodeName: a #!',
      'schedulingGates: [{name: example.com/quota}]',
    ],
    ['a gate twice', 'schedulingGates: [{name: example.com/a}, {name: example.com/a}] #!'],
    [
      'a claim of nothing',
      'resourceClaims: [{name: gpu}] #!',
      'resourceClaims: [{name: gpu, resourceClaimTemplateName: gpu}]',
    ],
    [
      'another field of a node',
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}} #!',
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]}}}',
    ],
    [
      'a label with a space',
      'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a b, operator: Exists}]}}]}} #!',
    ],
    [
      'keys that narrow nothing',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a]}] #!',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, matchLabelKeys: [a]}]',
    ],
    [
      'no key of a topology',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: "", whenUnsatisfiable: DoNotSchedule}] #!',
    ],
  ]);
  pairs(
    `${HEAD}  hostNetwork: true #?\n  @\n  containers:\n    - name: web\n      image: nginx:1.27\n`.replace(
      ' #?',
      '',
    ),
    [
      [
        'a network of its own',
        'securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]} #!',
      ],
    ],
  );
});

describe('volumes', () => {
  pairs(VOLUME, [
    ['a share without slash', 'nfs: {server: nas, path: data} #!', 'nfs: {server: nas, path: /data}'],
    ['a share of nobody', 'nfs: {server: "", path: /data} #!'],
    ['a driver with a space', 'csi: {driver: my driver} #!', 'csi: {driver: csi.example.com}'],
    [
      'two files of one path',
      'projected: {sources: [{configMap: {name: a, items: [{key: a, path: f}]}}, {secret: {name: b, items: [{key: b, path: f}]}}]} #!',
      'projected: {sources: [{configMap: {name: a, items: [{key: a, path: f}]}}, {secret: {name: b, items: [{key: b, path: g}]}}]}',
    ],
    ['no image', 'image: {pullPolicy: Always} #!', 'image: {reference: "nginx:1.27"}'],
    [
      'a claim without mode',
      'ephemeral: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}} #!',
      'ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}',
    ],
    ['a claim of nothing', 'ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}} #!'],
    [
      'a token for a minute',
      'projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 60}}]} #!',
      'projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 600}}]}',
    ],
  ]);
});
