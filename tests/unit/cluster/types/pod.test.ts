import { describe, expect, it } from 'vitest';
import type { ApiObject } from '@/lib/cluster/interface';
import { isPod, isPodReady, isPodTerminal, podCondition, podsIn } from '@/lib/cluster/types/pod';

const metadata = {
  name: 'web',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-05T09:00:00Z',
};
const pod = (status?: ApiObject['status']): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: { containers: [{ name: 'c', image: 'nginx' }] },
  ...(status ? { status } : {}),
});

describe('the typed view of a Pod', () => {
  it('takes Pods from among other objects', () => {
    const service: ApiObject = { apiVersion: 'v1', kind: 'Service', metadata };
    expect(podsIn([service, pod()]).map((p) => p.spec.containers[0]?.name)).toEqual(['c']);
  });

  it('refuses a Pod without containers', () => {
    expect(isPod({ apiVersion: 'v1', kind: 'Pod', metadata })).toBe(false);
  });

  // pkg/api/v1/pod/util.go, IsPodReady and IsPodTerminal
  it('reads readiness from the Ready condition and the end from the phase', () => {
    const running = podsIn([
      pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }),
      pod({ phase: 'Failed' }),
      pod(),
    ]);
    expect(running.map(isPodReady)).toEqual([true, false, false]);
    expect(running.map(isPodTerminal)).toEqual([false, true, false]);
    expect(running[0] && podCondition(running[0], 'Initialized')).toBeUndefined();
  });
});
