import { describe } from 'vitest';
import { pairs } from './marks';

const head = (kind: string, version = 'v1') =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: web\n`;
const spec = (kind: string, version = 'v1', more = '') => `${head(kind, version)}spec:\n${more}  @\n`;

describe('quotas and limits', () => {
  pairs(spec('ResourceQuota'), [
    [
      'a resource that there is not',
      'hard: {cpus: 2} #!',
      'hard: {cpu: 2, count/deployments.apps: 3, requests.nvidia.com/gpu: 1}',
    ],
    ['less than nothing', 'hard: {pods: -1} #!', 'hard: {pods: 0}'],
    ['half a Pod', 'hard: {pods: "1.5"} #!', 'hard: {cpu: "1.5"}'],
    [
      'both of two opposites',
      'hard: {pods: 2}\nscopes: [BestEffort, NotBestEffort] #!',
      'hard: {pods: 2}\nscopes: [BestEffort, NotTerminating]',
    ],
    [
      'amounts of what asks for none',
      'hard: {limits.cpu: 2}\nscopes: [BestEffort] #!',
      'hard: {count/pods: 2}\nscopes: [BestEffort]',
    ],
    [
      'classes without names',
      'hard: {pods: 2}\nscopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In}]} #!',
      'hard: {pods: 2}\nscopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [high]}]}',
    ],
  ]);
  pairs(spec('LimitRange'), [
    [
      'a type twice',
      'limits:\n  - {type: Container, max: {cpu: 1}}\n  - {type: Container, min: {cpu: 1}} #!',
      'limits:\n  - {type: Container, max: {cpu: 1}}\n  - {type: Pod, max: {cpu: 1}}',
    ],
    [
      'claims of processors',
      'limits: [{type: PersistentVolumeClaim, max: {cpu: 1}}] #!',
      'limits: [{type: PersistentVolumeClaim, max: {storage: 1Gi}}]',
    ],
    [
      'a ratio below 1',
      'limits: [{type: Container, maxLimitRequestRatio: {cpu: 0.5}}] #!',
      'limits: [{type: Container, maxLimitRequestRatio: {cpu: 2}}]',
    ],
  ]);
});

describe('volumes of the cluster', () => {
  const CLAIM = spec(
    'PersistentVolumeClaim',
    'v1',
    '  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n',
  );
  pairs(CLAIM, [
    [
      'a snapshot without its group',
      'dataSource: {kind: VolumeSnapshot, name: a} #!',
      'dataSource: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: a}',
    ],
    [
      'another claim',
      'dataSourceRef: {kind: Pod, name: a} #!',
      'dataSource: {kind: PersistentVolumeClaim, name: a}',
    ],
    ['a class with capitals', 'storageClassName: My_Class #!', 'storageClassName: ""'],
  ]);
  const VOLUME = spec(
    'PersistentVolume',
    'v1',
    '  capacity: {storage: 1Gi}\n  accessModes: [ReadWriteOnce]\n',
  );
  pairs(VOLUME, [
    ['a share without slash', 'nfs: {server: nas, path: data} #!', 'nfs: {server: nas, path: /data}'],
    ['a step back', 'hostPath: {path: /a/../b} #!', 'hostPath: {path: /a..b}'],
    [
      'a driver of a wrong form',
      'csi: {driver: my driver, volumeHandle: a} #!',
      'csi: {driver: csi.example.com, volumeHandle: a}',
    ],
    ['no volume', 'csi: {driver: csi.example.com, volumeHandle: ""} #!'],
    ['nodes that nobody names', 'local: {path: /a}\nnodeAffinity: {} #!'],
  ]);
  pairs(`${head('StorageClass', 'storage.k8s.io/v1')}@\n`, [
    ['a provisioner with a space', 'provisioner: my prov #!', 'provisioner: ebs.csi.aws.com'],
    ['nobody', 'provisioner: "" #!', 'provisioner: example.com/nfs'],
    [
      'a topology without values',
      'provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: zone, values: []}]}] #!',
      'provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: zone, values: [a]}]}]',
    ],
  ]);
});

describe('what autoscalers measure', () => {
  const SCALER = spec(
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    '  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  maxReplicas: 3\n',
  );
  const metric = (text: string) => `metrics: [${text}]`;
  pairs(SCALER, [
    [
      'a sum of a resource',
      `${metric('{type: Resource, resource: {name: cpu, target: {type: Value, value: 5}}}')} #!`,
      metric('{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}'),
    ],
    [
      'a sum of Pods',
      `${metric('{type: Pods, pods: {metric: {name: a}, target: {type: Value, value: 5}}}')} #!`,
      metric('{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 5}}}'),
    ],
    [
      'two targets',
      `${metric('{type: External, external: {metric: {name: a}, target: {type: Value, value: 5, averageValue: 5}}}')} #!`,
      metric('{type: External, external: {metric: {name: a}, target: {type: Value, value: 5}}}'),
    ],
    [
      'a target of nothing',
      `${metric('{type: External, external: {metric: {name: a}, target: {type: Value, value: 0}}}')} #!`,
    ],
    [
      'a metric with a slash',
      `${metric('{type: External, external: {metric: {name: a/b}, target: {type: Value, value: 5}}}')} #!`,
    ],
    [
      'no container',
      `${metric('{type: ContainerResource, containerResource: {name: cpu, container: "", target: {type: Utilization, averageUtilization: 5}}}')} #!`,
    ],
    [
      'another type',
      `${metric('{type: Resource, resource: {name: cpu, target: {type: utilization, averageUtilization: 5}}}')} #!`,
    ],
    [
      'no policies',
      'behavior: {scaleDown: {policies: []}} #!',
      'behavior: {scaleDown: {selectPolicy: Disabled}}',
    ],
    [
      'another policy',
      'behavior: {scaleDown: {policies: [{type: Pod, value: 1, periodSeconds: 5}]}} #!',
      'behavior: {scaleDown: {policies: [{type: Pods, value: 1, periodSeconds: 5}]}}',
    ],
    [
      'another choice',
      'behavior: {scaleDown: {selectPolicy: max}} #!',
      'behavior: {scaleDown: {selectPolicy: Max}}',
    ],
  ]);
});

describe('Services', () => {
  pairs(spec('Service', 'v1', '  ports: [{port: 80}]\n'), [
    ['a family twice', 'ipFamilies: [IPv4, IPv4] #!', 'ipFamilies: [IPv4, IPv6]'],
    [
      'two where there is one',
      'ipFamilyPolicy: SingleStack\nipFamilies: [IPv4, IPv6] #!',
      'ipFamilyPolicy: PreferDualStack\nipFamilies: [IPv4, IPv6]',
    ],
    [
      'an address of another family',
      'clusterIP: 10.0.0.1\nipFamilies: [IPv6] #!',
      'clusterIP: None\nipFamilies: [IPv6]',
    ],
    [
      'two addresses',
      'clusterIP: 10.0.0.1\nclusterIPs: [10.0.0.2] #!',
      'clusterIP: None\nclusterIPs: [None]',
    ],
    ['an outside that is inside', 'externalIPs: [127.0.0.1] #!', 'externalIPs: [203.0.113.7]'],
    ['a check that nobody makes', 'healthCheckNodePort: 30000 #!'],
    [
      'a check for nothing',
      'type: LoadBalancer\nhealthCheckNodePort: 30000 #!',
      'type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 30000',
    ],
    ['another distribution', 'trafficDistribution: Close #!', 'trafficDistribution: PreferClose'],
  ]);
});

describe('Ingresses and their classes', () => {
  const BACKEND = '  defaultBackend: {service: {name: web, port: {number: 80}}}\n';
  pairs(spec('Ingress', 'networking.k8s.io/v1', BACKEND), [
    ['a Secret with capitals', 'tls: [{secretName: My_TLS}] #!', 'tls: [{secretName: web.tls}]'],
    ['a class with capitals', 'ingressClassName: My_Class #!', 'ingressClassName: nginx'],
  ]);
  pairs(spec('Ingress', 'networking.k8s.io/v1'), [
    ['no Service', 'defaultBackend: {service: {name: "", port: {number: 80}}} #!'],
    [
      'a resource of no kind',
      'defaultBackend: {resource: {kind: "", name: a}} #!',
      'defaultBackend: {resource: {apiGroup: example.com, kind: Bucket, name: a}}',
    ],
  ]);
  pairs(spec('IngressClass', 'networking.k8s.io/v1'), [
    ['a controller without domain', 'controller: nginx #!', 'controller: k8s.io/ingress-nginx'],
    [
      'parameters of no namespace',
      'controller: a.b/c\nparameters: {kind: A, name: a, scope: Namespace} #!',
      'controller: a.b/c\nparameters: {kind: A, name: a, scope: Namespace, namespace: b}',
    ],
    [
      'parameters of the cluster in a namespace',
      'controller: a.b/c\nparameters: {kind: A, name: a, namespace: b} #!',
    ],
  ]);
  pairs(spec('NetworkPolicy', 'networking.k8s.io/v1', '  podSelector: {}\n'), [
    [
      'a range beyond all ports',
      'ingress: [{ports: [{port: 80, endPort: 70000}]}] #!',
      'ingress: [{ports: [{port: 80, endPort: 65535}]}]',
    ],
    ['no addresses', 'ingress: [{from: [{ipBlock: {cidr: ""}}]}] #!'],
  ]);
});

describe('other kinds', () => {
  pairs(`${head('ConfigMap').trimEnd()}\n  @\n`, [
    ['a finalizer with a space', 'finalizers: [my finalizer] #!', 'finalizers: [example.com/cleanup]'],
    ['a finalizer without domain', 'finalizers: [cleanup] #!', 'finalizers: [foregroundDeletion]'],
  ]);
  pairs(
    'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata:\n  name: web\n  @\nspec: {description: a}\n',
    [
      [
        'a finalizer of Argo CD',
        'finalizers: [a b] #!',
        'finalizers: [resources-finalizer.argocd.argoproj.io]',
      ],
    ],
  );
  pairs(
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  annotations: {argocd.argoproj.io/hook: Sync}\n  @\nspec:\n  template:\n    spec: {restartPolicy: Never, containers: [{name: web, image: "nginx:1.27"}]}\n',
    [['the beginning of a name', 'generateName: Web_ #!', 'generateName: web-']],
  );
  pairs(
    `apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata:\n  @\nspec: {group: metrics.k8s.io, version: v1beta1, groupPriorityMinimum: 100, versionPriority: 100}\n`,
    [['another name than its own', 'name: metrics #!', 'name: v1beta1.metrics.k8s.io']],
  );
  pairs(
    `apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.a.b}\nspec:\n  group: a.b\n  version: v1\n  @\n`,
    [
      [
        'too much weight',
        'groupPriorityMinimum: 50000 #!\nversionPriority: 5',
        'groupPriorityMinimum: 20000\nversionPriority: 5',
      ],
    ],
  );
  const BINDING = 'rbac.authorization.k8s.io/v1';
  pairs(
    `${head('RoleBinding', BINDING)}roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}\n@\n`,
    [['nobody', 'subjects: [{kind: User, name: ""}] #!', 'subjects: [{kind: User, name: jane}]']],
  );
  pairs(`${head('ClusterRole', BINDING)}@\n`, [
    [
      'a sum of nothing',
      'aggregationRule: {clusterRoleSelectors: []} #!',
      'aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}',
    ],
  ]);
  const SET = `${head('StatefulSet', 'apps/v1')}spec:\n  serviceName: web\n  selector: {matchLabels: {app: web}}\n  @\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: "nginx:1.27"}]}\n`;
  pairs(SET, [
    [
      'another word for keeping claims',
      'persistentVolumeClaimRetentionPolicy: {whenDeleted: Keep} #!',
      'persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain}',
    ],
  ]);
});
