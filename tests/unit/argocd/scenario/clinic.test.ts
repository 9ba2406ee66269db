import { describe, expect, it } from 'vitest';
import {
  answer,
  applicationHealthOf,
  compareApplication,
  decideAutoSync,
  hookFacts,
  type KubeObject,
  newOperationState,
  readApplication,
  readScenario,
} from '@/lib/argocd';

/** The hook clinic's entries that are decisions alone: the symptom first, then the mend. */

const of = (apiVersion: string, kind: string, name: string, annotations: KubeObject = {}): KubeObject => {
  const named = Object.entries(annotations).map(([key, value]) => [
    key.includes('/') ? key : `argocd.argoproj.io/${key}`,
    value,
  ]);
  return { apiVersion, kind, metadata: { name, annotations: Object.fromEntries(named) } };
};
const job = (name: string, annotations: KubeObject) => of('batch/v1', 'Job', name, annotations);
const web = of('apps/v1', 'Deployment', 'web');
const config = of('v1', 'ConfigMap', 'app-env');
const run = (scenario: KubeObject) => answer(readScenario(scenario));
const immutable = 'Job.batch "migrate" is invalid: spec.template: field is immutable';

describe('the hook clinic', () => {
  it('H2: HookSucceeded alone keeps a failed Job, and the next sync applies over it', () => {
    const migrate = (policy: string) => job('migrate', { hook: 'PreSync', 'hook-delete-policy': policy });
    const broken = migrate('HookSucceeded');
    const live = [{ ...broken, health: { status: 'Degraded', message: 'BackoffLimitExceeded' } }];
    expect(run({ manifests: [broken], live, applyErrors: { migrate: immutable } }).operationMessage).toBe(
      `one or more objects failed to apply, reason: ${immutable}`,
    );
    const mended = migrate('HookSucceeded,BeforeHookCreation');
    expect(run({ manifests: [mended], live })).toMatchObject({
      operationPhase: 'Succeeded',
      order: [
        'PreSync/0/delete/Job/migrate (BeforeHookCreation)',
        'PreSync/0/apply/Job/migrate',
        'end/delete/Job/migrate (HookSucceeded)',
      ],
    });
  });

  it('H3: each retry deletes the failed Job, and its logs with it', () => {
    const failing = { manifests: [job('migrate', { hook: 'PreSync' })], hookOutcomes: { migrate: 'Failed' } };
    const hooksDeleted = (limit: number) =>
      run({ ...failing, options: { retry: { limit } } }).hooksDeleted?.length;
    expect(hooksDeleted(5)).toBe(5);
    expect(hooksDeleted(0)).toBe(0);
  });

  it('H4: a PreSync Job comes before the ConfigMap that it reads, unless that is a hook of a lower wave', () => {
    const migrate = job('migrate', { hook: 'PreSync' });
    expect(run({ manifests: [config, migrate] }).order?.[0]).toBe('PreSync/0/apply/Job/migrate');
    const early = of('v1', 'ConfigMap', 'app-env', { hook: 'PreSync', 'sync-wave': '-1' });
    expect(run({ manifests: [early, migrate] }).order?.[0]).toBe('PreSync/-1/apply/ConfigMap/app-env');
    const late = job('migrate', { hook: 'Sync', 'sync-wave': '-1' });
    const first = of('v1', 'ConfigMap', 'app-env', { 'sync-wave': '-2' });
    expect(run({ manifests: [late, first] }).order?.[0]).toBe('Sync/-2/apply/ConfigMap/app-env');
  });

  it('H5: a phase outranks a wave', () => {
    const manifests = [config, job('migrate', { hook: 'PreSync', 'sync-wave': '5' })];
    expect(run({ manifests }).order).toEqual([
      'PreSync/5/apply/Job/migrate',
      'Sync/0/apply/ConfigMap/app-env',
    ]);
    const mended = [config, job('migrate', { hook: 'Sync', 'sync-wave': '5' })];
    expect(run({ manifests: mended }).order?.at(-1)).toBe('Sync/5/apply/Job/migrate');
  });

  it('H6: PostSync never runs while something is not healthy', () => {
    const manifests = [web, job('smoke', { hook: 'PostSync' })];
    expect(run({ manifests, health: { web: 'Progressing' } })).toMatchObject({
      operationPhase: 'Running',
      operationMessage: 'waiting for healthy state of apps/Deployment/web',
      skipped: ['Job/smoke'],
    });
    expect(run({ manifests }).phaseReached).toBe('PostSync');
  });

  it('H8: a failed PostSync test does not lower the health of the Application', () => {
    const smoke = job('smoke', { hook: 'PostSync' });
    expect(run({ manifests: [web, smoke], hookOutcomes: { smoke: 'Failed' } }).operationPhase).toBe('Failed');
    const health = applicationHealthOf(
      [
        { target: web, live: web },
        { target: undefined, live: smoke },
      ],
      (object) => ({ status: object.kind === 'Job' ? 'Degraded' : 'Healthy', message: '' }),
    );
    expect(health.status).toBe('Healthy');
  });

  it('H9: a sync of one resource runs no hook', () => {
    const manifests = [web, job('migrate', { hook: 'PreSync' })];
    const resources = [{ group: 'apps', kind: 'Deployment', name: 'web' }];
    expect(run({ manifests, options: { resources } }).skipped).toEqual(['Job/migrate']);
    expect(run({ manifests }).skipped).toEqual([]);
  });

  it('H10: self-heal is such a sync', () => {
    const application = readApplication({ spec: { syncPolicy: { automated: { selfHeal: true } } } });
    const last = {
      ...newOperationState({}, 0),
      phase: 'Succeeded' as const,
      finishedAt: 0,
      syncResult: { revision: 'abc', resources: [] },
    };
    const out = { group: 'apps', kind: 'Deployment', name: 'web', status: 'OutOfSync' as const };
    const given = { application, operationInProgress: false, status: 'OutOfSync' as const, now: 9_000_000 };
    const resources = [{ ...out, requiresPruning: false }];
    const healed = decideAutoSync({ ...given, revision: 'abc', resources, last });
    expect(healed.kind === 'sync' && healed.operation.sync?.resources?.length).toBe(1);
    const commit = decideAutoSync({ ...given, revision: 'def', resources, last });
    expect(commit.kind === 'sync' && commit.operation.sync?.resources).toBeUndefined();
  });

  it('H11: a change of a hook alone makes nothing OutOfSync', () => {
    const hook = job('migrate', { hook: 'PreSync' });
    const scopeOf = () => true;
    const objects = [{ ...hook, spec: { backoffLimit: 1 } }];
    const compare = (targets: KubeObject[]) =>
      compareApplication({
        application: 'app',
        namespace: 'shop',
        targets: { ok: true, objects: targets },
        live: { ok: true, objects: [] },
        scopeOf,
      }).status;
    expect(compare(objects)).toBe('Synced');
    expect(compare([{ ...config, data: { x: '1' } }])).toBe('OutOfSync');
  });

  it('H12: every sync runs every hook, whatever the commit changed', () => {
    const manifests = [config, job('notify', { hook: 'PostSync' })];
    expect(run({ manifests, live: [config], inSync: ['app-env'] }).order).toContain(
      'PostSync/0/apply/Job/notify',
    );
  });

  it('H13: a hook that is gone, finalizer and all, fails the sync instead of hanging', () => {
    const manifests = [job('migrate', { hook: 'PreSync' })];
    expect(
      run({ manifests, hookOutcomes: { migrate: 'Running' }, deletedByUserAfterPass: { '1': ['migrate'] } }),
    ).toMatchObject({
      operationPhase: 'Failed',
      operationMessage:
        'one or more synchronization tasks completed unsuccessfully, reason: Resource batch/Job/migrate is missing, it might have been deleted',
    });
  });

  it('H15: the service account of a hook comes before it, in the same phase', () => {
    const account = (annotations: KubeObject) => of('v1', 'ServiceAccount', 'migrate', annotations);
    const migrate = job('migrate', { hook: 'PreSync' });
    expect(run({ manifests: [account({}), migrate] }).order?.[0]).toBe('PreSync/0/apply/Job/migrate');
    const mended = account({ hook: 'PreSync', 'sync-wave': '-1' });
    expect(run({ manifests: [mended, migrate] }).order?.[0]).toBe('PreSync/-1/apply/ServiceAccount/migrate');
  });

  it('H16: a hook whose Pods are never admitted never ends', () => {
    const manifests = [job('migrate', { hook: 'PreSync' }), web];
    expect(run({ manifests, hookOutcomes: { migrate: 'Running' } })).toMatchObject({
      operationPhase: 'Running',
      operationMessage: 'waiting for completion of hook batch/Job/migrate',
    });
    const timed = {
      hookOutcomes: { migrate: 'Failed' },
      messages: { migrate: 'Job was active longer than specified deadline' },
    };
    expect(run({ manifests, ...timed })).toMatchObject({
      operationPhase: 'Failed',
      resultMessages: { 'Job/migrate': 'Job was active longer than specified deadline' },
    });
  });

  it('H18: a Helm post-install Job waits for Pods that wait for it', () => {
    const wait = { health: { web: 'Progressing' } };
    const helm = job('init', { 'helm.sh/hook': 'post-install' });
    expect(run({ manifests: [web, helm], ...wait })).toMatchObject({
      operationPhase: 'Running',
      skipped: ['Job/init'],
    });
    const mended = job('init', { 'helm.sh/hook': 'post-install', hook: 'Sync' });
    expect(run({ manifests: [web, mended], ...wait })).toMatchObject({
      operationPhase: 'Succeeded',
      skipped: [],
    });
  });

  it('H19: one Argo CD type replaces the Helm types of its own object, not of others', () => {
    const both = job('a', { hook: 'Sync', 'helm.sh/hook': 'pre-install' });
    expect(hookFacts(both).phases).toEqual(['Sync']);
    expect(hookFacts(job('b', { 'helm.sh/hook': 'pre-install' })).phases).toEqual(['PreSync']);
  });
});
