import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { deployment, job, kustomization, service } from './manifests';

const FILES = {
  'kustomization.yaml': kustomization('web.yaml', 'service.yaml', 'smoke.yaml'),
  'web.yaml': deployment('web'),
  'service.yaml': service('web'),
  'smoke.yaml': job('smoke', 'curl -fsS http://web/', { hook: 'PostSync', policy: 'HookSucceeded' }),
};

describe('the Application controller', () => {
  it('compares what is new, syncs what it is told to, and runs the hook when all is healthy', async () => {
    const lab = new Lab();
    await lab.deploy(FILES);
    expect(lab.status()).toBe('OutOfSync Missing');
    expect(await lab.sync()).toEqual({ phase: 'Succeeded', message: 'successfully synced (no more tasks)' });
    expect(lab.status()).toBe('Synced Healthy');
    expect(lab.find('Job', 'smoke')).toBeUndefined();
    expect(lab.stored?.syncResult?.resources.map(({ message }) => message)).toEqual([
      'service/web created',
      'deployment.apps/web created',
      'Reached expected number of succeeded pods',
    ]);
    expect(lab.app().status).toMatchObject({
      sourceType: 'Kustomize',
      summary: { images: ['nginx:1.27'] },
      history: [{ id: 0, revision: lab.git.head, initiatedBy: { username: 'admin' } }],
    });
    expect(lab.events('Application', 'app')).toContain(
      `OperationCompleted: Sync operation to ${lab.git.head} succeeded`,
    );
    expect(lab.cluster.faults()).toEqual([]);
  });
});
