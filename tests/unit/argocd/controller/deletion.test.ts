import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { configMap, deployment, job } from './manifests';

const gone = (lab: Lab) => lab.list('argoproj.io/v1alpha1', 'Application').length === 0;

describe('deleting an Application', () => {
  it('takes what it made along, the last wave first, or leaves it', async () => {
    const lab = new Lab();
    const late = configMap('late', 'a: "1"', 'argocd.argoproj.io/sync-wave: "1"');
    await lab.deploy({ 'web.yaml': deployment('web'), 'late.yaml': late });
    await lab.sync();
    await lab.advance(20);
    const order: string[] = [];
    lab.cluster.api.watch({}, ({ type, object: { kind, metadata } }) => {
      if (type === 'DELETED' && (kind === 'ConfigMap' || kind === 'Deployment')) order.push(metadata.name);
    });
    expect(lab.argocd.server.remove('app').ok).toBe(true);
    await lab.advance(120, () => gone(lab));
    expect([gone(lab), order]).toEqual([true, ['late', 'web']]);
    lab.application();
    await lab.advance(1);
    await lab.sync();
    lab.argocd.server.remove('app', { cascade: false });
    await lab.advance(60);
    expect([gone(lab), lab.find('ConfigMap', 'late') !== undefined]).toEqual([true, true]);
  });

  it('runs PreDelete hooks before and PostDelete hooks after, and cleans up', async () => {
    const lab = new Lab();
    const hook = (name: string, type: string) =>
      job(name, 'echo bye', { hook: type, policy: 'HookSucceeded' });
    await lab.deploy({
      'a.yaml': configMap('a'),
      'pre.yaml': hook('pre', 'PreDelete'),
      'post.yaml': hook('post', 'PostDelete'),
    });
    await lab.sync();
    expect(lab.app().metadata.finalizers).toEqual([
      'pre-delete-finalizer.argocd.argoproj.io',
      'pre-delete-finalizer.argocd.argoproj.io/cleanup',
      'post-delete-finalizer.argocd.argoproj.io',
      'post-delete-finalizer.argocd.argoproj.io/cleanup',
    ]);
    expect(lab.find('Job', 'pre')).toBeUndefined();
    const order: string[] = [];
    lab.cluster.api.watch({}, ({ type, object: { kind, metadata } }) => {
      if (kind === 'Job' && type !== 'MODIFIED') order.push(`${type} ${metadata.name}`);
      if (kind === 'ConfigMap' && type === 'DELETED' && metadata.name === 'a') order.push('DELETED a');
    });
    lab.argocd.server.remove('app');
    await lab.advance(900, () => gone(lab));
    expect(gone(lab)).toBe(true);
    expect(order[0]).toBe('ADDED pre');
    expect(order.indexOf('DELETED a')).toBeGreaterThan(0);
    expect(order.indexOf('ADDED post')).toBeGreaterThan(order.indexOf('DELETED a'));
    await lab.advance(10);
    expect(lab.list('batch/v1', 'Job')).toEqual([]);
  });

  it('a failing PreDelete hook keeps it, and says so', async () => {
    const lab = new Lab();
    await lab.deploy({ 'a.yaml': configMap('a'), 'pre.yaml': job('pre', 'exit 1', { hook: 'PreDelete' }) });
    await lab.sync();
    lab.argocd.server.remove('app');
    await lab.advance(60);
    expect(lab.conditions()).toContain(
      'DeletionError: error executing pre-delete hooks: PreDelete hook(s) failed: default/pre',
    );
    expect(lab.find('ConfigMap', 'a')).toBeDefined();
  });
});
