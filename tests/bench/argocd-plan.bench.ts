import {
  compareApplication,
  type KubeObject,
  planTasks,
  reconcile,
  type SyncInput,
  settingsOf,
} from '@/lib/argocd';

const KINDS = ['ConfigMap', 'Secret', 'ServiceAccount', 'Service', 'Pod'];

/** Resources in ten waves: a namespace and a custom resource definition for every hundred, a hook for every twenty. */
function objects(count: number): KubeObject[] {
  return Array.from({ length: count }, (_, i): KubeObject => {
    const annotations = { 'argocd.argoproj.io/sync-wave': String((i * 7) % 10) };
    const name = `object-${(i * 7919) % count}-${i}`;
    const namespace = `team-${i % Math.ceil(count / 100)}`;
    if (i % 100 === 0)
      return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, annotations } };
    if (i % 100 === 1) {
      const spec = { group: `g${namespace}.io`, names: { kind: 'Thing' } };
      const metadata = { name, annotations };
      return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata, spec };
    }
    if (i % 100 < 5) {
      return { apiVersion: `g${namespace}.io/v1`, kind: 'Thing', metadata: { name, namespace, annotations } };
    }
    const hook = i % 20 === 7 ? { 'argocd.argoproj.io/hook': 'PreSync,PostSync' } : {};
    const kind = KINDS[i % KINDS.length] ?? 'ConfigMap';
    return {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace, annotations: { ...annotations, ...hook } },
    };
  });
}

const clusterScoped = (object: KubeObject): boolean =>
  object.kind === 'Namespace' || object.kind === 'CustomResourceDefinition';
const scopeOf = (object: KubeObject): boolean => !clusterScoped(object);

function input(targets: readonly KubeObject[], live: readonly KubeObject[]): SyncInput {
  return {
    reconciliation: reconcile(targets, live, 'default', scopeOf),
    namespace: 'default',
    liveNamespace: undefined,
    revision: 'abcdef0123456789',
    startedAt: 0,
    settings: settingsOf({ prune: true }),
    results: [],
    discover: (object) => ({ found: true, namespaced: scopeOf(object) }),
    forbidden: () => undefined,
    health: () => undefined,
  };
}

/** The median of many runs; the objects are new each time, so that nothing is remembered from the run before. */
function median(runs: number, prepare: () => () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const run = prepare();
    const before = performance.now();
    run();
    return performance.now() - before;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] ?? 0;
}

const planning = (count: number) => () => {
  const given = input(objects(count), objects(count).slice(0, count / 2));
  return () => planTasks(given);
};

/** Planning a sync of many resources, and comparing them. */
export default async function bench() {
  median(10, planning(1000));
  const small = median(15, planning(1000));
  const large = median(7, planning(8000));
  const comparing = median(7, () => {
    const targets = objects(1000);
    const live = { ok: true as const, objects: objects(1000) };
    return () =>
      compareApplication({
        application: 'app',
        namespace: 'default',
        targets: { ok: true, objects: targets },
        live,
        scopeOf,
      });
  });
  return [
    { name: 'plan a sync of 1,000 resources in 10 waves', value: small, unit: 'ms', ceiling: 50 },
    {
      name: 'the same with 8 times as many',
      value: large / small,
      unit: 'times',
      ceiling: 16,
      note: `${large.toFixed(1)} ms`,
    },
    { name: 'compare 1,000 resources', value: comparing, unit: 'ms', ceiling: 250 },
  ];
}
