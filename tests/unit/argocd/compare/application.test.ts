import { describe, expect, it } from 'vitest';
import { type ComparisonInput, compareApplication, type KubeObject, withTracking } from '@/lib/argocd';

const configMap = (name: string, data: KubeObject = {}, metadata: KubeObject = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...metadata },
  data,
});
const tracked = (object: KubeObject, application = 'app'): KubeObject => {
  const made = withTracking(object, application, 'shop');
  return made.ok ? made.object : object;
};
const input = (
  targets: KubeObject[],
  live: KubeObject[],
  more: Partial<ComparisonInput> = {},
): ComparisonInput => ({
  application: 'app',
  namespace: 'shop',
  targets: { ok: true, objects: targets.map((object) => tracked(object)) },
  live: { ok: true, objects: live.map((object) => tracked(object)) },
  scopeOf: (object) => object.kind !== 'Namespace',
  ...more,
});
const codes = (given: ComparisonInput) =>
  compareApplication(given).resources.map(({ name, status }) => `${name} ${status}`);

describe('the sync status of an Application', () => {
  it('is Synced when applying would change nothing', () => {
    const result = compareApplication(input([configMap('a', { x: '1' })], [configMap('a', { x: '1' })]));
    expect(result).toMatchObject({ status: 'Synced', conditions: [] });
  });

  it('is OutOfSync when something is missing, extra or different', () => {
    expect(codes(input([configMap('a')], []))).toEqual(['a OutOfSync']);
    expect(codes(input([configMap('a', { x: '1' })], [configMap('a', { x: '2' })]))).toEqual(['a OutOfSync']);
    const extra = compareApplication(input([], [configMap('b')]));
    expect(extra).toMatchObject({ status: 'OutOfSync', resources: [{ name: 'b', requiresPruning: true }] });
  });

  it('does not count an extra object that asks to be left out', () => {
    const annotations = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };
    const result = compareApplication(input([], [configMap('b', {}, { annotations })]));
    expect(result).toMatchObject({ status: 'Synced', resources: [{ status: 'OutOfSync' }] });
  });

  it('knows nothing of hooks, Skip and copies that took the tracking id along', () => {
    const hook = (type: string) => ({ annotations: { 'argocd.argoproj.io/hook': type } });
    const copy = {
      ...tracked(configMap('a')),
      metadata: { ...Object(tracked(configMap('a')).metadata), name: 'copy' },
    };
    const given = input([configMap('skip', {}, hook('Skip'))], [configMap('hook', {}, hook('PreSync'))]);
    const live = given.live.ok ? [...given.live.objects, copy] : [];
    const result = compareApplication({ ...given, live: { ok: true, objects: live } });
    expect(result.resources.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'skip ',
      'hook ',
      'copy ',
    ]);
    expect(result.status).toBe('Synced');
  });

  it('is Unknown, everything in it too, when Git cannot be read', () => {
    const message = 'failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = x';
    const result = compareApplication(input([], [configMap('a')], { targets: { ok: false, message } }));
    expect(result.status).toBe('Unknown');
    expect(result.resources[0]?.status).toBe('Unknown');
    expect(result.conditions).toEqual([
      { type: 'ComparisonError', message: `Failed to load target state: ${message}` },
    ]);
  });

  it('warns of an object that Git has twice, and of one that another Application has', () => {
    const twice = compareApplication(input([configMap('a', { x: '1' }), configMap('a', { x: '2' })], []));
    expect(twice.resources.length).toBe(1);
    expect(twice.conditions).toEqual([
      {
        type: 'RepeatedResourceWarning',
        message: 'Resource /ConfigMap/shop/a appeared 2 times among application resources.',
      },
    ]);
    const live = { ok: true as const, objects: [tracked(configMap('a'), 'other')] };
    expect(compareApplication(input([configMap('a')], [], { live })).conditions).toEqual([
      { type: 'SharedResourceWarning', message: 'ConfigMap/a is part of applications app and other' },
    ]);
  });

  it('says which namespace is missing', () => {
    const bare = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    expect(compareApplication(input([bare], [], { namespace: '' })).conditions).toEqual([
      { type: 'InvalidSpecError', message: 'Namespace for a /v1, Kind=ConfigMap is missing.' },
    ]);
  });

  it('is Unknown for a kind that the project forbids', () => {
    expect(codes(input([configMap('a')], [], { permitted: () => false }))).toEqual(['a Unknown']);
  });

  it('sets hooks for the end of the Application aside', () => {
    const hook = configMap('bye', {}, { annotations: { 'argocd.argoproj.io/hook': 'PostDelete' } });
    expect(compareApplication(input([hook], []))).toMatchObject({
      status: 'Synced',
      resources: [],
      hasPostDelete: true,
      hasPreDelete: false,
    });
  });
});
