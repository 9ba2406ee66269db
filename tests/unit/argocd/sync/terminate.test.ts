import { describe, expect, it } from 'vitest';
import { type HealthCode, type Outcome, runSteps, terminatePass } from '@/lib/argocd';
import { inputOf, nameOf, object, run } from './support';

const hook = (policy?: string) =>
  object(
    'Job',
    'h',
    { hook: 'PreSync', ...(policy && { 'hook-delete-policy': policy }) },
    {
      finalizers: ['argocd.argoproj.io/hook-finalizer'],
    },
  );

function terminate(
  given: { live?: boolean; health?: HealthCode; policy?: string },
  answer: (did: string) => Outcome = () => ({ ok: true }),
) {
  const target = hook(given.policy);
  const { results } = run({ targets: [target] });
  const did: string[] = [];
  const input = inputOf({
    targets: [target],
    live: given.live === false ? [] : [target],
    results,
    health: { h: given.health ?? 'Progressing' },
  });
  const state = runSteps(terminatePass(input), (action) => {
    const what = action.kind === 'wave-delay' ? action.kind : `${action.kind} ${nameOf(action.object)}`;
    did.push(what);
    return answer(what);
  });
  const [result] = state.results;
  return {
    phase: state.phase,
    message: state.message,
    did,
    result: `${result?.hookPhase} ${result?.message}`,
  };
}

describe('terminating a sync', () => {
  it('frees and deletes a hook that runs', () => {
    expect(terminate({})).toEqual({
      phase: 'Failed',
      message: 'Operation terminated',
      did: ['remove-finalizer h', 'delete h'],
      result: 'Failed Terminated',
    });
  });

  it('keeps the result of one that has just ended, and deletes it only with HookFailed', () => {
    expect(terminate({ health: 'Healthy' })).toMatchObject({
      did: ['remove-finalizer h'],
      result: 'Succeeded h is Healthy',
    });
    expect(terminate({ health: 'Healthy', policy: 'HookFailed' }).did).toContain('delete h');
  });

  it('leaves one alone that has become forbidden meanwhile, and says so', () => {
    const { results } = run({ targets: [hook()] });
    const input = inputOf({
      targets: [hook()],
      live: [hook()],
      results,
      health: { h: 'Progressing' },
      change: { forbidden: () => 'not permitted' },
    });
    const did: string[] = [];
    const state = runSteps(terminatePass(input), ({ kind }) => {
      did.push(kind);
      return { ok: true };
    });
    expect({ did, message: state.message, results: state.results }).toMatchObject({
      did: [],
      message: 'Operation terminated',
      results: [{ status: 'SyncFailed', hookPhase: '', message: 'not permitted' }],
    });
  });

  it('looks for one that was only just applied', () => {
    const target = hook();
    expect(
      terminate({ live: false }, (did) => ({ ok: true, object: did === 'get h' ? target : undefined })),
    ).toMatchObject({
      did: ['get h', 'remove-finalizer h', 'delete h'],
    });
    expect(terminate({ live: false }, () => ({ ok: false, notFound: true, message: '' })).result).toBe(
      'Succeeded Terminated',
    );
  });

  it.each([
    ['get h', false, 'Error Failed to get live resource: failed to get resource: no'],
    [
      'remove-finalizer h',
      true,
      'Error Failed to remove hook finalizer: failed to update resource: failed to update resource: no',
    ],
    ['delete h', true, 'Failed Failed to delete: failed to delete resource: no'],
  ])('says when %s is refused', (refused, live, result) => {
    expect(
      terminate({ live }, (did) => (did === refused ? { ok: false, message: 'no' } : { ok: true })),
    ).toMatchObject({
      phase: 'Error',
      message: 'Operation termination had errors',
      result,
    });
  });
});
