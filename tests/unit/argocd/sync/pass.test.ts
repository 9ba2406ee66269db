import { describe, expect, it } from 'vitest';
import { settingsOf } from '@/lib/argocd';
import { object, run } from './support';

const hook = (name: string, type: string, policy?: string, more = {}) =>
  object('Job', name, { hook: type, ...(policy && { 'hook-delete-policy': policy }) }, more);
const config = object('ConfigMap', 'c');
const web = object('Deployment', 'web');

describe('one pass of a sync', () => {
  it('looks first, applies then, kind after kind, and pauses between waves only', () => {
    const later = object('ConfigMap', 'later', { 'sync-wave': '1' });
    const { did, message } = run({ targets: [web, config, later] });
    expect(did).toEqual([
      'dry-run ConfigMap/c',
      'dry-run Deployment/web',
      'dry-run ConfigMap/later',
      'apply ConfigMap/c',
      'apply Deployment/web',
      'wave-delay Sync/0',
    ]);
    expect(message).toBe('waiting for healthy state of /ConfigMap/c and 1 more resources');
  });

  it('looks again at what runs, and goes on when it is healthy', () => {
    const later = object('ConfigMap', 'later', { 'sync-wave': '1' });
    const first = run({ targets: [web, later] });
    const waiting = run({
      targets: [web, later],
      live: [web],
      results: first.results,
      health: { web: 'Progressing' },
    });
    expect(waiting).toMatchObject({ phase: 'Running', did: [] });
    const done = run({
      targets: [web, later],
      live: [web],
      results: first.results,
      health: { web: 'Healthy' },
    });
    expect(done).toMatchObject({ phase: 'Succeeded', message: 'successfully synced (all tasks run)' });
    expect(done.lines).toEqual([
      'Deployment/web Synced Succeeded web is Healthy',
      'ConfigMap/later Synced Running ',
    ]);
  });

  it.each([
    ['Suspended', 'Running'],
    ['Missing', 'Running'],
    ['Unknown', 'Running'],
    ['Degraded', 'Failed'],
  ] as const)('a resource that is %s leaves the operation %s', (health, phase) => {
    const later = object('ConfigMap', 'later', { 'sync-wave': '1' });
    const { results } = run({ targets: [web, later] });
    expect(run({ targets: [web, later], live: [web], results, health: { web: health } }).phase).toBe(phase);
  });

  it('does not wait in vain for what was never there', () => {
    const later = object('ConfigMap', 'later', { 'sync-wave': '1' });
    const { results } = run({ targets: [web, later] });
    const gone = run({ targets: [web, later], results }, (did) =>
      did.startsWith('get') ? { ok: false, notFound: true, message: 'not found' } : { ok: true },
    );
    expect(gone.lines).toEqual([
      'Deployment/web SyncFailed Error Resource apps/Deployment/web is missing, it might have been deleted',
    ]);
    expect(gone.message).toBe('waiting for healthy state of apps/Deployment/web');
    const broken = run({ targets: [web, later], results }, () => ({ ok: false, message: 'timeout' }));
    expect(broken.lines).toEqual([
      'Deployment/web Synced Error Failed to get live resource failed to get resource: timeout',
    ]);
  });

  it('frees a leftover hook before it deletes it, and says what it waits for', () => {
    const left = hook('migrate', 'PreSync', undefined, { finalizers: ['argocd.argoproj.io/hook-finalizer'] });
    const { did, message } = run({ targets: [hook('migrate', 'PreSync')], live: [left] });
    expect(did.slice(1)).toEqual([
      'remove-finalizer Job/migrate',
      'delete Job/migrate',
      'wave-delay PreSync/0 final',
    ]);
    expect(message).toBe('waiting for deletion of hook batch/Job/migrate');
  });

  it('creates a hook at once when the leftover was gone already', () => {
    const { did } = run(
      { targets: [hook('migrate', 'PreSync')], live: [hook('migrate', 'PreSync')] },
      (what) => (what.startsWith('delete') ? { ok: false, notFound: true, message: '' } : { ok: true }),
    );
    expect(did).toContain('apply Job/migrate');
  });

  it('fails when a leftover cannot be deleted, without running SyncFail hooks for it', () => {
    const { phase, message, lines } = run(
      { targets: [hook('migrate', 'PreSync')], live: [hook('migrate', 'PreSync')] },
      (what) => (what.startsWith('delete') ? { ok: false, message: 'forbidden' } : { ok: true }),
    );
    expect({ phase, message }).toEqual({ phase: 'Failed', message: 'one or more objects failed to apply' });
    expect(lines).toEqual([
      'Job/migrate - Error failed to delete resource: failed to delete resource: forbidden',
    ]);
  });

  it('names every reason once', () => {
    const others = ['a', 'b', 'd'].map((name) => object('ConfigMap', name));
    const { message } = run({ targets: others }, (what) =>
      what.startsWith('apply') ? { ok: false, message: what.endsWith('d') ? 'other' : 'same' } : { ok: true },
    );
    expect(message).toBe('one or more objects failed to apply, reason: same,other');
  });

  it('adds why a SyncFail hook could not be applied', () => {
    const targets = [config, hook('notify', 'SyncFail')];
    const refuse = (what: string) =>
      what.startsWith('apply') ? { ok: false as const, message: `${what}!` } : { ok: true as const };
    const first = run({ targets }, refuse);
    expect(first).toMatchObject({
      phase: 'Running',
      message: 'waiting for completion of hook batch/Job/notify',
    });
    const second = run({ targets, results: first.results }, refuse);
    expect(second).toMatchObject({
      phase: 'Failed',
      message:
        'one or more synchronization tasks completed unsuccessfully, reason: apply ConfigMap/c!\none or more SyncFail hooks failed, reason: apply Job/notify!',
    });
  });

  it('starts SyncFail hooks beside what runs already, and waits for both', () => {
    const targets = [config, web, hook('notify', 'SyncFail')];
    const { message, did } = run({ targets }, (what) =>
      what === 'apply ConfigMap/c' ? { ok: false, message: 'boom' } : { ok: true },
    );
    expect(did.slice(-3)).toEqual(['apply ConfigMap/c', 'apply Deployment/web', 'apply Job/notify']);
    expect(message).toBe('waiting for completion of hook batch/Job/notify and 1 more resources');
  });

  it('waits for pruned objects that are on their way', () => {
    const live = object('Deployment', 'old', { 'sync-wave': '-1' });
    const request = { prune: true };
    const first = run({ targets: [config], live: [live], request });
    expect(first).toMatchObject({
      phase: 'Running',
      message: 'waiting for healthy state of apps/Deployment/old',
    });
    const going = object(
      'Deployment',
      'old',
      { 'sync-wave': '-1' },
      { deletionTimestamp: '2024-01-01T00:00:00Z' },
    );
    const second = run({ targets: [config], live: [going], request, results: first.results });
    expect(second).toMatchObject({ did: [], message: 'waiting for deletion of apps/Deployment/old' });
  });

  it('asks for confirmation before anything else of the wave', () => {
    const live = ['a', 'b'].map((name) => object('ConfigMap', name, { 'sync-options': 'Prune=confirm' }));
    const { message, lines } = run({ targets: [config], live, request: { prune: true } });
    expect(message).toBe('waiting for pruning confirmation of /ConfigMap/a and 1 more resources');
    expect(lines).toEqual([]);
    const app = run({ live: [config], request: { prune: true, syncOptions: ['Prune=confirm'] } });
    expect(app.message).toBe('waiting for pruning confirmation of /ConfigMap/c');
  });

  it('keeps what says so, or what nobody asked to prune', () => {
    expect(run({ live: [config] }).lines).toEqual([
      'ConfigMap/c PruneSkipped Succeeded ignored (requires pruning)',
    ]);
    const never = { prune: true, syncOptions: ['Prune=false'] };
    expect(run({ live: [config], request: never }).lines).toEqual([
      'ConfigMap/c PruneSkipped Succeeded ignored (no prune)',
    ]);
  });

  it('deletes by policy only when the whole sync has ended', () => {
    const targets = [hook('a', 'PreSync', 'HookSucceeded'), hook('b', 'PreSync', 'HookFailed')];
    const { results } = run({ targets });
    const good = run({ targets, live: targets, results, health: { a: 'Healthy', b: 'Healthy' } });
    expect(good.did).toEqual(['delete Job/a']);
    const bad = run({ targets, live: targets, results, health: { a: 'Healthy', b: 'Degraded' } });
    expect(bad).toMatchObject({ phase: 'Failed', did: ['delete Job/b'] });
    const half = run({ targets, live: targets, results, health: { a: 'Healthy', b: 'Progressing' } });
    expect(half).toMatchObject({ phase: 'Running', did: [] });
  });

  it('makes the namespace before the dry run, since that would fail without it', () => {
    const request = { syncOptions: ['CreateNamespace=true'] };
    expect(run({ targets: [config], request }).did.slice(0, 2)).toEqual([
      'apply Namespace/shop',
      'dry-run ConfigMap/c',
    ]);
    const refused = run({ targets: [config], request }, () => ({ ok: false, message: 'forbidden' }));
    expect(refused).toMatchObject({
      phase: 'Failed',
      message: 'the namespace failed to apply, reason: forbidden',
      did: ['apply Namespace/shop'],
    });
  });

  it('leaves a namespace alone that is there, unless the Application says which labels it has', () => {
    const live = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const request = { syncOptions: ['CreateNamespace=true'] };
    expect(run({ request, change: { liveNamespace: live } }).did).toEqual([]);
    const settings = settingsOf(request, { namespaceMetadata: { labels: { team: 'shop' } } });
    const kept = run({ change: { liveNamespace: live, settings } }).actions.find(
      ({ kind }) => kind === 'apply',
    );
    expect(kept).toMatchObject({
      object: {
        metadata: {
          labels: { team: 'shop' },
          annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' },
        },
      },
      how: { serverSide: true },
    });
  });

  it('says why it ended as it did', () => {
    expect(run({ targets: [config] }).because).toEqual({
      rule: 'all-tasks-run',
      text: 'the last wave has no hook: its health is not awaited',
    });
  });
});
