import { describe, expect, it } from 'vitest';
import { addHistory, newOperationState, type OperationState, readApplication, rollback } from '@/lib/argocd';

const application = readApplication({ metadata: { name: 'shop', namespace: 'argocd' }, spec: {} });
const done = (changes: Partial<OperationState> = {}): OperationState => ({
  ...newOperationState({ sync: {}, initiatedBy: { username: 'ada' } }, 5),
  phase: 'Succeeded',
  syncResult: { revision: 'abc', resources: [] },
  ...changes,
});

describe('history', () => {
  it('keeps full syncs that succeeded, and the newest of them', () => {
    let history = addHistory([], done(), application.source, 9, 2);
    expect(history).toMatchObject([{ id: 0, revision: 'abc', deployStartedAt: 5, deployedAt: 9 }]);
    history = addHistory(history, done({ phase: 'Failed' }), application.source, 9, 2);
    const selection = { sync: { resources: [{ kind: 'ConfigMap', name: 'c' }] } };
    history = addHistory(history, done({ operation: selection }), application.source, 9, 2);
    history = addHistory(history, done({ operation: { sync: { dryRun: true } } }), application.source, 9, 2);
    expect(history.length).toBe(1);
    for (let i = 0; i < 3; i += 1) history = addHistory(history, done(), application.source, 9, 2);
    expect(history.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('brings an earlier one back without hooks, but not while the Application syncs by itself', () => {
    const history = addHistory([], done(), application.source, 9, 10);
    expect(rollback(application, history, 0)).toMatchObject({
      ok: true,
      operation: { sync: { revision: 'abc', strategy: { kind: 'apply' } } },
    });
    expect(rollback(application, history, 7)).toEqual({
      ok: false,
      message: 'application argocd/shop does not have deployment with id 7',
    });
    const automated = readApplication({ spec: { syncPolicy: { automated: {} } } });
    expect(rollback(automated, history, 0)).toEqual({
      ok: false,
      message: 'rollback cannot be initiated when auto-sync is enabled',
    });
  });
});
