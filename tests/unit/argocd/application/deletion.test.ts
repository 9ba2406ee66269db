import { describe, expect, it } from 'vitest';
import {
  type DeletionInput,
  deletionFinalizers,
  type HealthStatus,
  type KubeObject,
  nextDeletionStep,
  readApplication,
} from '@/lib/argocd';

const CASCADE = 'resources-finalizer.argocd.argoproj.io';
const object = (name: string, annotations: KubeObject = {}, metadata: KubeObject = {}): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'shop', annotations, ...metadata },
});
const hook = (name: string, policy?: string) =>
  object(name, {
    'argocd.argoproj.io/hook': 'PreDelete',
    ...(policy && { 'argocd.argoproj.io/hook-delete-policy': policy }),
  });
const step = (finalizers: string[], changes: Partial<DeletionInput>) =>
  nextDeletionStep({
    application: readApplication({ metadata: { name: 'a', finalizers } }),
    targets: [],
    live: [],
    confirmed: false,
    health: () => undefined,
    ...changes,
  });
const named = (found: ReturnType<typeof step>) =>
  'objects' in found ? found.objects.map(({ metadata }) => Object(metadata).name) : [];

describe('deleting an Application', () => {
  it('without a finalizer leaves its resources alone', () => {
    expect(step([], { live: [object('a')] })).toEqual({ kind: 'gone' });
  });

  it('deletes wave after wave, the last first, and waits for each', () => {
    const wave = (name: string, n: string) => object(name, { 'argocd.argoproj.io/sync-wave': n });
    const live = [wave('a', '1'), wave('b', '2'), wave('c', '2')];
    expect(named(step([CASCADE], { live }))).toEqual(['b', 'c']);
    const going = object('b', {}, { deletionTimestamp: '2024-01-01T00:00:00Z' });
    expect(step([CASCADE], { live: [going, wave('a', '1')] }).kind).toBe('wait');
    expect(step([CASCADE], {})).toMatchObject({ kind: 'remove-finalizers', finalizers: [CASCADE] });
    expect(step([`${CASCADE}/background`], { live })).toMatchObject({ propagation: 'Background' });
  });

  it('keeps what says Delete=false, and asks before it deletes what says confirm', () => {
    const option = (name: string, value: string) =>
      object(name, { 'argocd.argoproj.io/sync-options': value });
    expect(named(step([CASCADE], { live: [option('kept', 'Delete=false'), object('gone')] }))).toEqual([
      'gone',
    ]);
    const live = [option('asked', 'Delete=confirm')];
    expect(step([CASCADE], { live })).toEqual({
      kind: 'wait',
      why: 'Resource batch/Job/shop/asked requires manual confirmation to delete',
    });
    expect(named(step([CASCADE], { live, confirmed: true }))).toEqual(['asked']);
  });

  it('runs PreDelete hooks first, all at once', () => {
    const [run, clean] = deletionFinalizers(true, false);
    expect(clean).toBe('pre-delete-finalizer.argocd.argoproj.io/cleanup');
    const targets = [hook('one'), hook('two')];
    const finalizers = [run ?? '', CASCADE];
    expect(named(step(finalizers, { targets, live: [object('web')] }))).toEqual(['one', 'two']);
    const health = (status: HealthStatus['status']) => () => ({ status, message: '' });
    const live = targets;
    expect(step(finalizers, { targets, live, health: health('Progressing') })).toEqual({
      kind: 'wait',
      why: 'Waiting for 2 PreDelete hooks to complete',
    });
    expect(step(finalizers, { targets, live, health: health('Degraded') })).toMatchObject({
      kind: 'hooks-failed',
      message: 'PreDelete hook(s) failed: shop/one, shop/two',
    });
    expect(step(finalizers, { targets, live, health: health('Healthy') })).toMatchObject({
      finalizers: [run],
    });
  });

  it('cleans up hooks by how they did together; the default policy deletes none', () => {
    const [, clean] = deletionFinalizers(true, false);
    const finalizers = [clean ?? ''];
    expect(step(finalizers, { live: [hook('one')] }).kind).toBe('remove-finalizers');
    expect(
      named(step(finalizers, { live: [hook('one', 'HookSucceeded'), hook('two', 'HookFailed')] })),
    ).toEqual(['one']);
  });
});
