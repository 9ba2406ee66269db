import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { configMap, deployment, job, service } from './manifests';

const messages = (lab: Lab) => lab.stored?.syncResult?.resources.map(({ message }) => message);

describe('how a sync goes', () => {
  it('prunes only when told to, and asks for confirmation where an object wants it', async () => {
    const lab = new Lab();
    const c = configMap('c', 'a: "1"', 'argocd.argoproj.io/sync-options: Prune=confirm');
    await lab.deploy({ 'a.yaml': configMap('a'), 'b.yaml': configMap('b'), 'c.yaml': c });
    await lab.sync();
    lab.git.push({ 'a.yaml': configMap('a'), 'c.yaml': c });
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(messages(lab)).toContain('ignored (requires pruning)');
    lab.git.push({ 'a.yaml': configMap('a') });
    lab.argocd.server.sync('app', { prune: true });
    await lab.advance(120);
    expect(lab.operation()).toEqual({
      phase: 'Running',
      message: 'waiting for pruning confirmation of /ConfigMap/c',
    });
    lab.argocd.server.confirmDeletion('app');
    await lab.advance(60, () => lab.isIdle());
    expect(lab.operation().phase).toBe('Succeeded');
    await lab.advance(5);
    expect([lab.find('ConfigMap', 'b'), lab.find('ConfigMap', 'c')]).toEqual([undefined, undefined]);
  });

  it('tries without doing, force and replace make anew what cannot be changed, the server may merge', async () => {
    const lab = new Lab();
    await lab.deploy({ 'job.yaml': job('once', 'echo 1') });
    expect(await lab.sync({ dryRun: true })).toMatchObject({ phase: 'Succeeded' });
    expect([lab.find('Job', 'once'), messages(lab)]).toEqual([
      undefined,
      ['job.batch/once created (dry run)'],
    ]);
    expect(lab.app().status?.history).toBeUndefined();
    await lab.sync();
    const first = lab.find('Job', 'once')?.metadata.uid;
    lab.git.push({ 'job.yaml': job('once', 'echo 2') });
    expect((await lab.sync()).message).toContain('field is immutable');
    expect(await lab.sync({ strategy: { kind: 'hook', force: true } })).toMatchObject({ phase: 'Succeeded' });
    expect([lab.find('Job', 'once')?.metadata.uid === first, messages(lab)]).toEqual([
      false,
      ['job.batch/once configured'],
    ]);
    lab.git.push({ 'job.yaml': job('once', 'echo 3') });
    const options = { syncOptions: ['Replace=true'], strategy: { kind: 'hook', force: true } } as const;
    expect(await lab.sync(options)).toMatchObject({ phase: 'Succeeded' });
    expect(messages(lab)).toEqual(['job.batch/once replaced']);
    lab.git.push({ 'a.yaml': configMap('a') });
    await lab.sync({ syncOptions: ['ServerSideApply=true'] });
    expect(messages(lab)).toContain('configmap/a serverside-applied');
  });

  it('makes the namespace first, with its labels; without the option a namespace that is not there is refused', async () => {
    const spec = { destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' } };
    const without = new Lab();
    await without.deploy({ 'a.yaml': configMap('a') }, spec);
    expect(await without.sync()).toEqual({
      phase: 'Failed',
      message: 'one or more objects failed to apply, reason: namespaces "shop" not found',
    });
    const lab = new Lab();
    const labelled = (level: string) => ({
      ...spec,
      syncPolicy: {
        syncOptions: ['CreateNamespace=true'],
        managedNamespaceMetadata: { labels: { 'pod-security.kubernetes.io/enforce': level } },
      },
    });
    await lab.deploy({ 'a.yaml': configMap('a') }, labelled('baseline'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(lab.find('ConfigMap', 'a', 'shop')).toBeDefined();
    expect(lab.status()).toBe('Synced Healthy');
    const label = () =>
      lab.find('Namespace', 'shop')?.metadata.labels?.['pod-security.kubernetes.io/enforce'];
    expect(label()).toBe('baseline');
    lab.application(labelled('restricted'));
    await lab.advance(1);
    expect([lab.status(), label()]).toEqual(['OutOfSync Healthy', 'baseline']);
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect([lab.status(), label()]).toEqual(['Synced Healthy', 'restricted']);
    expect(messages(lab)).toEqual(['namespace/shop serverside-applied', 'configmap/a unchanged']);
  });

  it('goes back to an earlier deployment, which runs no hook', async () => {
    const lab = new Lab();
    const files = (value: string) => ({
      'a.yaml': configMap('a', `a: "${value}"`),
      'job.yaml': job('hook', 'true', { hook: 'PreSync' }),
    });
    await lab.deploy(files('1'));
    await lab.sync();
    const [first] = [lab.git.head];
    lab.git.push(files('2'));
    await lab.sync();
    const hook = lab.find('Job', 'hook')?.metadata.uid;
    expect(lab.argocd.server.rollback('app', 7)).toMatchObject({
      message: 'application argocd/app does not have deployment with id 7',
    });
    expect(lab.argocd.server.rollback('app', 0).ok).toBe(true);
    await lab.advance(30, () => lab.isIdle());
    await lab.advance(1);
    expect(lab.find('ConfigMap', 'a')?.data).toEqual({ a: '1' });
    expect([lab.stored?.syncResult?.revision, lab.status()]).toEqual([first, 'OutOfSync Healthy']);
    expect(lab.find('Job', 'hook')?.metadata.uid).toBe(hook);
  });

  it('SyncFail hooks run when something fails, and the delay between waves is kept', async () => {
    const lab = new Lab();
    const wave = (n: string) => `argocd.argoproj.io/sync-wave: "${n}"`;
    await lab.deploy({
      'a.yaml': configMap('a', 'a: "1"', wave('0')),
      'b.yaml': configMap('b', 'a: "1"', wave('1')),
      'bad.yaml': service('web').replace('port: 80', 'port: 700000'),
      'fail.yaml': job('fail', 'echo oh', { hook: 'SyncFail', policy: 'HookFailed' }),
    });
    const { phase, message } = await lab.sync();
    expect(phase).toBe('Failed');
    expect(message).toContain('reason: Service "web" is invalid: spec.ports[0].port: Invalid value: 700000');
    expect(lab.stored?.syncResult?.resources.find(({ name }) => name === 'fail')?.hookPhase).toBe(
      'Succeeded',
    );
    expect([lab.find('ConfigMap', 'b'), lab.find('Job', 'fail')]).toEqual([undefined, undefined]);
    lab.git.push({
      'a.yaml': configMap('a', 'a: "2"', wave('0')),
      'b.yaml': configMap('b', 'a: "2"', wave('1')),
    });
    const times = new Map<string, number>();
    lab.cluster.api.watch({ kind: 'ConfigMap' }, ({ object }) => {
      times.set(object.metadata.name, lab.cluster.time.now());
    });
    await lab.sync();
    const [a = 0, b = 0] = [times.get('a'), times.get('b')];
    expect(b - a).toBeGreaterThanOrEqual(2000);
  });

  it('several Applications: what two claim is told, and a project that forbids a kind keeps it out', async () => {
    const lab = new Lab();
    lab.git.push({ 'a.yaml': configMap('a'), 'web.yaml': deployment('web') });
    lab.cluster.api.apply({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'small', namespace: 'argocd' },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
      },
    });
    lab.application({ project: 'small' });
    await lab.advance(1);
    expect(await lab.sync()).toEqual({
      phase: 'Failed',
      message:
        'one or more synchronization tasks are not valid: resource apps:Deployment is not permitted in project small',
    });
    lab.application({}, {}, 'other');
    await lab.advance(1);
    lab.argocd.server.sync('other');
    await lab.advance(10);
    lab.git.push({ 'a.yaml': configMap('a') });
    lab.argocd.server.refresh('app');
    await lab.advance(10);
    expect(lab.conditions()).toEqual([
      'SharedResourceWarning: ConfigMap/a is part of applications argocd/app and other',
    ]);
    expect(await lab.sync({ syncOptions: ['FailOnSharedResource=true'] })).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('Shared resource found: ConfigMap/a is part of applications'),
    });
  });
});
