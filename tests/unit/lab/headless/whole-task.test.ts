import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from '@/content/week1/day6/names';
import type { WatchEvent } from '@/lib/cluster';
import type { RunningLab } from '@/lib/lab/headless';
import { day6, editAll, hookJob, object, publish, refreshTo, solved, syncToEnd, write } from './day6';

/** What the cluster says of itself at the moment at which the hook's Job changes. */
interface Moment {
  type: WatchEvent['type'];
  /** Pods of the Deployment that are available. */
  available: unknown;
  serviceThere: boolean;
  ended: boolean;
}

describe('the task of Week 1, Day 6', () => {
  let lab: RunningLab;
  const moments: Moment[] = [];

  beforeAll(async () => {
    lab = await day6();
    lab.cluster.api.watch({ apiVersion: 'batch/v1', kind: 'Job' }, ({ type, object: job }) => {
      if (job.metadata.name !== names.hook) return;
      const deployment = object(lab.cluster, 'apps/v1', 'Deployment', names.deployment);
      moments.push({
        type,
        available: deployment?.status?.availableReplicas,
        serviceThere: object(lab.cluster, 'v1', 'Service', names.service) !== undefined,
        ended: JSON.stringify(job.status?.conditions ?? []).includes('"Complete"'),
      });
    });
  });
  afterAll(() => lab.dispose());

  it('begins at the end of Day 5: applied, synced, healthy', () => {
    const { sync, health, phase, conditions } = lab.application() ?? {};
    expect({ sync, health, phase, conditions }).toEqual({
      sync: 'Synced',
      health: 'Healthy',
      phase: 'Succeeded',
      conditions: [],
    });
    const application = lab.cluster.api.get({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: names.application,
    });
    expect(application.ok && application.value.spec?.source).toMatchObject({ path: names.overlayBefore });
    const namespace = lab.cluster.api.get({ apiVersion: 'v1', kind: 'Namespace', name: names.namespace });
    expect(namespace.ok && namespace.value.metadata.labels).toMatchObject({
      [names.enforceLabel]: 'baseline',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  it('copies, edits, commits and pushes', async () => {
    editAll(lab);
    expect((await lab.git.statusText()).stdout).toContain(`\t${names.day6}/\n`);
    const hash = await publish(lab, 'Day 6: a smoke test');
    expect(lab.remote.refs().refs[0]?.hash).toBe(hash);
    expect(lab.remote.commit(hash)?.tree.has(`${names.base}/smoke-test-hook.yaml`)).toBe(true);
    expect(lab.application()?.revision).not.toBe(hash);
    await refreshTo(lab, hash);
    expect(lab.application()?.sync).toBe('OutOfSync');
  });

  it('syncs: the hook runs once all is healthy, and is gone in the end', async () => {
    expect(await syncToEnd(lab)).toBe('Succeeded');
    const { message, sync, health, results = [] } = lab.application() ?? {};
    expect({ message, sync, health }).toEqual({
      message: 'successfully synced (no more tasks)',
      sync: 'Synced',
      health: 'Healthy',
    });
    expect(results.filter(({ syncPhase }) => syncPhase === names.hookPhase)).toEqual([
      expect.objectContaining({ name: names.hook, status: 'Synced', hookPhase: 'Succeeded' }),
    ]);
    await lab.waitUntil(() => hookJob(lab) === undefined, 30_000);
    expect(hookJob(lab)).toBeUndefined();
  });

  it('as the watchers saw it: created when two Pods and the Service were there, deleted after it had ended', () => {
    const [first] = moments;
    expect(first).toEqual({ type: 'ADDED', available: 2, serviceThere: true, ended: false });
    expect(moments.filter(({ type }) => type === 'ADDED')).toHaveLength(1);
    expect(moments.at(-1)).toMatchObject({ type: 'DELETED', ended: true });
  });

  it('as the log tells it, with reasons', () => {
    const entries = lab.cluster.log.entries();
    const at = (kind: string, name: string, what: string) =>
      entries.find(
        (entry) => entry.object?.kind === kind && entry.object.name === name && entry.what === what,
      );
    const [service, hook, gone] = [
      at('Service', names.service, 'created'),
      at('Job', names.hook, 'created'),
      at('Job', names.hook, 'deletion asked for'),
    ];
    expect(service?.sequence).toBeLessThan(hook?.sequence ?? 0);
    expect(hook?.sequence).toBeLessThan(gone?.sequence ?? 0);
    expect(hook?.why).toContain(names.hookPhase);
    expect(gone?.why).toContain('HookSucceeded');
    const learner = entries.filter(({ actor }) => actor === 'learner').map(({ what }) => what);
    expect(learner.slice(-6)).toEqual([
      'git add .',
      'git commit',
      'git push',
      `kubectl apply -f ${names.applicationFile}`,
      `argocd app get ${names.application} --refresh`,
      `argocd app sync ${names.application}`,
    ]);
  });

  it('passes in a namespace that enforces restricted, since the hook is hardened', async () => {
    write(lab, { [names.applicationFile]: solved(names.applicationFile) });
    expect(lab.apply(names.applicationFile).stdout).toBe(
      'application.argoproj.io/echo-frontend configured\n',
    );
    expect(await syncToEnd(lab)).toBe('Succeeded');
    const namespace = lab.cluster.api.get({ apiVersion: 'v1', kind: 'Namespace', name: names.namespace });
    expect(namespace.ok && namespace.value.metadata.labels?.[names.enforceLabel]).toBe('restricted');
    expect(moments.filter(({ type }) => type === 'ADDED')).toHaveLength(2);
    expect(lab.cluster.faults()).toEqual([]);
  });
});
