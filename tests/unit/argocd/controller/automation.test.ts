import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { configMap, job } from './manifests';

const automated = (policy: object) => ({ syncPolicy: { automated: JSON.parse(JSON.stringify(policy)) } });
const FILES = { 'a.yaml': configMap('a'), 'b.yaml': configMap('b') };

describe('automated sync', () => {
  it('syncs what is new in Git when it polls, prunes when it may, and says who began', async () => {
    const lab = new Lab();
    await lab.deploy(FILES, automated({ prune: true }));
    await lab.advance(10);
    expect(lab.status()).toBe('Synced Healthy');
    lab.git.push({ 'a.yaml': configMap('a', 'a: "2"') });
    await lab.advance(60);
    expect(lab.find('ConfigMap', 'b')).toBeDefined();
    await lab.advance(180);
    expect([lab.find('ConfigMap', 'a')?.data, lab.find('ConfigMap', 'b')]).toEqual([{ a: '2' }, undefined]);
    expect(lab.events('Application', 'app')).toContain(
      `OperationStarted: Initiated automated sync to '${lab.git.head}'`,
    );
    expect(lab.app().status?.history).toMatchObject([
      { id: 0, initiatedBy: { automated: true } },
      { id: 1, revision: lab.git.head },
    ]);
  });

  it('a push is heard at once where there is a webhook', async () => {
    const lab = new Lab({ webhooks: true });
    await lab.deploy(FILES, automated({}));
    await lab.advance(10);
    lab.git.push({ ...FILES, 'a.yaml': configMap('a', 'a: "2"') });
    await lab.advance(10);
    expect(lab.find('ConfigMap', 'a')?.data).toEqual({ a: '2' });
  });

  it('without prune an object that left Git stays, and the Application is OutOfSync', async () => {
    const lab = new Lab();
    await lab.deploy(FILES, automated({}));
    await lab.advance(10);
    lab.git.push({ 'a.yaml': configMap('a') });
    await lab.advance(400);
    expect(lab.status()).toBe('OutOfSync Healthy');
    expect(lab.find('ConfigMap', 'b')).toBeDefined();
  });

  it('does not delete everything, and says so', async () => {
    const lab = new Lab();
    await lab.deploy(FILES, automated({ prune: true }));
    await lab.advance(10);
    lab.git.push({ 'README.md': 'empty' });
    await lab.advance(400);
    expect(lab.conditions()).toEqual([
      `SyncError: Skipping sync attempt to [${lab.git.head}]: auto-sync will wipe out all resources`,
    ]);
    expect(lab.find('ConfigMap', 'a')).toBeDefined();
  });

  it('does not try a failed revision again after its retries, but tries the next', async () => {
    const lab = new Lab();
    const retry = { limit: 2, backoff: { duration: '5s' } };
    const files = (script: string) => ({ ...FILES, 'job.yaml': job('check', script, { hook: 'PreSync' }) });
    await lab.deploy(files('exit 1'), { syncPolicy: { automated: {}, retry } });
    await lab.advance(400);
    const failed = 'one or more synchronization tasks completed unsuccessfully';
    expect(lab.operation()).toEqual({ phase: 'Failed', message: `${failed} (retried 2 times).` });
    expect(lab.conditions()).toEqual([
      `SyncError: Failed last sync attempt to [${lab.git.head}]: ${failed} (retried 2 times).`,
    ]);
    lab.git.push(files('exit 0'));
    await lab.advance(400);
    expect([lab.status(), lab.conditions()]).toEqual(['Synced Healthy', []]);
  });

  it('announces a retry, and waits longer than it says, as upstream does', async () => {
    const lab = new Lab();
    await lab.deploy({ 'job.yaml': job('check', 'exit 1', { hook: 'PreSync' }) });
    lab.argocd.server.sync('app', { retry: { limit: 1, backoff: { duration: '10s', factor: 2 } } });
    const waits = () => lab.operation().message.includes('Retrying attempt #1');
    await lab.advance(60, waits);
    const since = lab.cluster.time.now();
    expect(lab.operation()).toMatchObject({
      phase: 'Running',
      message: expect.stringContaining('at 8:00AM.'),
    });
    await lab.advance(60, () => !waits());
    expect((lab.cluster.time.now() - since) / 1000).toBeGreaterThan(19);
    expect(lab.operation().message).not.toContain('at 8:00AM');
  });

  it('a retry takes what is newest in Git only when it is told to', async () => {
    const phaseWith = async (refresh: boolean) => {
      const lab = new Lab();
      const check = (script: string) => ({ 'job.yaml': job('check', script, { hook: 'PreSync' }) });
      await lab.deploy(check('exit 1'));
      lab.argocd.server.sync('app', { retry: { limit: 1, refresh, backoff: { duration: '10s' } } });
      await lab.advance(60, () => lab.operation().message.includes('Retrying attempt #1'));
      lab.git.push(check('exit 0'));
      await lab.advance(120, () => lab.isIdle());
      return lab.operation().phase;
    };
    expect([await phaseWith(false), await phaseWith(true)]).toEqual(['Failed', 'Succeeded']);
  });

  it('backs off from healing what others change again and again', async () => {
    const lab = new Lab();
    await lab.deploy(FILES, automated({ selfHeal: true }));
    await lab.advance(10);
    let healed = 0;
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'a' };
    lab.cluster.api.watch({ kind: 'ConfigMap' }, ({ object }) => {
      const broken = JSON.stringify(object.data) === '{"a":"9"}';
      if (object.metadata.name === 'a' && !broken && ++healed < 50)
        lab.cluster.api.patch(ref, 'merge', { data: { a: '9' } }, { manager: 'somebody' });
    });
    lab.cluster.api.patch(ref, 'merge', { data: { a: '9' } });
    await lab.advance(60);
    expect(healed).toBeGreaterThan(2);
    expect(healed).toBeLessThan(6);
    expect(lab.stored?.operation.sync?.selfHealAttemptsCount).toBe(healed);
  });

  it('a closed window keeps it from syncing, and lets a sync by hand wait', async () => {
    const lab = new Lab();
    const window = { kind: 'deny', schedule: '* * * * *', duration: '1h', applications: ['*'] };
    const project = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      namespace: 'argocd',
      name: 'default',
    };
    lab.cluster.api.patch(project, 'merge', { spec: { syncWindows: [window] } });
    await lab.deploy(FILES, automated({}));
    await lab.advance(300);
    expect(lab.status()).toBe('OutOfSync Missing');
    expect(lab.argocd.server.sync('app')).toMatchObject({
      ok: false,
      message: 'cannot sync: blocked by sync window',
    });
    lab.cluster.api.patch(project, 'merge', { spec: { syncWindows: null } });
    await lab.advance(300);
    expect(lab.status()).toBe('Synced Healthy');
  });
});
