import { describe, expect, it } from 'vitest';
import { Lab } from '../controller/lab';
import { configMap, deployment, job, service } from '../controller/manifests';

/** The hook clinic on the real controller and cluster: the symptom first, then the mend. */
describe('the hook clinic: phases, waves and health', () => {
  const order = (lab: Lab) =>
    lab.stored?.syncResult?.resources.map(({ syncPhase, kind, name }) => `${syncPhase} ${kind}/${name}`);

  it('H4: a PreSync Job comes before the generated ConfigMap that it reads; as a Sync hook it comes after', async () => {
    const lab = new Lab();
    const files = (hook: string) => ({
      'kustomization.yaml': `resources: [job.yaml]\nconfigMapGenerator:\n  - name: app-env\n    literals: [LEVEL=${hook}]\n`,
      'job.yaml': job('migrate', 'echo $LEVEL', {
        hook,
        wave: hook === 'Sync' ? '1' : '0',
        container: '\n          envFrom: [{ configMapRef: { name: app-env } }]',
      }),
    });
    await lab.deploy(files('PreSync'));
    lab.argocd.server.sync('app');
    await lab.advance(60);
    expect(lab.operation()).toEqual({
      phase: 'Running',
      message: 'waiting for completion of hook batch/Job/migrate',
    });
    const [pod] = lab.list('v1', 'Pod');
    expect(lab.events('Pod', pod?.metadata.name ?? '').join()).toMatch(
      /configmap "app-env-\w{10}" not found/,
    );
    lab.argocd.server.terminate('app');
    await lab.advance(60, () => lab.isIdle());
    expect(lab.operation()).toEqual({ phase: 'Failed', message: 'Operation terminated' });
    lab.git.push(files('Sync'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(order(lab)?.map((one) => one.replace(/-\w{10}$/, ''))).toEqual([
      'Sync ConfigMap/app-env',
      'Sync Job/migrate',
    ]);
  });

  it('H5: a PreSync hook of wave 5 comes before a resource of wave 0: a phase outranks a wave', async () => {
    const lab = new Lab();
    const files = (hook: string) => ({
      'a.yaml': configMap('a'),
      'job.yaml': job('late', 'true', { hook, wave: '5' }),
    });
    await lab.deploy(files('PreSync'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(order(lab)).toEqual(['PreSync Job/late', 'Sync ConfigMap/a']);
    lab.git.push(files('Sync'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(order(lab)).toEqual(['Sync ConfigMap/a', 'Sync Job/late']);
  });

  it('H6: PostSync never runs while a Deployment is not healthy', async () => {
    const lab = new Lab();
    const files = (path: string) => ({
      'web.yaml': deployment('web', 'nginx:1.27', path),
      'smoke.yaml': job('smoke', 'true', { hook: 'PostSync' }),
    });
    await lab.deploy(files('/not-there'));
    lab.argocd.server.sync('app');
    await lab.advance(300);
    expect(lab.operation()).toEqual({
      phase: 'Running',
      message: 'waiting for healthy state of apps/Deployment/web',
    });
    expect(lab.find('Job', 'smoke')).toBeUndefined();
    lab.argocd.server.terminate('app');
    await lab.advance(60, () => lab.isIdle());
    lab.git.push(files('/'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(lab.find('Job', 'smoke')).toBeDefined();
  });

  it('H8: the Application is Healthy though its PostSync test failed: the operation says so', async () => {
    const lab = new Lab();
    const files = (script: string) => ({
      'web.yaml': deployment('web'),
      'smoke.yaml': job('smoke', script, { hook: 'PostSync' }),
    });
    await lab.deploy(files('exit 1'));
    expect(await lab.sync()).toEqual({
      phase: 'Failed',
      message: 'one or more synchronization tasks completed unsuccessfully',
    });
    expect(lab.status()).toBe('Synced Healthy');
    expect(lab.stored?.syncResult?.resources.find(({ name }) => name === 'smoke')).toMatchObject({
      hookPhase: 'Failed',
      message: 'Job has reached the specified backoff limit',
    });
    lab.git.push(files('exit 0'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
  });

  it('H18: what Pods wait for comes after them as a Helm post-install hook; as a Sync hook of an early wave it does not', async () => {
    const lab = new Lab();
    const web = deployment('web').replace(
      '          ports:',
      '          envFrom: [{ configMapRef: { name: seed } }]\n          ports:',
    );
    const files = (annotations: string) => ({
      'web.yaml': web,
      'service.yaml': service('web'),
      'seed.yaml': configMap('seed', 'a: "1"', annotations),
    });
    await lab.deploy(files('helm.sh/hook: post-install'));
    lab.argocd.server.sync('app');
    await lab.advance(300);
    expect(lab.operation()).toEqual({
      phase: 'Running',
      message: 'waiting for healthy state of apps/Deployment/web',
    });
    lab.argocd.server.terminate('app');
    await lab.advance(60, () => lab.isIdle());
    lab.git.push(files('argocd.argoproj.io/hook: Sync\n    argocd.argoproj.io/sync-wave: "-1"'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    await lab.advance(60);
    expect(lab.status()).toBe('Synced Healthy');
  });

  it('H19: one Argo CD type replaces the Helm types of its own object, and of no other', async () => {
    const lab = new Lab();
    const helm = 'helm.sh/hook: pre-install';
    const files = (mixed: string | undefined) => ({
      'a.yaml': configMap('a'),
      'mixed.yaml': job('mixed', 'true', { metadata: helm, ...(mixed !== undefined && { hook: mixed }) }),
      'other.yaml': job('other', 'true', { metadata: helm }),
    });
    await lab.deploy(files('PostSync'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(order(lab)).toEqual(['PreSync Job/other', 'Sync ConfigMap/a', 'PostSync Job/mixed']);
    lab.git.push(files(undefined));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(order(lab)).toEqual(['PreSync Job/mixed', 'PreSync Job/other', 'Sync ConfigMap/a']);
  });
});
