import { describe, expect, it } from 'vitest';
import {
  afterPass,
  beforePass,
  completionEvent,
  kitchen,
  newOperationState,
  type Operation,
  retryWait,
  terminate,
} from '@/lib/argocd';

const start = Date.UTC(2024, 0, 1, 14, 4);
const failed = { phase: 'Failed' as const, message: 'boom', results: [] };
const fail = (operation: Operation) =>
  afterPass(newOperationState(operation, start), failed, 'abc', start, kitchen);

describe('the life of an operation', () => {
  it('that fails without a retry is over', () => {
    expect(fail({})).toMatchObject({ phase: 'Failed', message: 'boom', finishedAt: start, retryCount: 0 });
  });

  it('is tried again later than it says', () => {
    const state = fail({ retry: { limit: 1 } });
    expect(state).toMatchObject({
      phase: 'Running',
      message: 'boom. Retrying attempt #1 at 2:04PM.',
      retryCount: 1,
    });
    // Announced after 5 seconds, done after 10: upstream counts the attempt twice.
    expect(beforePass(state, start + 5000)).toEqual({ kind: 'wait', ms: 5000 });
    const again = beforePass(state, start + 10_000);
    expect(again).toMatchObject({ kind: 'run', state: { message: 'Retrying operation. Attempt #1' } });
    expect(again.kind === 'run' && 'syncResult' in again.state).toBe(false);
    const over = again.kind === 'run' ? afterPass(again.state, failed, 'abc', start, kitchen) : state;
    expect(over).toMatchObject({ phase: 'Failed', message: 'boom (retried 1 times).' });
  });

  it('takes what is newest when it refreshes', () => {
    const state = fail({ sync: { revision: 'abc', prune: true }, retry: { limit: 1, refresh: true } });
    expect(beforePass(state, start + 60_000)).toMatchObject({
      state: {
        message: 'Retrying operation with latest revisions. Attempt #1',
        operation: { sync: { prune: true } },
      },
    });
  });

  it('waits longer each time, at most as long as it may', () => {
    const backoff = { duration: '10', factor: 3, maxDuration: '1m' };
    expect([0, 1, 2].map((count) => retryWait({ backoff }, count))).toEqual([
      { ok: true, ms: 10_000 },
      { ok: true, ms: 30_000 },
      { ok: true, ms: 60_000 },
    ]);
    expect(fail({ retry: { limit: 1, backoff: { duration: 'soon' } } })).toMatchObject({
      phase: 'Error',
      message: 'boom (failed to retry: unable to parse soon as a duration)',
    });
  });

  it('that is terminated is not tried again', () => {
    const state = terminate(newOperationState({ retry: { limit: 5 } }, start));
    expect(state).toMatchObject({ phase: 'Terminating', message: 'operation is terminating' });
    const ended = { phase: 'Failed' as const, message: 'Operation terminated' };
    expect(afterPass(state, ended, 'abc', start, kitchen)).toMatchObject({
      phase: 'Failed',
      message: 'Operation terminated',
    });
  });

  it('ends by itself when it takes too long', () => {
    const turn = beforePass(newOperationState({}, start), start + 61_000, 60_000);
    expect(turn).toMatchObject({
      state: { phase: 'Terminating', message: 'operation is terminating due to timeout' },
      cause: 'controller sync timeout',
    });
    const ended = { phase: 'Failed' as const, message: 'Operation terminated' };
    if (turn.kind !== 'run') throw new Error('expected a pass');
    expect(afterPass(turn.state, ended, 'abc', start, kitchen, turn.cause).message).toBe(
      'Operation terminated, triggered by controller sync timeout',
    );
  });

  it('ends with an event that says what was synced', () => {
    expect(completionEvent(fail({})).message).toBe('Sync operation to abc failed: boom');
    const some = { sync: { resources: [{ kind: 'ConfigMap', name: 'c' }] } };
    const good = afterPass(
      newOperationState(some, start),
      { ...failed, phase: 'Succeeded' },
      'abc',
      start,
      kitchen,
    );
    expect(completionEvent(good)).toEqual({
      type: 'Normal',
      message: 'Partial sync operation to abc succeeded',
    });
  });

  it('tells the time as Go does', () => {
    expect([0, 11.5, 12, 23.99].map((hour) => kitchen(hour * 3_600_000))).toEqual([
      '12:00AM',
      '11:30AM',
      '12:00PM',
      '11:59PM',
    ]);
  });
});
