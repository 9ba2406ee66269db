import { describe, test } from 'vitest';
import { expectMarks, pairs } from './marks';

const head = (kind: string, version = 'v1') =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: web\n`;
const SERVICE = `${head('Service')}spec:\n  selector: {app: web}\n  ports: [{port: 80}]\n  @\n`;
const EXTERNAL = `${head('Service')}spec:\n  type: ExternalName\n  @\n`;
const PORTS = `${head('Service')}spec:\n  selector: {app: web}\n  ports:\n    @\n`;
const NODE = `${head('Service')}spec:\n  type: NodePort\n  selector: {app: web}\n  ports:\n    @\n`;
const INGRESS = `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              @\n`;
const PATH = `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  rules:\n    - http:\n        paths:\n          - backend: {service: {name: web, port: {number: 80}}}\n            pathType: Prefix\n            @\n`;
const RULE = `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  rules:\n    - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}\n      @\n`;
const POLICY =
  `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:\n  podSelector: {}\n  ingress:\n    - @\n`.replace(
    '- @\n',
    '-\n      @\n',
  );

describe('Services', () => {
  pairs(SERVICE, [
    [
      'an address of the balancer',
      'loadBalancerIP: 10.0.0.1 #!',
      'type: LoadBalancer\nloadBalancerIP: 10.0.0.1',
    ],
    [
      'a policy for outsiders',
      'externalTrafficPolicy: Local #!',
      'type: NodePort\nexternalTrafficPolicy: Local',
    ],
    [
      'sources of outsiders',
      'loadBalancerSourceRanges: [10.0.0.0/8] #!',
      'type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.0/8]',
    ],
    ['sources without their size', 'type: LoadBalancer\nloadBalancerSourceRanges:\n  - 10.0.0.1 #!'],
    [
      'a session without affinity',
      'sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}} #!',
      'sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}',
    ],
    ['an address that is none', 'clusterIP: none #!', 'clusterIP: None'],
    ['an outer address that is none', 'externalIPs:\n  - web.example.com #!'],
  ]);
  pairs(EXTERNAL, [
    ['an address with its scheme', 'externalName: https://example.com #!', 'externalName: example.com'],
    ['an own address', 'externalName: example.com\nclusterIP: None #!'],
  ]);
  pairs(PORTS, [
    ['a node port of the inner type', '- port: 80\n  nodePort: 30080 #!'],
    ['a name in capitals', '- port: 80\n  name: HTTP #!', '- port: 80\n  name: http'],
    ['a number as a name', '- port: 80\n  targetPort: "8080" #!', '- port: 80\n  targetPort: 8080'],
    ['a name with an underscore', '- port: 80\n  targetPort: web_http #!'],
  ]);
  pairs(NODE, [
    [
      'a node port twice',
      '- {name: a, port: 80, nodePort: 30080}\n- {name: b, port: 81, nodePort: 30080} #!',
      '- {name: a, port: 80, nodePort: 30080}\n- {name: b, port: 81, nodePort: 30081}',
    ],
  ]);
});

describe('Ingresses', () => {
  pairs(INGRESS, [
    ['no port', 'service: #!\n  name: web', 'service:\n  name: web\n  port: {number: 80}'],
    ['a port of nothing', 'service:\n  name: web\n  port: {} #!'],
    ['a port twice', 'service:\n  name: web\n  port:\n    name: http\n    number: 80 #!'],
    ['port 0', 'service:\n  name: web\n  port:\n    number: 0 #!'],
    ['a number as a name', 'service:\n  name: web\n  port:\n    name: "80" #!'],
  ]);
  pairs(PATH, [
    ['a path without its slash', 'path: shop #!', 'path: /shop'],
    ['no path', 'path: "" #!', 'path: /%5Cshop'],
    ['a double slash', 'path: //shop #!'],
    ['a step back', 'path: /shop/../admin #!'],
  ]);
  pairs(RULE, [
    ['a host with its scheme', 'host: https://example.com #!', 'host: "*.example.com"'],
    ['a host with a port', 'host: example.com:8080 #!'],
    ['an address', 'host: 10.0.0.1 #!'],
    ['capitals', 'host: Example.com #!'],
  ]);
});

describe('NetworkPolicies', () => {
  pairs(POLICY, [
    [
      'a block beside a selector',
      'from:\n  - ipBlock: {cidr: 10.0.0.0/8} #!\n    podSelector: {}',
      'from:\n  - ipBlock: {cidr: 10.0.0.0/8}\n  - podSelector: {}',
    ],
    ['a block without its size', 'from:\n  - ipBlock:\n      cidr: 10.0.0.1 #!'],
    ['nobody', 'from:\n  - {} #!', 'from: []'],
    ['port 0', 'ports:\n  - port: 0 #!', 'ports:\n  - port: http'],
    [
      'a range backwards',
      'ports:\n  - port: 90\n    endPort: 80 #!',
      'ports:\n  - port: 80\n    endPort: 90',
    ],
    ['an end without a beginning', 'ports:\n  - endPort: 80 #!'],
    ['a number as a name', 'ports:\n  - port: "80" #!'],
    ['a number that no address has', 'from:\n  - ipBlock:\n      cidr: 10.0.300.0/24 #!'],
    [
      'an exception elsewhere',
      'from:\n  - ipBlock:\n      cidr: 10.0.0.0/8\n      except:\n        - 11.0.0.0/16 #!',
      'from:\n  - ipBlock:\n      cidr: 10.0.0.0/8\n      except:\n        - 10.255.0.0/16',
    ],
    [
      'an exception of it all',
      'from:\n  - ipBlock:\n      cidr: 10.0.0.0/8\n      except:\n        - 10.0.0.0/8 #!',
      'from:\n  - ipBlock:\n      cidr: 0.0.0.0/0\n      except: [10.0.0.0/8, 169.254.169.254/32]',
    ],
    [
      'an exception of more',
      'from:\n  - ipBlock:\n      cidr: "2001:db8:1::/48"\n      except:\n        - 2001:db8::/32 #!',
      'from:\n  - ipBlock:\n      cidr: "2001:db8::/32"\n      except:\n        - 2001:db8:1::/48',
    ],
    [
      'an exception of the other family',
      'from:\n  - ipBlock:\n      cidr: "::/0"\n      except:\n        - 10.0.0.0/8 #!',
      'from:\n  - ipBlock:\n      cidr: "::/0"\n      except:\n        - ::ffff:10.0.0.0/104',
    ],
  ]);
});

describe('endpoints written by hand', () => {
  const slice = (type: string) =>
    `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: web\naddressType: ${type}\nports:\n  - port: 80\nendpoints:\n  - addresses:\n      @\n`;
  pairs(slice('IPv4'), [
    ['a host name', '- db.example.com #!', '- 10.1.2.3'],
    ['an address of the other type', '- 2001:db8::1 #!'],
    ['the node itself', '- 127.0.0.1 #!', '- 128.0.0.1'],
    ['the neighbours', '- 169.254.1.1 #!'],
    ['a number that no address has', '- 10.1.2.256 #!', '- 10.1.2.255'],
  ]);
  pairs(slice('IPv6'), [
    ['an address of four bytes', '- 10.1.2.3 #!', '- 2001:db8::a01:203'],
    ['two gaps', '- 2001::db8::1 #!', '- "2001:db8:0:0:0:0:0:1"'],
    ['too few numbers', '- 2001:db8:1 #!', '- "2001:db8::"'],
    ['the node itself', '- "::1" #!'],
  ]);
  pairs(slice('FQDN #?'), [
    ['an address', '- 10.1.2.3 #!', '- db.example.com'],
    ['half a name', '- db #!', '- db.example.com.'],
  ]);
  pairs(`${slice('IPv4').split('ports:')[0]}@\nendpoints: []\n`, [
    [
      'ports that nothing tells apart',
      'ports:\n  - port: 80\n  - port: 81 #!',
      'ports:\n  - port: 80\n  - {name: admin, port: 81}',
    ],
    ['a name twice', 'ports:\n  - {name: a, port: 80}\n  - {name: a, port: 81} #!'],
    ['a name in capitals', 'ports: [{name: HTTP, port: 80}] #!', 'ports: [{name: http, port: 80}]'],
    ['a port beyond all', 'ports: [{port: 80000}] #!'],
  ]);
  pairs(`${head('Endpoints')}subsets:\n  - @\n`.replace('- @\n', '-\n    @\n'), [
    [
      'a host name',
      'addresses:\n  - ip: db.example.com #!',
      'addresses:\n  - ip: 10.1.2.3\n    hostname: db-0\nports: [{port: 5432}]',
    ],
    ['nobody', 'ports: [{port: 5432}] #!', 'notReadyAddresses: [{ip: 10.1.2.3}]'],
    [
      'ports without names',
      'addresses: [{ip: 10.1.2.3}]\nports:\n  - port: 80 #!\n  - {name: b, port: 81}',
      'addresses: [{ip: 10.1.2.3}]\nports:\n  - {name: a, port: 80}\n  - {name: b, port: 81}',
    ],
  ]);
});

describe('ConfigMaps and Secrets', () => {
  pairs(`${head('ConfigMap')}@\n`, [
    ['a key with a space', 'data:\n  a b: c #!', 'data:\n  a.b_c-D: e'],
    ['a key with a slash', 'data:\n  conf/nginx.conf: c #!'],
    ['a key of dots', 'data:\n  ..a: b #!'],
    ['a key twice', 'data: {a: b}\nbinaryData:\n  a: YQ== #!'],
    ['bytes that are none', 'binaryData:\n  a: not base64! #!', 'binaryData:\n  a: YQ=='],
  ]);
  pairs(`${head('Secret')}@\n`, [
    ['a key with a space', 'stringData:\n  a b: c #!'],
    [
      'a certificate without key',
      'type: kubernetes.io/tls #!\nstringData: {tls.crt: a}',
      'type: kubernetes.io/tls\nstringData: {tls.crt: a, tls.key: b}',
    ],
    [
      'a registry without its file',
      'type: kubernetes.io/dockerconfigjson #!\nstringData: {config.json: "{}"}',
    ],
    [
      'a registry in another form',
      "type: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: 'auths: {}' #!",
      'type: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: \'{"auths": {}}\'',
    ],
    [
      'a login of nobody',
      'type: kubernetes.io/basic-auth #!\nstringData: {user: a}',
      'type: kubernetes.io/basic-auth\nstringData: {username: a}',
    ],
    ['a token of nobody', 'type: kubernetes.io/service-account-token #!'],
    ['a type of one’s own', 'type: shop/token\nstringData: {a: b}', 'type: Opaque'],
  ]);
});

describe('claims, volumes and limits', () => {
  pairs(`${head('PersistentVolumeClaim')}spec:\n  @\n`, [
    [
      'a mode that stands alone',
      'accessModes: [ReadWriteOncePod, ReadWriteOnce] #!\nresources: {requests: {storage: 1Gi}}',
      'accessModes: [ReadWriteOnce, ReadOnlyMany]\nresources: {requests: {storage: 1Gi}}',
    ],
    ['no space', 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 0 #!'],
    ['bytes', 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: "5" #!'],
  ]);
  pairs(`${head('PersistentVolume')}spec:\n  @\n`, [
    [
      'two places',
      'capacity: {storage: 1Gi}\naccessModes: [ReadWriteOnce]\nhostPath: {path: /a}\nnfs: {server: a, path: /b} #!',
      'capacity: {storage: 1Gi}\naccessModes: [ReadWriteOnce]\nhostPath: {path: /a}',
    ],
    [
      'a disk of one node, and no node',
      'capacity: {storage: 1Gi}\naccessModes: [ReadWriteOnce]\nlocal: {path: /a} #!',
      'capacity: {storage: 1Gi}\naccessModes: [ReadWriteOnce]\nlocal: {path: /a}\nnodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}',
    ],
  ]);
  pairs(`${head('LimitRange')}spec:\n  limits:\n    -\n      @\n`, [
    [
      'a default above the most',
      'type: Container\ndefault: {cpu: 2} #!\nmax: {cpu: 1}',
      'type: Container\ndefault: {cpu: 1}\nmax: {cpu: 2}',
    ],
    ['a type that there is not', 'type: container #!'],
    ['a default of Pods', 'type: Pod\ndefault: {cpu: 1} #!'],
  ]);
  pairs(`${head('PriorityClass', 'scheduling.k8s.io/v1')}@\n`, [
    ['too much', 'value: 2000000000 #!', 'value: 1000000'],
  ]);
});

describe('roles and bindings', () => {
  const ROLE = `${head('Role', 'rbac.authorization.k8s.io/v1')}rules:\n  -\n    @\n`;
  pairs(ROLE, [
    ['no group', 'resources: [pods] #!\nverbs: [get]', 'apiGroups: [""]\nresources: [pods]\nverbs: [get]'],
    ['no resources', 'apiGroups: [""] #!\nverbs: [get]'],
    ['no verbs', 'apiGroups: [""]\nresources: [pods]\nverbs: [] #!'],
    ['addresses', 'nonResourceURLs: [/healthz] #!\nverbs: [get]'],
  ]);
  const BINDING = `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}@\n`;
  const SUBJECT = 'subjects: [{kind: User, name: a}]';
  pairs(BINDING, [
    [
      'a group with its version',
      `roleRef:\n  apiGroup: rbac.authorization.k8s.io/v1 #!\n  kind: Role\n  name: a\n${SUBJECT}`,
      `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: a\n${SUBJECT}`,
    ],
    ['a kind that is no role', `roleRef:\n  kind: role #!\n  name: a\n${SUBJECT}`],
    ['no kind', `roleRef: #!\n  name: a\n${SUBJECT}`],
    [
      'an account with a group',
      'roleRef: {kind: Role, name: a}\nsubjects:\n  - kind: ServiceAccount\n    name: a\n    namespace: b\n    apiGroup: rbac.authorization.k8s.io #!',
    ],
    [
      'a subject that there is not',
      'roleRef: {kind: Role, name: a}\nsubjects:\n  - kind: Serviceaccount #!\n    name: a\n    namespace: b',
    ],
  ]);
  pairs(BINDING.replace('RoleBinding', 'ClusterRoleBinding'), [
    [
      'a role of a namespace',
      `roleRef:\n  kind: Role #!\n  name: a\n${SUBJECT}`,
      `roleRef:\n  kind: ClusterRole\n  name: a\n${SUBJECT}`,
    ],
    [
      'an account of nowhere',
      'roleRef: {kind: ClusterRole, name: a}\nsubjects:\n  - kind: ServiceAccount #!\n    name: a',
      'roleRef: {kind: ClusterRole, name: a}\nsubjects:\n  - kind: ServiceAccount\n    name: a\n    namespace: b',
    ],
  ]);
});

describe('roles that grant nothing', () => {
  const RULE = `${head('ClusterRole', 'rbac.authorization.k8s.io/v1')}rules:\n  -\n    @\n`;
  pairs(RULE, [
    [
      'a resource in the singular',
      'apiGroups: [""]\nresources: [pod] #!\nverbs: [get]',
      'apiGroups: [""]\nresources: [pods/log]\nverbs: [get]',
    ],
    [
      'a kind',
      'apiGroups: [apps]\nresources: [Deployment] #!\nverbs: [get]',
      'apiGroups: [apps]\nresources: [deployments]\nverbs: [get]',
    ],
    ['a group with its version', 'apiGroups: [apps/v1] #!\nresources: [deployments]\nverbs: [get]'],
    ['a version as a group', 'apiGroups: [v1] #!\nresources: [pods]\nverbs: [get]'],
    [
      'a resource of another group',
      'apiGroups: [""]\nresources:\n  - pods\n  - deployments #?\nverbs: [get]',
      'apiGroups: ["", apps]\nresources:\n  - pods\n  - deployments\nverbs: [get]',
    ],
    ['a verb that there is not', 'apiGroups: [""]\nresources: [pods]\nverbs: [read] #!'],
    [
      'somebody else’s resources',
      'apiGroups: [metrics.k8s.io]\nresources: [pods]\nverbs: [get]',
      'apiGroups: [argoproj.io]\nresources: [applications, rollouts]\nverbs: [get, sync]',
    ],
  ]);
});

describe('versions that are off by default', () => {
  const object = (version: string, kind: string) =>
    `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: web\n`;
  test.each([
    ['resource.k8s.io/v1beta1', 'ResourceClaim', ' #?'],
    ['networking.k8s.io/v1beta1', 'ServiceCIDR', ' #?'],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', ' #?'],
    ['networking.k8s.io/v1beta1', 'Ingress', ' #!'],
  ])('%s %s', (version, kind, mark) => expectMarks(object(`${version}${mark}`, kind)));
});

describe('what is found elsewhere', () => {
  pairs(
    `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef:\n  kind: ClusterRole\n  @\nsubjects: [{kind: User, name: a}]\n`,
    [['a role of every cluster', 'name: veiw #?', 'name: view']],
  );
  pairs(
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    @\nspec:\n  ingressClassName: nginx\n  defaultBackend: {service: {name: web, port: {number: 80}}}\n`,
    [
      [
        'two classes',
        'kubernetes.io/ingress.class: traefik #!',
        'kubernetes.io/ingress.class: nginx\nnginx.ingress.kubernetes.io/rewrite-target: /',
      ],
    ],
  );
});
