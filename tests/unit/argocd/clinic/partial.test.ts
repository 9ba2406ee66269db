import { describe, expect, it } from 'vitest';
import { Lab } from '../controller/lab';
import { configMap, job } from '../controller/manifests';

/** The hook clinic on the real controller and cluster: the symptom first, then the mend. */
describe('the hook clinic: syncs that run no hooks', () => {
  const files = (script = 'echo migrated') => ({
    'a.yaml': configMap('a'),
    'b.yaml': configMap('b'),
    'job.yaml': job('migrate', script, { hook: 'PreSync' }),
  });
  const uid = (lab: Lab) => lab.find('Job', 'migrate')?.metadata.uid;

  it('H9: a sync of one ticked resource runs no hook and is not in the history', async () => {
    const lab = new Lab();
    await lab.deploy(files());
    const resources = [{ group: '', kind: 'ConfigMap', name: 'a' }];
    expect(await lab.sync({ resources })).toMatchObject({ phase: 'Succeeded' });
    expect([lab.find('ConfigMap', 'a') !== undefined, lab.find('ConfigMap', 'b'), uid(lab)]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    expect(lab.app().status?.history).toBeUndefined();
    expect(lab.events('Application', 'app')).toContain(
      `OperationCompleted: Partial sync operation to ${lab.git.head} succeeded`,
    );
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(uid(lab)).toBeDefined();
    expect(lab.app().status?.history).toHaveLength(1);
  });

  it('H10: self-heal is such a sync: its operation names the resources', async () => {
    const lab = new Lab();
    await lab.deploy(files(), { syncPolicy: { automated: { selfHeal: true } } });
    await lab.advance(60, () => lab.isIdle());
    await lab.advance(1);
    const before = uid(lab);
    expect(before).toBeDefined();
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'a' };
    lab.cluster.api.patch(ref, 'merge', { data: { a: '2' } });
    await lab.advance(60);
    expect(lab.find('ConfigMap', 'a')?.data).toEqual({ a: '1' });
    expect(lab.stored?.operation.sync?.resources?.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'ConfigMap/a',
      'Job/migrate',
    ]);
    expect(uid(lab)).toBe(before);
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(uid(lab)).not.toBe(before);
  });

  it('H11: a change of a hook alone makes nothing OutOfSync; a sync by hand runs it', async () => {
    const lab = new Lab();
    await lab.deploy(files(), { syncPolicy: { automated: {} } });
    await lab.advance(60, () => lab.isIdle());
    const before = uid(lab);
    lab.git.push(files('echo migrated further'));
    await lab.advance(400);
    expect(lab.status()).toBe('Synced Healthy');
    expect(uid(lab)).toBe(before);
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
    expect(uid(lab)).not.toBe(before);
  });
});
