import { describe, expect, it } from 'vitest';
import { textAt } from '@/lib/cluster/object';
import { Lab } from './lab';
import { configMap, deployment, job, service } from './manifests';

const MANY = {
  'web.yaml': deployment('web'),
  'service.yaml': service('web'),
  'config.yaml': configMap('config'),
  'job.yaml': job('once', 'true'),
  'rest.yaml': `
apiVersion: v1
kind: Secret
metadata: { name: password }
stringData: { password: hunter2 }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: runner }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [""], resources: [pods], verbs: [get, list] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: runner }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  serviceName: store
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: main, image: "nginx:1.27", resources: { limits: { cpu: 1000m, memory: 64Mi } } }] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: main, image: nginx:1.27 }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: busybox:1.36, command: ["true"] }] } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed }
spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ host: a.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: store }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: store }
  maxReplicas: 3
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { pods: "50" } }
---
apiVersion: v1
kind: Namespace
metadata: { name: extra }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: viewer }
rules: [{ apiGroups: [apps], resources: ["*"], verbs: [get] }]
`,
};

const unsynced = (lab: Lab) =>
  [lab.app().status?.resources].flat().flatMap((one) => {
    const json = JSON.parse(JSON.stringify(one ?? null));
    return textAt(json, 'status') === 'Synced' ? [] : [`${textAt(json, 'kind')} ${textAt(json, 'status')}`];
  });

describe('what was synced is Synced', () => {
  it.each([[[]], [['ServerSideApply=true']]])(
    'whatever the cluster fills in, with %j',
    async (syncOptions) => {
      const lab = new Lab();
      await lab.deploy(MANY, { syncPolicy: { syncOptions } });
      lab.argocd.server.sync('app');
      await lab.advance(120, () => lab.isIdle());
      await lab.advance(60);
      expect([lab.operation().phase, unsynced(lab)]).toEqual(['Succeeded', []]);
      expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
      const said = lab.stored?.syncResult?.resources.map(({ message }) => message) ?? [];
      const server = syncOptions.length > 0;
      // kubectl sends stringData, 1000m for 1, and lists that are replaced whole, again each time.
      const sent = ['secret/password', 'statefulset.apps/store', 'networkpolicy.networking.k8s.io/closed'];
      const again = server ? [] : sent.map((name) => `${name} configured`);
      const usual = server ? 'serverside-applied' : 'unchanged';
      expect(said.filter((message) => !message.endsWith(usual)).sort()).toEqual(again.sort());
      expect(lab.cluster.faults()).toEqual([]);
    },
  );

  it('a definition and what it defines come in one sync', async () => {
    const lab = new Lab();
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
`;
    const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: first }\nspec: { size: 1 }\n';
    await lab.deploy({ 'crd.yaml': crd, 'widget.yaml': widget });
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    await lab.advance(5);
    expect([lab.status(), unsynced(lab)]).toEqual(['Synced Healthy', []]);
  });
});
