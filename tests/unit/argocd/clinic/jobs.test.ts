import { describe, expect, it } from 'vitest';
import { Lab } from '../controller/lab';
import { configMap, deployment, job, kustomization, service } from '../controller/manifests';

/** The hook clinic on the real controller and cluster: the symptom first, then the mend. */
describe('the hook clinic: hooks and their Jobs', () => {
  it('H1: a hook without a name does not build with kustomize; a fixed name with BeforeHookCreation does', async () => {
    const lab = new Lab();
    const files = (text: string) => ({ 'kustomization.yaml': kustomization('job.yaml'), 'job.yaml': text });
    const named = job('slack', 'echo sent', { hook: 'PostSync', policy: 'BeforeHookCreation' });
    await lab.deploy(files(named.replace('name: slack', 'generateName: slack-')));
    expect(lab.conditions()[0]).toContain('missing metadata.name in object');
    expect(lab.status()).toBe('Unknown Healthy');
    lab.git.push(files(named));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    const first = lab.find('Job', 'slack')?.metadata.uid;
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(lab.find('Job', 'slack')?.metadata.uid).not.toBe(first);
  });

  it('H2: HookSucceeded alone keeps a failed Job, and the next sync may not change it', async () => {
    const lab = new Lab();
    const migrate = (script: string, policy: string) => ({
      'job.yaml': job('migrate', script, { hook: 'PreSync', policy }),
    });
    await lab.deploy(migrate('exit 1', 'HookSucceeded'));
    expect(await lab.sync()).toEqual({
      phase: 'Failed',
      message: 'one or more synchronization tasks completed unsuccessfully',
    });
    lab.git.push(migrate('exit 0', 'HookSucceeded'));
    const { phase, message } = await lab.sync();
    expect(phase).toBe('Failed');
    expect(message).toMatch(/reason: Job.batch "migrate" is invalid: spec.template: .*field is immutable$/s);
    lab.git.push(migrate('exit 0', 'HookSucceeded,BeforeHookCreation'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(lab.find('Job', 'migrate')).toBeUndefined();
  });

  it('H3: each retry deletes the failed Job, and its logs with it', async () => {
    const logsOf = async (limit: number): Promise<string[]> => {
      const lab = new Lab();
      await lab.deploy({ 'job.yaml': job('migrate', 'date; echo broken; exit 1', { hook: 'PreSync' }) });
      const pods = new Set<string>();
      lab.cluster.api.watch({ kind: 'Pod' }, ({ object }) => pods.add(object.metadata.name));
      await lab.sync({ retry: { limit, backoff: { duration: '1s' } } });
      expect(lab.stored?.retryCount).toBe(limit);
      return [...pods].map((name) => {
        const logs = lab.cluster.pods.logs({ namespace: 'default', name });
        return logs.ok ? (logs.value.at(-1)?.text ?? '') : logs.error.message;
      });
    };
    const retried = await logsOf(2);
    expect(retried).toEqual([
      expect.stringMatching(/^pods "migrate-.*" not found$/),
      expect.stringMatching(/^pods "migrate-.*" not found$/),
      'broken',
    ]);
    expect(await logsOf(0)).toEqual(['broken']);
  });

  it('H7: curl ends well on a page that is not there; -f makes the smoke test fail', async () => {
    const lab = new Lab();
    const files = (command: string) => ({
      'web.yaml': deployment('web'),
      'service.yaml': service('web'),
      'smoke.yaml': job('smoke', command, { hook: 'PostSync', policy: 'BeforeHookCreation' }),
    });
    await lab.deploy(files('curl -sS http://web/broken'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    lab.git.push(files('curl -fsS http://web/broken'));
    expect(await lab.sync()).toMatchObject({ phase: 'Failed' });
    lab.git.push(files('curl -fsS http://web/'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
  });

  it('H12: a commit that changes only the README runs every hook again; a plain Job runs once', async () => {
    const lab = new Lab();
    const files = (hook: string | undefined, readme: string) => ({
      'README.md': readme,
      'job.yaml': job('notify', 'echo sent', hook === undefined ? {} : { hook }),
    });
    await lab.deploy(files('PostSync', 'one'));
    const runs = async (hook: string | undefined, readme: string) => {
      lab.git.push(files(hook, readme));
      expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
      await lab.advance(30);
      return lab.find('Job', 'notify')?.metadata.uid;
    };
    expect(await runs('PostSync', 'two')).not.toBe(await runs('PostSync', 'three'));
    const plain = await runs(undefined, 'four');
    expect(await runs(undefined, 'five')).toBe(plain);
  });

  it('H13: a hook that is deleted while it runs fails the sync; the finalizer keeps one whose time to live is over', async () => {
    const lab = new Lab();
    await lab.deploy({ 'job.yaml': job('smoke', 'sleep 60', { hook: 'PostSync' }) });
    lab.argocd.server.sync('app');
    await lab.advance(20);
    expect(lab.operation().message).toBe('waiting for completion of hook batch/Job/smoke');
    const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name: 'smoke' };
    lab.cluster.api.patch(ref, 'merge', { metadata: { finalizers: null } });
    lab.cluster.api.delete(ref, { propagation: 'Background' });
    await lab.advance(60, () => lab.isIdle());
    expect(lab.operation()).toEqual({
      phase: 'Failed',
      message:
        'one or more synchronization tasks completed unsuccessfully, reason: Resource batch/Job/smoke is missing, it might have been deleted',
    });
    const ttl = { hook: 'PostSync', more: '\n  ttlSecondsAfterFinished: 0' };
    lab.git.push({ 'job.yaml': job('smoke', 'sleep 5', ttl) });
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    await lab.advance(10);
    expect(lab.find('Job', 'smoke')).toBeUndefined();
  });

  it('H14: a hook whose finalizer nobody takes off cannot be deleted, until somebody does', async () => {
    const lab = new Lab();
    await lab.deploy({ 'job.yaml': job('smoke', 'sleep 5', { hook: 'PostSync' }), 'a.yaml': configMap('a') });
    lab.argocd.server.sync('app');
    await lab.advance(10, () => lab.find('Job', 'smoke') !== undefined);
    lab.argocd.dispose();
    await lab.advance(60);
    const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name: 'smoke' };
    lab.cluster.api.delete(ref, { propagation: 'Background' });
    await lab.advance(60);
    const stuck = lab.find('Job', 'smoke');
    expect(stuck?.metadata.deletionTimestamp).toBeDefined();
    expect(stuck?.metadata.finalizers).toEqual(['argocd.argoproj.io/hook-finalizer']);
    lab.cluster.api.patch(ref, 'merge', { metadata: { finalizers: null } });
    expect(lab.find('Job', 'smoke')).toBeUndefined();
  });
});
