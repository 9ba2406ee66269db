import { type ApiObject, createCluster } from '@/lib/cluster';
import { START } from '../support';
import { deployment, job, service } from './world';

const SCRIPT = 'set -e; echo begin; sleep 3; curl -fsS http://web/; date; echo done';

/**
 * A day in a cluster, told in every byte that it leaves: a rollout, a Service that loses its Pods, hooks that succeed, fail,
 * and spin until their deadline, and a Pod that crashes again and again.
 */
export async function story(seed: number): Promise<string> {
  const cluster = createCluster({ seed, startAt: START });
  await cluster.time.advance(1_000);
  cluster.api.apply(deployment('web', 3));
  cluster.api.apply(service('web', 'web'));
  await cluster.time.advance(30_000);
  cluster.api.apply(job('good', SCRIPT));
  // It ends by itself once SIGTERM comes: the first process of a container hears only what it traps.
  const spin = 'trap "exit 1" TERM; while true; do :; done';
  cluster.api.apply(job('spin', spin, { activeDeadlineSeconds: 2 }));
  cluster.api.apply(
    deployment('crash', 1, { image: 'busybox:1.36', command: ['sh', '-c', 'echo $RANDOM; exit 3'] }),
  );
  await cluster.time.advance(60_000);
  cluster.api.apply(service('web', 'nobody'));
  cluster.api.apply(job('bad', SCRIPT));
  cluster.api.apply(deployment('web', 2, { image: 'nginx:1.28' }));
  await cluster.time.advance(180_000);
  const kinds = [
    'v1/Pod',
    'v1/Event',
    'v1/Endpoints',
    'batch/v1/Job',
    'apps/v1/Deployment',
    'apps/v1/ReplicaSet',
  ];
  const objects = kinds.flatMap((kind): readonly ApiObject[] => {
    const at = kind.lastIndexOf('/');
    const listed = cluster.api.list({ apiVersion: kind.slice(0, at), kind: kind.slice(at + 1) });
    return listed.ok ? listed.value.items : [];
  });
  const logs = objects.flatMap((object) =>
    object.kind === 'Pod' ? [cluster.pods.logs({ namespace: 'default', name: object.metadata.name })] : [],
  );
  const told = { objects, logs, log: cluster.log.entries(), faults: cluster.faults() };
  cluster.dispose();
  return JSON.stringify(told);
}
