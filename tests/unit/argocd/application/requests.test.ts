import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PROJECT,
  decideRefresh,
  kustomizeError,
  manifestError,
  type RefreshInput,
  readApplication,
  readProject,
  requestSync,
} from '@/lib/argocd';

const source = { repoURL: 'https://git.example/shop', path: 'base', targetRevision: 'main' };
const app = (policy: object = {}, metadata: object = {}) =>
  readApplication({ metadata: { name: 'shop', ...metadata }, spec: { source, syncPolicy: { ...policy } } });

describe('asking for a sync', () => {
  const ask = (application = app(), request = {}, busy = false, project = DEFAULT_PROJECT) =>
    requestSync(application, project, { username: 'ada', ...request }, 0, busy);

  it('takes the options and the retry of the Application, unless it brings its own', () => {
    const application = app({ syncOptions: ['PruneLast=true'], retry: { limit: 2 } });
    expect(ask(application)).toMatchObject({
      ok: true,
      operation: { sync: { syncOptions: ['PruneLast=true'] }, retry: { limit: 2 } },
      event: 'ada initiated sync to main',
    });
    expect(ask(application, { syncOptions: [], retry: { limit: 0 } })).toMatchObject({
      operation: { sync: { syncOptions: [] }, retry: { limit: 0 } },
    });
    expect(ask(app(), { resources: [{ kind: 'ConfigMap', name: 'c' }] })).toMatchObject({
      event: 'ada initiated partial sync to main',
    });
  });

  it('is refused in Argo CD’s words', () => {
    expect(ask(app(), {}, true)).toEqual({ ok: false, message: 'another operation is already in progress' });
    expect(ask(app({}, { deletionTimestamp: '2024-01-01T00:00:00Z' }))).toEqual({
      ok: false,
      message: 'application is deleting',
    });
    expect(ask(app({ automated: {} }), { revision: 'v1' })).toEqual({
      ok: false,
      message: 'Cannot sync to v1: auto-sync currently set to main',
    });
    const window = { kind: 'deny', schedule: '* * * * *', duration: '1h', applications: ['*'] };
    const closed = readProject({ spec: { syncWindows: [window] } });
    expect(ask(app(), {}, false, closed)).toEqual({
      ok: false,
      message: 'cannot sync: blocked by sync window',
    });
  });
});

describe('when to compare again', () => {
  const input = (changes: Partial<RefreshInput>): RefreshInput => {
    const application = app();
    const { destination, ignoreDifferences } = application;
    const compared = { source: application.source, destination, ignoreDifferences, at: 0 };
    return { application, compared, requested: undefined, now: 1000, timeout: 180_000, ...changes };
  };

  it.each([
    [{ requested: 'normal' }, 'normal refresh requested'],
    [{ requested: 'hard' }, 'hard refresh requested'],
    [{ compared: undefined }, 'spec.source differs'],
    [{ now: 180_001 }, 'comparison expired, requesting refresh'],
    [{ now: 180_001, hardTimeout: 1 }, 'comparison expired, requesting hard refresh'],
    [
      { application: readApplication({ spec: { source, destination: { namespace: 'new' } } }) },
      'spec.destination differs',
    ],
    [{ wanted: 'CompareWithRecent' as const }, 'controller refresh requested'],
  ])('%#', (changes, reason) => {
    expect(decideRefresh(input(changes))).toMatchObject({ refresh: true, reason });
  });

  it('not before there is a reason', () => {
    expect(decideRefresh(input({}))).toEqual({ refresh: false });
  });
});

describe('a build that fails', () => {
  it('is told with the tool’s own words, from the fourth time on as remembered', () => {
    const error = kustomizeError('week1', 'Error: no such file\n');
    expect(error).toBe(
      '`kustomize build <path to cached source>/week1` failed exit status 1: Error: no such file',
    );
    const start = 'failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ';
    expect(manifestError(error, 3)).toBe(start + error);
    expect(manifestError(error, 4)).toBe(`${start}Manifest generation error (cached): ${error}`);
  });
});
