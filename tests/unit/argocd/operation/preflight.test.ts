import { describe, expect, it } from 'vitest';
import { augmentResult, haltedByConditions, haltedByWindow, type ResourceResult } from '@/lib/argocd';

describe('what ends an operation before its first pass', () => {
  it('an error of the comparison, several joined', () => {
    expect(
      haltedByConditions(
        [
          { type: 'ComparisonError', message: 'Failed to load target state: x' },
          { type: 'RepeatedResourceWarning', message: 'not this one' },
          { type: 'InvalidSpecError', message: 'y' },
        ],
        [],
      ),
    ).toEqual({
      phase: 'Error',
      message: 'ComparisonError: Failed to load target state: x;InvalidSpecError: y',
    });
  });

  it('a shared resource, only where that is asked for', () => {
    const shared = [
      { type: 'SharedResourceWarning' as const, message: 'ConfigMap/a is part of applications a and b' },
    ];
    expect(haltedByConditions(shared, [])).toBeUndefined();
    expect(haltedByConditions(shared, ['FailOnSharedResource=true'])).toEqual({
      phase: 'Failed',
      message: 'Shared resource found: ConfigMap/a is part of applications a and b',
    });
  });

  it('a closed window only holds it up', () => {
    expect(haltedByWindow({ ok: true, allowed: false, why: '' })?.phase).toBe('Running');
    expect(haltedByWindow({ ok: true, allowed: true, why: '' })).toBeUndefined();
  });
});

describe('the message of a result, as it is shown', () => {
  const result: ResourceResult = {
    group: 'test.io',
    kind: 'Thing',
    namespace: 'shop',
    name: 'x',
    version: 'v1',
    status: 'SyncFailed',
    message: 'the server could not find the requested resource',
    hookType: '',
    hookPhase: '',
    syncPhase: 'Sync',
    images: [],
  };

  it('says which definition is missing, or which version is there', () => {
    expect(augmentResult(result, []).message).toBe(
      'The Kubernetes API could not find test.io/Thing for requested resource shop/x. Make sure the "Thing" CRD is installed on the destination cluster.',
    );
    expect(augmentResult(result, [{ group: 'test.io', version: 'v2', kind: 'Thing' }]).message).toBe(
      'The Kubernetes API could not find version "v1" of test.io/Thing for requested resource shop/x. Version "v2" of test.io/Thing is installed on the destination cluster.',
    );
    expect(augmentResult({ ...result, message: 'created' }, []).message).toBe('created');
  });
});
