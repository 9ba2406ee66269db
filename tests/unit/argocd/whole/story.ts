import { Lab } from '../controller/lab';
import { configMap, deployment, job, service } from '../controller/manifests';
import { URL } from '../controller/repositories';

const FILES = {
  'web.yaml': deployment('web'),
  'service.yaml': service('web'),
  'migrate.yaml': job('migrate', 'date; echo $RANDOM', { hook: 'PreSync' }),
  'smoke.yaml': job('smoke', 'set -e; curl -fsS http://web/', { hook: 'PostSync', policy: 'HookSucceeded' }),
  'fail.yaml': job('fail', 'echo oh', { hook: 'SyncFail' }),
};
const KINDS = [
  'v1/Pod',
  'v1/Event',
  'v1/ConfigMap',
  'batch/v1/Job',
  'apps/v1/Deployment',
  'argoproj.io/v1alpha1/Application',
];

/**
 * A day of two Applications, told in every byte that it leaves: a sync with hooks, a Service that loses its Pods, retries, a
 * change that is healed, and a deletion.
 */
export async function story(seed: number): Promise<string> {
  const lab = new Lab({ webhooks: true }, seed);
  await lab.deploy(FILES);
  await lab.sync();
  lab.git.push({ ...FILES, 'service.yaml': service('web', 'nobody') });
  await lab.sync({ retry: { limit: 2, backoff: { duration: '3s' } } });
  const source = { repoURL: URL, path: 'other', targetRevision: 'main' };
  lab.application({ source, syncPolicy: { automated: { prune: true, selfHeal: true } } }, {}, 'other');
  lab.git.push({ ...FILES, 'other/a.yaml': configMap('a'), 'other/b.yaml': configMap('b') });
  await lab.advance(200);
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'a' };
  lab.cluster.api.patch(ref, 'merge', { data: { a: 'changed' } });
  await lab.advance(60);
  lab.argocd.server.remove('other');
  await lab.advance(120);
  const objects = KINDS.flatMap((kind) => {
    const at = kind.lastIndexOf('/');
    return lab.list(kind.slice(0, at), kind.slice(at + 1));
  });
  const told = { objects, log: lab.cluster.log.entries(), faults: lab.cluster.faults() };
  lab.argocd.dispose();
  lab.cluster.dispose();
  return JSON.stringify(told);
}
