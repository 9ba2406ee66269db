import { describe, expect, it } from 'vitest';
import { type KubeObject, type SyncRequest, whyNotRun } from '@/lib/argocd';
import { type Given, inputOf, object, run } from './support';

const hook = (type: string, name = 'h') => object('Job', name, { hook: type });
const web = object('Deployment', 'web');

/** The first reason after a pass. */
function why(about: KubeObject, given: Given, refuse: string[] = []) {
  const state = run(given, (did) => (refuse.includes(did) ? { ok: false, message: 'no' } : { ok: true }));
  return whyNotRun(inputOf(given), state, about)[0];
}

describe('why does this hook not run?', () => {
  it('its type is misspelt: the annotation, the value, what was meant', () => {
    const odd = hook('Postsync');
    expect(why(odd, { targets: [odd] })).toMatchObject({
      rule: 'hook-type-unknown',
      annotation: 'argocd.argoproj.io/hook',
      value: 'Postsync',
    });
  });

  it('it is for the end of the Application, or Skip, or another annotation is not text', () => {
    expect(why(hook('PostDelete'), {})?.rule).toBe('delete-hook');
    expect(why(hook('Skip'), {})?.rule).toBe('skip');
    const numeric = object('Job', 'h', { hook: 'PreSync', 'sync-wave': 5 });
    expect(why(numeric, { targets: [web] })?.rule).toBe('not-in-sync');
  });

  it.each<[string, SyncRequest]>([
    ['selective-sync', { resources: [{ group: 'apps', kind: 'Deployment', name: 'web' }] }],
    ['apply-strategy', { strategy: { kind: 'apply' } }],
  ])('%s', (rule, request) => {
    expect(why(hook('PreSync'), { targets: [web, hook('PreSync')], request })?.rule).toBe(rule);
  });

  it('an earlier phase is not done', () => {
    const targets = [web, hook('PostSync')];
    const first = run({ targets });
    const given = { targets, live: [web], results: first.results, health: { web: 'Progressing' as const } };
    expect(why(hook('PostSync'), given)).toEqual({
      rule: 'waits-for',
      text: 'phase Sync comes first, and apps/Deployment/web is not done: it says nothing',
    });
  });

  it('something before it failed', () => {
    const targets = [hook('PreSync', 'migrate'), hook('PostSync')];
    expect(why(hook('PostSync'), { targets }, ['apply Job/migrate'])).toEqual({
      rule: 'earlier-failed',
      text: 'batch/Job/migrate in PreSync failed: no',
    });
  });

  it('nothing failed, so that SyncFail has nothing to do', () => {
    const targets = [web, hook('SyncFail')];
    expect(why(hook('SyncFail'), { targets })?.rule).toBe('nothing-failed');
  });

  it('the dry run refused another object', () => {
    const targets = [web, hook('PreSync')];
    expect(why(hook('PreSync'), { targets }, ['dry-run Deployment/web'])?.rule).toBe('dry-run-failed');
  });

  it('it was refused itself', () => {
    expect(why(hook('PreSync'), { targets: [hook('PreSync')] }, ['apply Job/h'])).toEqual({
      rule: 'refused',
      text: 'no',
    });
  });

  it('the sync was a dry run', () => {
    const given = { targets: [hook('PreSync')], request: { dryRun: true } };
    expect(why(hook('PreSync'), given)?.rule).toBe('dry-run');
    expect(why(hook('PreSync'), given, ['dry-run Job/h'])?.rule).toBe('refused');
  });

  it('it is in sync, and the sync applies only what is not', () => {
    const config = object('ConfigMap', 'c');
    const given = {
      targets: [web, config],
      live: [web, config],
      request: { syncOptions: ['ApplyOutOfSyncOnly=true'] },
      change: { modified: new Map([['/ConfigMap/shop/c', false]]) },
    };
    expect(why(config, given)?.rule).toBe('in-sync');
    expect(why(web, given)).toBeUndefined();
    expect(why(config, { ...given, request: {} })).toBeUndefined();
  });

  it('has no reason when it ran', () => {
    expect(why(hook('PreSync'), { targets: [hook('PreSync')] })).toBeUndefined();
  });
});
