import { describe, expect, it } from 'vitest';
import type { ApplyHow, KubeObject, SyncRequest } from '@/lib/argocd';
import { object, run } from './support';

/** How an object is applied, and how its dry run was done. */
function how(target: KubeObject, live: readonly KubeObject[] = [], request: SyncRequest = {}) {
  const { actions } = run({ targets: [target], live, request });
  const find = (kind: string): ApplyHow | undefined =>
    actions.flatMap((action) => ('how' in action && action.kind === kind ? action.how : []))[0];
  return { ...find('apply'), dry: find('dry-run') };
}
const option = (value: string) => object('Deployment', 'web', { 'sync-options': value });
const plain = object('Deployment', 'web');

describe('how an object is applied', () => {
  it('with kubectl apply, validated, and a dry run before', () => {
    const expected = { method: 'apply', force: false, validate: true, serverSide: false, migrate: false };
    expect(how(plain)).toEqual({ ...expected, dry: expected });
  });

  it.each([
    ['the target', option('Replace=true'), plain],
    ['the live object', plain, option('Replace=true')],
  ])('is replaced when %s asks for it', (_, target, live) => {
    expect(how(target, [live]).method).toBe('replace');
  });

  it('is created when it is to be replaced and is not there', () => {
    expect(how(plain, [], { syncOptions: ['Replace=true'] }).method).toBe('create');
  });

  it('a namespace or a CRD that is there is updated in place, since replacing it would take all in it along', () => {
    const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } };
    const crd: KubeObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.io', namespace: 'shop' },
    };
    const request = { syncOptions: ['Replace=true'] };
    expect(how(namespace, [namespace], request).method).toBe('update');
    expect(how(crd, [crd], request).method).toBe('update');
    expect(run({ targets: [namespace], live: [namespace], request }).lines).toEqual([
      'Namespace/other Synced Running Namespace/other updated',
    ]);
  });

  it('on the server side, but never in the dry run', () => {
    expect(how(option('ServerSideApply=true'))).toMatchObject({
      serverSide: true,
      dry: { serverSide: false },
    });
    const request = { syncOptions: ['ServerSideApply=true'] };
    expect(how(plain, [], request)).toMatchObject({ serverSide: true, migrate: true });
    expect(how(option('ServerSideApply=false'), [], request).serverSide).toBe(false);
    const unmoved = { syncOptions: ['ServerSideApply=true', 'ClientSideApplyMigration=false'] };
    expect(how(plain, [], unmoved).migrate).toBe(false);
  });

  it('by force, or without validation, where that is asked for', () => {
    expect(how(option('Force=true')).force).toBe(true);
    expect(how(plain, [], { strategy: { kind: 'hook', force: true } }).force).toBe(true);
    expect(how(option('Validate=false')).validate).toBe(false);
    expect(how(plain, [], { syncOptions: ['Validate=false'] }).validate).toBe(false);
  });

  it('in the Application’s namespace when it names none', () => {
    const bare: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
    const applied = run({ targets: [bare] }).actions.find((action) => action.kind === 'apply');
    expect(applied).toMatchObject({ object: { metadata: { name: 'c', namespace: 'shop' } } });
  });

  it('a hook with the finalizer that keeps it until it has ended', () => {
    const applied = run({ targets: [object('Job', 'h', { hook: 'PreSync' })] }).actions.find(
      (action) => action.kind === 'apply',
    );
    expect(applied).toMatchObject({
      object: { metadata: { finalizers: ['argocd.argoproj.io/hook-finalizer'] } },
    });
  });

  it('deletions go with the propagation that was asked for', () => {
    const request = { prune: true, syncOptions: ['PrunePropagationPolicy=orphan'] };
    const [first] = run({ live: [plain], request }).actions.filter((action) => action.kind === 'delete');
    expect(first).toMatchObject({ reason: 'Prune', propagation: 'Orphan' });
  });
});
