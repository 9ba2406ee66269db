import type { Random } from './random';
import { oddData, oddScalar } from './scalars';
import { Raw, type Yaml } from './writer';

type Fields = { [key: string]: Yaml | undefined };

/** What exists in a tree, so that resources, patches and replacements can refer to it. */
export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

export const apps = ['web', 'api', 'worker', 'cart'];
const images = ['nginx', 'nginx:1.25', 'postgres:16', 'ghcr.io/shop/api:v1', 'reg.io:5000/a/b@sha256:abc'];
const namespaces = ['shop', 'team-a', 'default'];

/** Makes random objects of the kinds that kustomize treats in a special way. */
export class Resources {
  constructor(private readonly random: Random) {}

  private maybe<T>(probability: number, value: () => T): T | undefined {
    return this.random.chance(probability) ? value() : undefined;
  }

  private meta(name: string): Fields {
    const { random } = this;
    return {
      name,
      namespace: this.maybe(0.15, () => random.pick(namespaces)),
      labels: this.maybe(0.5, () => ({ app: name, tier: this.maybe(0.3, () => oddScalar(random)) })),
      annotations: this.maybe(0.3, () => ({
        note: random.pick(['x', 'y']),
        'argocd.argoproj.io/sync-wave': this.maybe(0.4, () => String(random.below(5) - 2)),
        'example.com/odd': this.maybe(0.3, () => oddScalar(random)),
      })),
    };
  }

  private env(app: string): Yaml {
    const { random } = this;
    const all: Yaml[] = [
      { name: 'LEVEL', value: 'info' },
      { name: 'ODD', value: oddScalar(random) },
      { name: 'CFG', valueFrom: { configMapKeyRef: { name: `${app}-config`, key: 'COLOR' } } },
      { name: 'SEC', valueFrom: { secretKeyRef: { name: `${app}-secret`, key: 'password' } } },
    ];
    return random.some(all, 0.5);
  }

  private container(name: string, app: string): Fields {
    const { random } = this;
    return {
      name,
      image: random.pick(images),
      args: this.maybe(0.3, () => ['--x', oddScalar(random)]),
      env: this.maybe(0.6, () => this.env(app)),
      envFrom: this.maybe(0.3, () => [
        random.chance(0.5)
          ? { configMapRef: { name: `${app}-config` } }
          : { secretRef: { name: `${app}-secret` } },
      ]),
      ports: this.maybe(0.5, () =>
        random.some<Yaml>(
          [
            { containerPort: 80 },
            { containerPort: 80, protocol: 'UDP' },
            { containerPort: 8080, name: 'http', protocol: 'TCP' },
          ],
          0.6,
        ),
      ),
      resources: this.maybe(0.3, () => ({
        limits: { cpu: '1', memory: '128Mi' },
        requests: { cpu: new Raw('0.5') },
      })),
      volumeMounts: this.maybe(0.3, () => [{ name: 'cfg', mountPath: '/etc/cfg' }]),
    };
  }

  private podSpec(app: string): Fields {
    const { random } = this;
    return {
      serviceAccountName: this.maybe(0.3, () => app),
      containers: [this.container('main', app), ...random.some([this.container('side', app)], 0.3)],
      initContainers: this.maybe(0.2, () => [this.container('init', app)]),
      imagePullSecrets: this.maybe(0.1, () => [{ name: `${app}-secret` }]),
      volumes: this.maybe(0.4, () =>
        random.some<Yaml>(
          [
            { name: 'cfg', configMap: { name: `${app}-config` } },
            { name: 'sec', secret: { secretName: `${app}-secret` } },
            { name: 'data', persistentVolumeClaim: { claimName: app } },
            { name: 'all', projected: { sources: [{ configMap: { name: `${app}-config` } }] } },
          ],
          0.6,
        ),
      ),
    };
  }

  private template(app: string): Fields {
    return { metadata: { labels: { app } }, spec: this.podSpec(app) };
  }

  private specs(app: string): [apiVersion: string, kind: string, rest: () => Fields][] {
    const { random } = this;
    const workload = () => ({
      spec: {
        replicas: this.maybe(0.6, () => random.below(4)),
        selector: { matchLabels: { app } },
        template: this.template(app),
      },
    });
    const rules = [
      { apiGroups: [''], resources: ['configmaps'], resourceNames: [`${app}-config`], verbs: ['get'] },
    ];
    const subjects = [
      {
        kind: 'ServiceAccount',
        name: random.pick([app, 'default']),
        namespace: this.maybe(0.5, () => random.pick(namespaces)),
      },
    ];
    const role = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: app });
    const rbac = 'rbac.authorization.k8s.io/v1';
    return [
      ['apps/v1', 'Deployment', workload],
      ['apps/v1', 'Deployment', workload],
      ['apps/v1', 'DaemonSet', workload],
      [
        'apps/v1',
        'StatefulSet',
        () => ({
          spec: {
            ...workload().spec,
            serviceName: app,
            volumeClaimTemplates: this.maybe(0.5, () => [
              { metadata: { name: 'data' }, spec: { storageClassName: 'fast' } },
            ]),
          },
        }),
      ],
      [
        'v1',
        'Service',
        () => ({
          spec: {
            selector: { app },
            ports: random.some<Yaml>(
              [
                { port: 80, targetPort: 'http' },
                { port: 443, protocol: 'TCP' },
                { port: 80, protocol: 'UDP' },
              ],
              0.7,
            ),
          },
        }),
      ],
      ['v1', 'ConfigMap', () => ({ data: oddData(random) })],
      ['v1', 'Secret', () => ({ stringData: oddData(random), type: 'Opaque' })],
      [
        'v1',
        'ServiceAccount',
        () => ({ imagePullSecrets: this.maybe(0.3, () => [{ name: `${app}-secret` }]) }),
      ],
      ['v1', 'Pod', () => ({ spec: this.podSpec(app) })],
      [
        'v1',
        'PersistentVolumeClaim',
        () => ({ spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'] } }),
      ],
      ['v1', 'Namespace', () => ({})],
      ['batch/v1', 'Job', () => ({ spec: { template: this.template(app) } })],
      [
        'batch/v1',
        'CronJob',
        () => ({
          spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: this.template(app) } } },
        }),
      ],
      [
        'networking.k8s.io/v1',
        'Ingress',
        () => ({
          spec: {
            tls: this.maybe(0.3, () => [{ hosts: ['a.b'], secretName: `${app}-secret` }]),
            rules: [
              {
                host: 'a.b',
                http: {
                  paths: [
                    {
                      path: '/',
                      pathType: 'Prefix',
                      backend: { service: { name: app, port: { number: 80 } } },
                    },
                  ],
                },
              },
            ],
          },
        }),
      ],
      [
        'networking.k8s.io/v1',
        'NetworkPolicy',
        () => ({
          spec: {
            podSelector: { matchLabels: { app } },
            ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }],
          },
        }),
      ],
      [
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        () => ({
          spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: app }, minReplicas: 1 },
        }),
      ],
      [
        'policy/v1',
        'PodDisruptionBudget',
        () => ({ spec: { minAvailable: 1, selector: { matchLabels: { app } } } }),
      ],
      [rbac, 'Role', () => ({ rules })],
      [rbac, 'ClusterRole', () => ({ rules })],
      [rbac, 'RoleBinding', () => ({ roleRef: role(random.pick(['Role', 'ClusterRole'])), subjects })],
      [rbac, 'ClusterRoleBinding', () => ({ roleRef: role('ClusterRole'), subjects })],
      ['storage.k8s.io/v1', 'StorageClass', () => ({ provisioner: 'x' })],
      [
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
        () => ({
          webhooks: [{ name: 'a.b.c', clientConfig: { service: { name: app, namespace: 'shop' } } }],
        }),
      ],
      [
        'apiextensions.k8s.io/v1',
        'CustomResourceDefinition',
        () => ({ spec: { group: 'example.com', names: { kind: 'Widget' } } }),
      ],
      [
        'example.com/v1',
        'Widget',
        () => ({
          spec: {
            size: oddScalar(random),
            containers: [this.container('main', app)],
            list: [
              { name: 'a', v: 1 },
              { name: 'b', v: 2 },
            ],
          },
        }),
      ],
      [
        'argoproj.io/v1alpha1',
        'Application',
        () => ({ spec: { project: 'default', destination: { namespace: 'shop' } } }),
      ],
    ];
  }

  /** A random object, and what it is called. */
  make(): { named: Named; value: Fields } {
    const app = this.random.pick(apps);
    const [apiVersion, kind, rest] = this.random.pick(this.specs(app));
    const names: Record<string, string> = { StorageClass: 'fast', ConfigMap: `${app}-cm` };
    const name = names[kind] ?? app;
    const metadata = this.meta(name);
    const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
    return { named: { apiVersion, kind, name, namespace }, value: { apiVersion, kind, metadata, ...rest() } };
  }
}
