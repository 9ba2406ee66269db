import { describe, expect, it } from 'vitest';
import {
  type AutoSyncInput,
  decideAutoSync,
  newOperationState,
  readApplication,
  selfHealWait,
} from '@/lib/argocd';

const app = (automated: object | undefined, more: object = {}) =>
  readApplication({
    metadata: { name: 'shop', ...more },
    spec: {
      source: { repoURL: 'https://git.example/shop', path: 'base', targetRevision: 'main' },
      syncPolicy: { ...(automated && { automated: { ...automated } }), syncOptions: ['PruneLast=true'] },
    },
  });
const resource = (status: 'Synced' | 'OutOfSync', requiresPruning = false) => ({
  group: 'apps',
  kind: 'Deployment',
  name: 'web',
  status,
  requiresPruning,
});
const input = (changes: Partial<AutoSyncInput>): AutoSyncInput => ({
  application: app({}),
  operationInProgress: false,
  status: 'OutOfSync',
  revision: 'abc',
  resources: [resource('OutOfSync')],
  last: undefined,
  now: 100_000,
  ...changes,
});
/** The last operation synced `abc`. */
const last = (phase: 'Succeeded' | 'Failed', finishedAt = 0, selfHealAttemptsCount = 0) => ({
  ...newOperationState({ sync: { selfHealAttemptsCount } }, 0),
  phase,
  message: 'boom',
  finishedAt,
  syncResult: { revision: 'abc', resources: [] },
});
const reason = (changes: Partial<AutoSyncInput>) => {
  const decision = decideAutoSync(input(changes));
  return decision.kind === 'sync' ? decision.event : decision.reason;
};

describe('whether a comparison starts a sync', () => {
  it('does, once for each revision, with five retries', () => {
    expect(decideAutoSync(input({}))).toEqual({
      kind: 'sync',
      event: "Initiated automated sync to 'abc'",
      operation: {
        sync: { revision: 'abc', prune: false, syncOptions: ['PruneLast=true'] },
        initiatedBy: { automated: true },
        retry: { limit: 5 },
      },
    });
  });

  it.each([
    [{ application: app(undefined) }, 'automated sync is not enabled'],
    [{ application: app({ enabled: false }) }, 'automated sync is not enabled'],
    [{ operationInProgress: true }, 'another operation is in progress'],
    [{ application: app({}, { deletionTimestamp: '2024-01-01T00:00:00Z' }) }, 'deletion in progress'],
    [{ status: 'Synced' as const }, 'application status is Synced'],
    [{ status: 'Unknown' as const }, 'application status is Unknown'],
    [
      { resources: [resource('OutOfSync', true), resource('Synced')] },
      'need to prune extra resources only but automated prune is disabled',
    ],
    [{ last: last('Succeeded') }, 'most recent sync already to [abc]'],
  ])('does not: %#', (changes, text) => {
    expect(reason(changes)).toBe(`Skipping auto-sync: ${text}`);
  });

  it('never tries a revision again that failed, and says so in a condition', () => {
    expect(decideAutoSync(input({ last: last('Failed') }))).toMatchObject({
      kind: 'skip',
      condition: { type: 'SyncError', message: 'Failed last sync attempt to [abc]: boom' },
    });
    expect(decideAutoSync(input({ last: last('Failed'), revision: 'def' })).kind).toBe('sync');
  });

  it('heals after a pause, and only what differs: a selection, so that no hook runs', () => {
    const application = app({ selfHeal: true });
    const resources = [resource('OutOfSync'), { ...resource('Synced'), name: 'same' }];
    const healed = decideAutoSync(input({ application, resources, last: last('Succeeded') }));
    expect(healed).toMatchObject({
      kind: 'sync',
      operation: {
        sync: { selfHealAttemptsCount: 1, resources: [{ group: 'apps', kind: 'Deployment', name: 'web' }] },
      },
    });
    const soon = input({ application, last: last('Succeeded', 99_000, 1) });
    expect(decideAutoSync(soon)).toMatchObject({ kind: 'wait', ms: 1000 });
    expect([0, 1, 2, 5, 6, 60].map(selfHealWait)).toEqual([0, 2000, 6000, 162_000, 300_000, 300_000]);
  });

  it('does not empty a cluster, unless that is allowed', () => {
    const resources = [resource('OutOfSync', true)];
    expect(decideAutoSync(input({ application: app({ prune: true }), resources }))).toMatchObject({
      condition: {
        type: 'SyncError',
        message: 'Skipping sync attempt to [abc]: auto-sync will wipe out all resources',
      },
    });
    const allowed = app({ prune: true, allowEmpty: true });
    expect(decideAutoSync(input({ application: allowed, resources })).kind).toBe('sync');
  });

  it('counts an operation without a result as tried', () => {
    const { syncResult: _none, ...without } = last('Failed');
    expect(decideAutoSync(input({ last: without }))).toMatchObject({
      condition: { message: 'Failed last sync attempt to []: boom' },
    });
  });
});
