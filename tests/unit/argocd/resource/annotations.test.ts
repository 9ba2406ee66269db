import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFault, deletePolicyFacts, hookFacts, type KubeObject, waveFacts } from '@/lib/argocd';

const job = (annotations: KubeObject[string]): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', annotations },
});
const rules = (object: KubeObject) => hookFacts(object).because.map(({ rule }) => rule);

describe('why an object is the hook that it is', () => {
  it('says which hook type was probably meant when one is misspelt', () => {
    const facts = hookFacts(job({ 'argocd.argoproj.io/hook': 'Presync' }));
    expect(facts).toMatchObject({ isHook: true, ignored: true, phases: [] });
    expect(facts.because).toContainEqual({
      rule: 'hook-type-unknown',
      annotation: 'argocd.argoproj.io/hook',
      value: 'Presync',
      text: '"Presync" is not a hook type and counts for nothing; PreSync is one (upper and lower case matter)',
    });
  });

  it('says that an Argo CD hook type replaces the Helm one, and that the delete policies of both add up', () => {
    const both = job({
      'argocd.argoproj.io/hook': 'PostSync',
      'argocd.argoproj.io/hook-delete-policy': 'HookFailed',
      'helm.sh/hook': 'pre-install',
      'helm.sh/hook-delete-policy': 'hook-succeeded',
    });
    expect(hookFacts(both).types).toEqual(['PostSync']);
    expect(rules(both)).toContain('helm-hook-overridden');
    expect(deletePolicyFacts(both).policies).toEqual(['HookFailed', 'HookSucceeded']);
  });

  it('lets a garbage Argo CD type fall back to the Helm one', () => {
    const fallen = job({ 'argocd.argoproj.io/hook': 'Later', 'helm.sh/hook': 'pre-upgrade,post-upgrade' });
    expect(hookFacts(fallen).phases).toEqual(['PreSync', 'PostSync']);
  });

  it('runs PreSync,PostDelete in a sync, and PostDelete alone only when the Application goes', () => {
    expect(hookFacts(job({ 'argocd.argoproj.io/hook': 'PreSync,PostDelete' }))).toMatchObject({
      phases: ['PreSync'],
      deleteTypes: ['PostDelete'],
    });
    expect(hookFacts(job({ 'helm.sh/hook': 'pre-delete' })).deleteTypes).toEqual(['PreDelete']);
  });

  it('counts an empty hook annotation as a hook without a type', () => {
    expect(hookFacts(job({ 'argocd.argoproj.io/hook': '' }))).toMatchObject({ isHook: true, ignored: true });
  });

  it('gives the default delete policy only when no known one is named', () => {
    const policy = (text: string) =>
      deletePolicyFacts(job({ 'argocd.argoproj.io/hook-delete-policy': text })).policies;
    expect(policy('hookSucceeded')).toEqual(['BeforeHookCreation']);
    expect(policy('HookSucceeded')).toEqual(['HookSucceeded']);
  });
});

describe('waves', () => {
  it.each([
    ['-1', -1],
    ['+2', 2],
    ['007', 7],
    ['1.5', 0],
    [' 1', 0],
    ['0x10', 0],
    ['9223372036854775808', 0],
    ['', 0],
    ['9223372036854775807', 2 ** 63],
    ['-9223372036854775808', -(2 ** 63)],
    ['9223372036854775808', 0],
    [`1${'0'.repeat(100_000)}`, 0],
  ])('reads %j as %d', (text, wave) => {
    expect(waveFacts(job({ 'argocd.argoproj.io/sync-wave': text })).wave).toBe(wave);
  });

  it('says that a value which is no whole number counts for nothing', () => {
    const { because } = waveFacts(
      job({ 'argocd.argoproj.io/sync-wave': 'first', 'helm.sh/hook-weight': '4' }),
    );
    expect(because).toEqual({
      rule: 'wave',
      annotation: 'helm.sh/hook-weight',
      value: '4',
      text: 'wave 4; argocd.argoproj.io/sync-wave "first" is not a whole number and counts for nothing',
    });
  });
});

describe('annotations with nonsense in them', () => {
  it('reads none when one value is not text, and names it', () => {
    const odd = job({ 'argocd.argoproj.io/sync-wave': 5, 'argocd.argoproj.io/hook': 'PreSync' });
    expect(hookFacts(odd).isHook).toBe(false);
    expect(annotationFault(odd)).toMatchObject({
      rule: 'annotation-not-text',
      annotation: 'argocd.argoproj.io/sync-wave',
      value: '5',
    });
  });

  it('answers for any JSON at all', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (fields, annotations) => {
        const any = JSON.parse(JSON.stringify({ ...fields, metadata: { annotations } }));
        expect(hookFacts(any).because.length).toBeGreaterThan(0);
        expect(deletePolicyFacts(any).policies.length).toBeGreaterThan(0);
        expect(Number.isInteger(waveFacts(any).wave)).toBe(true);
        expect(annotationFault(any)?.text ?? '').not.toBe('undefined');
      }),
    );
  });
});
